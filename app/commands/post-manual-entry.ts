import { randomUUID } from "node:crypto";
import { draftOfManualEntry, type ManualEntry } from "#app/domain/ledger/manual-entry.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type PostedEntry, postEntries } from "#db/posting.ts";
import { concludeDraft, lockDraft } from "#db/queries/ledger/draft.ts";
import { exerciseOn } from "#db/queries/ledger/exercise.ts";
import { rememberUse } from "#db/queries/ledger/habit.ts";
import { draftReaderFor } from "./ledger-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { changed, obstacleOf } from "./save-draft.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

/** The draft that the entry was, and the version that the writer saw; 0: it may never have been kept. */
export interface DraftOfEntry {
  readonly id: string;
  readonly seen: bigint;
}

/**
 * Posts an entry of the general book as typed. Numbered at once, never altered after: a correction is a reversal.
 * In a locked period only who may close posts. A draft becomes an entry once, with what is joined to it: refused when it was posted,
 * deleted, or changed since it was seen.
 */
export async function postManualEntry(
  context: CommandContext,
  { draft, ...input }: ManualEntry & { readonly draft?: DraftOfEntry },
): Promise<Result<PostedEntry>> {
  const { actor } = context;
  return await runCommand(context, { name: "post-manual-entry", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const kept = await draftToConclude(db, context, draft);
    if (!kept.ok) return kept;
    const exercise = await exerciseOn(db, input.date);
    if (!exercise) return refuse({ kind: "unknown-year", date: input.date });
    const entryDraft = draftOfManualEntry(input, { eventId: randomUUID(), lastDay: exercise.lastDay });
    if (!entryDraft.ok) return entryDraft;
    const posted = await postEntries(db, [entryDraft.value], await postingOptions(db, context));
    if (!posted.ok) return posted;
    const [entry] = posted.value;
    if (!entry) throw new Error("one entry was posted, and none came back");
    if (kept.value !== undefined) await concludeDraft(db, kept.value, entry.id);
    const voucher = input.lines.find((line) => line.voucher)?.voucher ?? null;
    await rememberUse(db, { fiscalYear: entry.fiscalYear, actor: actor.id, journal: entry.journal, day: input.date, voucher });
    touch({ kind: "entry", id: entry.id.toString(), detail: { ...input, ...(kept.value === undefined ? {} : { draft: kept.value }) } });
    return { ok: true, value: entry };
  });
}

/** The draft's identifier when it is kept and stands as it was seen. */
async function draftToConclude(
  db: Db,
  { actor, today }: CommandContext,
  draft: DraftOfEntry | undefined,
): Promise<Result<string | undefined>> {
  if (!draft) return accept(undefined);
  const held = await lockDraft(db, draft.id, await draftReaderFor(db, actor, today));
  if (!held) return draft.seen === 0n ? accept(undefined) : refuse({ kind: "not-found", what: "draft", id: draft.id });
  const obstacle = obstacleOf(held);
  if (obstacle) return refuse(obstacle);
  return held.version === draft.seen ? accept(held.id) : refuse(changed(held));
}
