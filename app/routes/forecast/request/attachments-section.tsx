import { useRevalidator } from "@remix-run/react";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { Attachment } from "#db/queries/ledger/attachment.ts";
import { AttachmentPane } from "../../attachments/attachment-pane.tsx";
import styles from "../forecast.module.css";

interface AttachmentsSectionProps {
  readonly year: number;
  readonly unit: string;
  readonly request: string;
  readonly attachments: readonly Attachment[];
  readonly mayEdit: boolean;
  /** It was handed in at least once: what was joined is marked as removed, with a reason. */
  readonly handedIn: boolean;
  readonly commandKey: string;
}

/** The files that support a request; on paper, their names. */
export function AttachmentsSection({ year, unit, request, attachments, mayEdit, handedIn, commandKey }: AttachmentsSectionProps) {
  const words = useTranslations("requests.attachments");
  const { revalidate } = useRevalidator();
  const onAdded = useCallback(() => revalidate(), [revalidate]);
  if (!mayEdit && attachments.length === 0) return null;
  const add = `/${year}/forecast/${encodeURIComponent(unit)}/requests/${request}/attachments`;
  const live = attachments.filter(({ removal }) => removal === null);
  return (
    <>
      <AttachmentPane
        target={{ add, fields: {}, of: (id) => `${add}/${id}`, isDraft: !handedIn }}
        attachments={attachments}
        mayChange={mayEdit}
        title={words("title")}
        commandKey={commandKey}
        onAdded={onAdded}
      />
      {live.length > 0 && (
        <section className={styles.onPaper}>
          <h2>{words("title")}</h2>
          <ul>
            {live.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
