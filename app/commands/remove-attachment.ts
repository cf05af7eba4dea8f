import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type Attachment, attachmentById, markRemoved } from "#db/queries/ledger/attachment.ts";
import { draftById } from "#db/queries/ledger/draft.ts";
import { draftReaderFor } from "./ledger-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface AttachmentRemoval {
  readonly id: string;
  /** Required once the entry is posted. */
  readonly reason: string;
}

/**
 * Takes a file off a draft, or marks the one of a posted entry as removed: its bytes stay, with who removed it, when and why.
 * Answers what it was.
 */
export async function removeAttachment(
  context: CommandContext,
  input: AttachmentRemoval,
): Promise<Result<Pick<Attachment, "draftId" | "entryId">>> {
  const { actor, today } = context;
  return await runCommand(context, { name: "remove-attachment", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const attachment = await attachmentById(db, input.id);
    const missing = refuse({ kind: "not-found", what: "attachment", id: input.id } as const);
    if (!attachment || attachment.removal) return missing;
    const { draftId, entryId } = attachment;
    if (entryId === null) {
      const draft = await draftById(db, draftId ?? "", await draftReaderFor(db, actor, today));
      if (!draft) return missing;
    } else if (input.reason.trim() === "") return refuse({ kind: "reason-required" });
    if (!(await markRemoved(db, input.id, { by: actor.id, reason: input.reason.trim() || null }))) return missing;
    touch({ kind: "attachment", id: input.id, detail: { name: attachment.name, entry: entryId, draft: draftId, reason: input.reason } });
    return accept({ draftId, entryId });
  });
}
