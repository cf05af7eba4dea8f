import type { EntryDraft, LineDraft } from "../ledger/entry.ts";
import type { FecEntry } from "./entries.ts";
import type { FecLine } from "./line.ts";

/** The entry of the general book that a file's entry becomes: it keeps its number as the source number and takes the next one here. */
export function draftOf(entry: FecEntry, eventId: string): EntryDraft {
  return {
    book: "general",
    journal: entry.journal,
    entryDate: entry.date,
    validatedOn: entry.validatedOn,
    label: entry.lines[0]?.label ?? entry.number,
    eventId,
    sourceNumber: entry.number,
    lines: entry.lines.map(lineDraftOf),
  };
}

function lineDraftOf(line: FecLine): LineDraft {
  const { account, party, debit, credit, label, voucher, voucherDate, currency, currencyAmount } = line;
  return { account, party, resource: "EUR", debit, credit, label, voucher: voucher || null, voucherDate, currency, currencyAmount };
}
