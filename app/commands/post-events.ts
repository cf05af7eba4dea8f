import { type Capability, mayDo } from "#app/domain/access.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { largestPosting, postEntries } from "#db/posting.ts";
import type { CommandContext } from "./run.ts";

/** The entries of one event, in both books: always posted by the same statement. */
export type EventEntries = readonly EntryDraft[];

/** Posts events, all or none, as many in one statement as it takes; a refusal rolls the whole command back. */
export async function postEvents(db: Db, context: CommandContext, events: readonly EventEntries[]): Promise<Result<number>> {
  let posted = 0;
  for (const batch of batchesOf(events)) {
    const result = await postEntries(db, batch, { actor: context.actor.id, today: context.today });
    if (!result.ok) return result;
    posted += result.value.length;
  }
  return accept(posted);
}

/** A unit where the actor does not hold the capability is refused as one that does not exist. */
export function checkReach(context: CommandContext, capability: Capability, units: readonly string[]): Result<true> {
  const foreign = units.find((unit) => !mayDo(context.actor.access, capability, unit));
  return foreign === undefined ? accept(true) : refuse({ kind: "not-found", what: "unit", id: foreign });
}

function batchesOf(events: readonly EventEntries[]): EntryDraft[][] {
  const batches: EntryDraft[][] = [];
  for (const entries of events) {
    const last = batches.at(-1);
    if (last && last.length + entries.length <= largestPosting) last.push(...entries);
    else if (entries.length > 0) batches.push([...entries]);
  }
  return batches;
}
