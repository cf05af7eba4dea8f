import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type EntryDraft, isThirdParty } from "./entry.ts";

/** The journals of the general book in which a person writes; the others are fed by documents, by payroll or by the closing. */
export const manualJournals = ["OD", "HA", "TR", "RE", "AN", "IM"] as const;
export type ManualJournal = (typeof manualJournals)[number];

/** A line as it is typed: cents, one side above zero. */
export interface ManualLine {
  readonly account: string;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly party?: string | null;
  readonly unit?: string | null;
  readonly nature?: string | null;
  readonly activity?: string | null;
  readonly label?: string | null;
  readonly voucher?: string | null;
  readonly voucherDate?: Day | null;
}

export interface ManualEntry {
  readonly journal: string;
  readonly date: Day;
  readonly label: string;
  readonly lines: readonly ManualLine[];
  /** In « période 13 », which bears the last day of the exercise. */
  readonly complementary?: boolean;
}

/**
 * The entry of the general book that was typed. Refused when the journal is not written by hand, when a party stands on an account
 * that is not a third party's (class 4), or when an entry of the complementary period does not bear the exercise's last day.
 * What every entry obeys (two lines, one side each, balance) is `checkEntry`.
 */
export function draftOfManualEntry(entry: ManualEntry, { eventId, lastDay }: { eventId: string; lastDay: Day }): Result<EntryDraft> {
  for (const rule of [refuseJournal, refuseParty]) {
    const refusal = rule(entry);
    if (refusal) return refuse(refusal);
  }
  if (entry.complementary && entry.date !== lastDay) return refuse({ kind: "complementary-day", date: entry.date, lastDay });
  return accept({
    book: "general",
    journal: entry.journal,
    entryDate: entry.date,
    complementary: entry.complementary ?? false,
    label: entry.label,
    eventId,
    lines: entry.lines.map((line) => ({ ...line, resource: "EUR" })),
  });
}

export function isManualJournal(code: string): code is ManualJournal {
  return (manualJournals as readonly string[]).includes(code);
}

function refuseJournal({ journal }: ManualEntry): Refusal | undefined {
  return isManualJournal(journal) ? undefined : { kind: "journal-not-by-hand", journal, journals: manualJournals };
}

function refuseParty({ lines }: ManualEntry): Refusal | undefined {
  const index = lines.findIndex((line) => line.party && !isThirdParty(line.account));
  const line = lines[index];
  return line && { kind: "party-outside-third-parties", line: index + 1, account: line.account };
}
