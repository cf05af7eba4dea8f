import { useRevalidator } from "@remix-run/react";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { Attachment } from "#db/queries/ledger/attachment.ts";
import { AttachmentPane } from "../../attachments/attachment-pane.tsx";
import { movementAddress } from "../../units/addresses.ts";

interface AttachmentsProps {
  readonly year: number;
  readonly id: string;
  readonly attachments: readonly Attachment[];
  readonly mayAttach: boolean;
  readonly isDraft: boolean;
  readonly commandKey: string;
}

/** The papers that a movement rests on: the decree, the request, the opinion. */
export function Attachments({ year, id, attachments, mayAttach, isDraft, commandKey }: AttachmentsProps) {
  const words = useTranslations("movements");
  const { revalidate } = useRevalidator();
  const onAdded = useCallback(() => revalidate(), [revalidate]);
  if (!mayAttach && attachments.length === 0) return null;
  const add = `${movementAddress(year, id)}/attachments`;
  return (
    <AttachmentPane
      target={{ add, fields: {}, of: (file) => `${add}/${file}`, isDraft }}
      attachments={attachments}
      mayChange={mayAttach}
      title={words("attachments")}
      commandKey={commandKey}
      onAdded={onAdded}
    />
  );
}
