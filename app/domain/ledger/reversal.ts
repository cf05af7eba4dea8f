import type { Day } from "../month.ts";
import type { EntryDraft, EntryReference } from "./entry.ts";

export interface ReversalChoice {
  readonly entryDate: Day;
  readonly label: string;
  readonly eventId: string;
  readonly complementary?: boolean;
  /** Absent: the journal of the entry that is reversed. */
  readonly journal?: string;
}

/**
 * The entry that undoes another: the same lines, dimensions, vouchers and documents included, each on its other side. In the same book,
 * hence the same resources; the sum of both is zero on every account, unit and party. Amounts in a foreign currency change sign.
 */
export function reversalOf(entry: EntryDraft, reference: EntryReference, choice: ReversalChoice): EntryDraft {
  return {
    book: entry.book,
    journal: choice.journal ?? entry.journal,
    entryDate: choice.entryDate,
    ...(choice.complementary === undefined ? {} : { complementary: choice.complementary }),
    label: choice.label,
    eventId: choice.eventId,
    reverses: reference,
    lines: entry.lines.map((line) => ({
      ...line,
      debit: line.credit,
      credit: line.debit,
      currencyAmount: line.currencyAmount === undefined || line.currencyAmount === null ? null : -line.currencyAmount,
    })),
  };
}
