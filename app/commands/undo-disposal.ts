import { accept, type Result, refuse } from "#app/domain/result.ts";
import { postEntries } from "#db/posting.ts";
import { liveDisposal, lockRegister, saveUndoneDisposal, saveUndoneRun } from "#db/queries/ledger/asset-changes.ts";
import { depreciationRun } from "#db/queries/ledger/assets.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { undoingDraft } from "./undo-entry.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface UndoDisposalInput {
  readonly assetId: string;
  readonly reason: string;
}

/** Brings an asset back: the entries of its disposal are reversed on their day, its last depreciation with them. */
export async function undoDisposal(context: CommandContext, input: UndoDisposalInput): Promise<Result<{ readonly entryId: bigint }>> {
  const { assetId, reason } = input;
  return await runCommand(context, { name: "undo-disposal", capability: "ledger.reverse" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.reverse");
    if (!allowed.ok) return allowed;
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    await lockRegister(db);
    const disposal = await liveDisposal(db, assetId);
    if (!disposal) return refuse({ kind: "wrong-state", what: "fixedAsset", state: "inUse", expected: ["disposed"] });
    const run = disposal.runId === null ? undefined : await depreciationRun(db, disposal.runId);
    const choice = { entryDate: disposal.disposedOn, label: `Annulation de la sortie : ${reason.trim()}`.slice(0, 200) };
    const drafts = [await undoingDraft(db, disposal.entryId, choice), ...(run ? [await undoingDraft(db, run.entryId, choice)] : [])];
    const posted = await postEntries(db, drafts, await postingOptions(db, context));
    if (!posted.ok) return posted;
    const [entry, wear] = posted.value;
    if (!entry) throw new Error("an entry was posted, and none came back");
    await saveUndoneDisposal(db, disposal.id, entry.id);
    if (run && wear) await saveUndoneRun(db, run.id, { author: context.actor.id, undoEntry: wear.id });
    touch({ kind: "fixedAsset", id: assetId, detail: { reason, entryId: entry.id } });
    return accept({ entryId: entry.id });
  });
}
