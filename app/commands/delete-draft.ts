import { accept, type Result, refuse } from "#app/domain/result.ts";
import { lockDraft, markDraft } from "#db/queries/ledger/draft.ts";
import { draftReaderFor } from "./ledger-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** Puts a draft aside. It is kept, and can be taken back (`restoreDraft`). */
export async function deleteDraft(context: CommandContext, input: { readonly id: string }): Promise<Result<null>> {
  return await setAside(context, input.id, true);
}

export async function restoreDraft(context: CommandContext, input: { readonly id: string }): Promise<Result<null>> {
  return await setAside(context, input.id, false);
}

async function setAside(context: CommandContext, id: string, deleted: boolean): Promise<Result<null>> {
  const { actor, today } = context;
  const name = deleted ? "delete-draft" : "restore-draft";
  return await runCommand(context, { name, capability: "ledger.post" }, { id }, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const draft = await lockDraft(db, id, await draftReaderFor(db, actor, today));
    if (!draft) return refuse({ kind: "not-found", what: "draft", id });
    if (draft.postedAs) return refuse({ kind: "draft-posted", ...draft.postedAs });
    await markDraft(db, id, deleted);
    touch({ kind: "draft", id, detail: { label: draft.body.label, author: draft.authorName } });
    return accept(null);
  });
}
