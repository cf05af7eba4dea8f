import { useRevalidator } from "@remix-run/react";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { Attachment } from "#db/queries/ledger/attachment.ts";
import { AttachmentPane } from "../attachments/attachment-pane.tsx";

interface ExpenseAttachmentsProps {
  /** The page of the document. */
  readonly address: string;
  readonly attachments: readonly Attachment[];
  readonly mayAttach: boolean;
  readonly commandKey: string;
}

/** The papers of an expense: the order, the bill, the report of its service. What is joined stays: it is marked as removed, with a reason. */
export function ExpenseAttachments({ address, attachments, mayAttach, commandKey }: ExpenseAttachmentsProps) {
  const words = useTranslations("acts");
  const { revalidate } = useRevalidator();
  const onAdded = useCallback(() => revalidate(), [revalidate]);
  if (!mayAttach && attachments.length === 0) return null;
  const add = `${address}/attachments`;
  return (
    <AttachmentPane
      target={{ add, fields: {}, of: (file) => `${add}/${file}`, isDraft: false }}
      attachments={attachments}
      mayChange={mayAttach}
      title={words("attachments")}
      commandKey={commandKey}
      onAdded={onAdded}
    />
  );
}
