import { randomUUID } from "node:crypto";
import { type CutOffItem, cutOffEntry, cutOffRules, nextDay, releaseEntry, releasePlan } from "#app/domain/ledger/cut-off/cut-off.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { lastDayOf, type Month } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { largestPosting, type PostedEntry, postEntries } from "#db/posting.ts";
import * as cutOff from "#db/queries/ledger/cut-off.ts";
import { exerciseNamed, exerciseOn } from "#db/queries/ledger/exercise.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { undoingDraft } from "./undo-entry.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface CutOffPosted {
  readonly entries: number;
  readonly amount: Quantity;
}

/**
 * Posts everything that was kept and is not posted yet: one entry for each, in the complementary period, dated the last day. What is
 * released later gets its plan. Refused when nothing waits (`no-cut-off-to-post`).
 */
export async function postCutOff(context: CommandContext, input: { readonly fiscalYear: number }): Promise<Result<CutOffPosted>> {
  const { fiscalYear } = input;
  return await runCommand(context, { name: "post-cut-off", capability: "ledger.post" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.post");
    if (!allowed.ok) return allowed;
    await cutOff.lockCutOff(db);
    const exercise = await exerciseNamed(db, fiscalYear);
    if (!exercise) return refuse({ kind: "not-found", what: "year", id: String(fiscalYear) });
    const items = (await cutOff.decidedItems(db, fiscalYear)).filter(({ state }) => state === "accepted");
    if (items.length === 0) return refuse({ kind: "no-cut-off-to-post", year: fiscalYear });
    const drafts = items.map((item) => cutOffEntry({ eventId: randomUUID(), on: exercise.lastDay }, itemOf(item)));
    const posted = await postAll(db, context, drafts);
    if (!posted.ok) return posted;
    await cutOff.savePosted(db, entriesOf(items, posted.value));
    await cutOff.saveReleases(
      db,
      items.flatMap((item) => {
        const { covers, amount, id } = itemOf(item);
        if (!cutOffRules[item.kind].released || covers === null) return [];
        return releasePlan(amount, covers, exercise.lastDay).map((release) => ({ itemId: id, ...release }));
      }),
    );
    const amount = sum(items.map((item) => item.amount));
    touch({ kind: "fiscalYear", id: String(fiscalYear), detail: { entries: items.length, amount } });
    return accept({ entries: items.length, amount });
  });
}

/**
 * Reverses the inventory accruals of an exercise on the first day of the next, in EX; each once, whoever asks again. Income to receive,
 * prepaid and deferred amounts are not: they end with their document, or month by month.
 */
export async function reverseCutOff(context: CommandContext, input: { readonly fiscalYear: number }): Promise<Result<CutOffPosted>> {
  const { fiscalYear } = input;
  return await runCommand(context, { name: "reverse-cut-off", capability: "ledger.reverse" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.reverse");
    if (!allowed.ok) return allowed;
    await cutOff.lockCutOff(db);
    const exercise = await exerciseNamed(db, fiscalYear);
    if (!exercise) return refuse({ kind: "not-found", what: "year", id: String(fiscalYear) });
    const first = nextDay(exercise.lastDay);
    if (!(await exerciseOn(db, first))) return refuse({ kind: "next-year-not-open", year: fiscalYear + 1 });
    const items = (await cutOff.decidedItems(db, fiscalYear)).filter(
      ({ kind, state, reversalId }) => cutOffRules[kind].reversed && state === "posted" && reversalId === null,
    );
    if (items.length === 0) return refuse({ kind: "no-cut-off-to-reverse", year: fiscalYear });
    const drafts: EntryDraft[] = [];
    for (const { entryId, entryName, label } of items) {
      if (entryId === null) throw new Error("a posted item has no entry");
      drafts.push(
        await undoingDraft(db, entryId, { entryDate: first, journal: "EX", label: `Extourne ${entryName} : ${label}`.slice(0, 200) }),
      );
    }
    const posted = await postAll(db, context, drafts);
    if (!posted.ok) return posted;
    await cutOff.saveReversed(db, entriesOf(items, posted.value));
    const amount = sum(items.map((item) => item.amount));
    touch({ kind: "fiscalYear", id: String(fiscalYear), detail: { entries: items.length, amount } });
    return accept({ entries: items.length, amount });
  });
}

/** Posts what the plans release up to a month, each part once, on the last day of its own month. */
export async function releaseCutOff(
  context: CommandContext,
  input: { readonly fiscalYear: number; readonly until: Month },
): Promise<Result<CutOffPosted>> {
  const { fiscalYear, until } = input;
  return await runCommand(context, { name: "release-cut-off", capability: "ledger.post" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.post");
    if (!allowed.ok) return allowed;
    await cutOff.lockCutOff(db);
    const items = new Map((await cutOff.decidedItems(db, fiscalYear)).map((item) => [item.id, itemOf(item)]));
    const due = (await cutOff.releasesOf(db, fiscalYear)).filter(({ month, entryId }) => month <= until && entryId === null);
    if (due.length === 0) return refuse({ kind: "no-cut-off-to-release", month: until });
    const drafts = due.map(({ itemId, month, amount }) => {
      const item = items.get(itemId);
      if (!item) throw new Error(`a release of ${itemId}, which is not there`);
      return releaseEntry(
        { eventId: randomUUID(), on: lastDayOf(month) },
        { ...item, label: `Reprise : ${item.label}`.slice(0, 200) },
        amount,
      );
    });
    const posted = await postAll(db, context, drafts);
    if (!posted.ok) return posted;
    await cutOff.saveReleased(
      db,
      due.map(({ itemId, month }, index) => ({ itemId, month, entryId: posted.value[index]?.id ?? 0n })),
    );
    const amount = sum(due.map((release) => release.amount));
    touch({ kind: "fiscalYear", id: String(fiscalYear), detail: { releases: due.length, amount, until } });
    return accept({ entries: due.length, amount });
  });
}

async function postAll(db: Db, context: CommandContext, drafts: readonly EntryDraft[]): Promise<Result<PostedEntry[]>> {
  const options = await postingOptions(db, context);
  const all: PostedEntry[] = [];
  for (let from = 0; from < drafts.length; from += largestPosting) {
    const posted = await postEntries(db, drafts.slice(from, from + largestPosting), options);
    if (!posted.ok) return posted;
    all.push(...posted.value);
  }
  return accept(all);
}

function itemOf({ coversFrom, coversTo, ...item }: cutOff.DecidedItem): CutOffItem {
  return { ...item, covers: coversFrom !== null && coversTo !== null ? { from: coversFrom, to: coversTo } : null };
}

function entriesOf(items: readonly cutOff.DecidedItem[], entries: readonly PostedEntry[]): { id: string; entryId: bigint }[] {
  return items.map(({ id }, index) => {
    const entryId = entries[index]?.id;
    if (entryId === undefined) throw new Error("an entry was posted, and none came back");
    return { id, entryId };
  });
}
