import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { postEntries } from "#db/posting.ts";
import { disposedOfRun, laterThanRun, lockRegister, saveUndoneRun } from "#db/queries/ledger/asset-changes.ts";
import { depreciationRun } from "#db/queries/ledger/assets.ts";
import { periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { undoingDraft } from "./undo-entry.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface UndoDepreciationInput {
  readonly runId: string;
  readonly reason: string;
  /** Absent: the day of the run. */
  readonly on?: Day;
}

/**
 * Reverses a depreciation run whole; its months are due again. Refused, in order: no reason · undone already, or the complement of a
 * disposal (undo the disposal) · an asset of it bears a later depreciation, or has left since.
 */
export async function undoDepreciation(
  context: CommandContext,
  input: UndoDepreciationInput,
): Promise<Result<{ readonly entryId: bigint }>> {
  const { runId, reason } = input;
  return await runCommand(context, { name: "undo-depreciation", capability: "ledger.reverse" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.reverse");
    if (!allowed.ok) return allowed;
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    await lockRegister(db);
    const run = await depreciationRun(db, runId);
    if (!run) return refuse({ kind: "not-found", what: "depreciationRun", id: runId });
    if (run.undone || run.kind !== "run") {
      return refuse({ kind: "wrong-state", what: "depreciationRun", state: run.undone ? "undone" : "disposed", expected: ["posted"] });
    }
    const later = await laterThanRun(db, runId);
    if (later) return refuse({ kind: "later-depreciation", asset: later.code, year: later.fiscalYear, period: later.period });
    const gone = await disposedOfRun(db, runId);
    if (gone !== undefined) return refuse({ kind: "wrong-state", what: "fixedAsset", state: "disposed", expected: ["inUse"] });
    const at = (await periodsOfYear(db, run.fiscalYear)).find(({ period }) => period === run.period);
    const entryDate = input.on ?? at?.lastDay ?? "";
    const complementary = (at?.complementary ?? false) && entryDate === at?.lastDay;
    const label = `${run.entryName} : ${reason.trim()}`;
    const draft = await undoingDraft(db, run.entryId, { entryDate, complementary, label });
    const posted = await postEntries(db, [draft], await postingOptions(db, context));
    if (!posted.ok) return posted;
    const [entry] = posted.value;
    if (!entry) throw new Error("one entry was posted, and none came back");
    await saveUndoneRun(db, runId, { author: context.actor.id, undoEntry: entry.id });
    touch({ kind: "depreciationRun", id: runId, detail: { entryId: entry.id, reason } });
    return accept({ entryId: entry.id });
  });
}
