import { randomUUID } from "node:crypto";
import { draftOfManualEntry, type ManualEntry } from "#app/domain/ledger/manual-entry.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import { type PostedEntry, postEntries } from "#db/posting.ts";
import { exerciseOn } from "#db/queries/ledger/exercise.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Posts an entry of the general book as typed. Numbered at once, never altered after: a correction is a reversal.
 * In a locked period only who may close posts.
 */
export async function postManualEntry(context: CommandContext, input: ManualEntry): Promise<Result<PostedEntry>> {
  const { actor, today } = context;
  return await runCommand(context, { name: "post-manual-entry", capability: "ledger.post" }, input, async (db, touch) => {
    if (!(await holdsWholeLedger(db, actor.access, "ledger.post", today))) return refuse({ kind: "forbidden", capability: "ledger.post" });
    const exercise = await exerciseOn(db, input.date);
    if (!exercise) return refuse({ kind: "unknown-year", date: input.date });
    const draft = draftOfManualEntry(input, { eventId: randomUUID(), lastDay: exercise.lastDay });
    if (!draft.ok) return draft;
    const throughLock = await holdsWholeLedger(db, actor.access, "ledger.close", today);
    const posted = await postEntries(db, [draft.value], { actor: actor.id, today, throughLock });
    if (!posted.ok) return posted;
    const [entry] = posted.value;
    if (!entry) throw new Error("one entry was posted, and none came back");
    touch({ kind: "entry", id: entry.id.toString(), detail: { ...input } });
    return { ok: true, value: entry };
  });
}
