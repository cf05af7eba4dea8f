import { randomUUID } from "node:crypto";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { type ReversalChoice, reversalOf } from "#app/domain/ledger/reversal.ts";
import type { Db } from "#db/client.ts";
import { entryById } from "#db/queries/ledger/entry.ts";

/** The opposite of an entry that a document of the year's end posted, ready to be posted with what the document does beside. */
export async function undoingDraft(db: Db, entryId: bigint, choice: Omit<ReversalChoice, "eventId">): Promise<EntryDraft> {
  const entry = await entryById(db, entryId);
  if (!entry) throw new Error(`entry ${entryId} was posted, and is not there`);
  const lines = entry.lines.map(({ line: _, accountLabel: _account, partyLabel: _party, ...line }) => line);
  return reversalOf({ ...entry, reverses: null, lines }, entry, { ...choice, eventId: randomUUID() });
}
