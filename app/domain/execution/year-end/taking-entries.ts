import { transferLines } from "../../allotment/transfer-lines.ts";
import type { EntryDraft, EntryReference } from "../../ledger/entry.ts";
import { budgetEntry, type Event, type Expense } from "../expense-entries.ts";

/** A request that an earlier exercise left unpaid takes the CP of this one: allotted → requested. */
export function takingEntry(event: Event, { unit, nature, activity, amount, notes }: Expense): EntryDraft {
  const place = { unit, nature, activity };
  return budgetEntry(event, "DP", transferLines("CP", amount, { stage: "allotted", ...place }, { stage: "requested", ...place }, notes));
}

/** The same undone: requested → allotted, as the reversal of the entry that took them. */
export function takingUndone(event: Event, { unit, nature, activity, amount, notes }: Expense, reverses: EntryReference): EntryDraft {
  const place = { unit, nature, activity };
  const lines = transferLines("CP", amount, { stage: "requested", ...place }, { stage: "allotted", ...place }, notes);
  return { ...budgetEntry(event, "DP", lines), reverses };
}
