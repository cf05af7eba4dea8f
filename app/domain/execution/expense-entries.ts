import type { Place } from "../allotment/movement.ts";
import { type LineNotes, transferLines } from "../allotment/transfer-lines.ts";
import { type EntryDraft, type EntryReference, isThirdParty, type LineDraft } from "../ledger/entry.ts";
import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { type NatureAccounts, refundAccount, treasuryAccount } from "./accounts.ts";

/** What every entry of one event shares. */
export interface Event {
  readonly eventId: string;
  readonly on: Day;
  readonly label: string;
}

/** What an expense is made of, on both books: its place, its amount in cents, who is owed, and its document. */
export interface Expense extends Place {
  readonly amount: Quantity;
  readonly notes: LineNotes;
}

/** Commitment: AE allotted → committed, one pair of lines for each line of the document. */
export function commitmentEntry(event: Event, expenses: readonly Expense[]): EntryDraft {
  return budgetEntry(
    event,
    "EN",
    expenses.flatMap((expense) => staged(expense, "AE", "allotted", "committed")),
  );
}

/** Certified service: D expense, C accrued. Nothing in the budget book. */
export function serviceEntry(event: Event, expense: Expense, accounts: NatureAccounts): EntryDraft {
  return generalEntry(event, "SF", generalLines(expense, accounts.expense, accounts.accrued));
}

/** Payment request: CP allotted → requested, and D accrued, C payable (none when they are the same account: grants on 468). */
export function requestEntries(event: Event, expense: Expense, accounts: NatureAccounts): EntryDraft[] {
  const budget = budgetEntry(event, "DP", staged(expense, "CP", "allotted", "requested"));
  if (accounts.accrued === accounts.payable) return [budget];
  return [budget, generalEntry(event, "HA", generalLines(expense, accounts.accrued, accounts.payable))];
}

/** What a rejection undoes: the entries of the request; the budget's only while the request holds credit of the same exercise. */
export interface Rejected {
  readonly budget: EntryReference | null;
  readonly general: EntryReference | null;
}

/** Rejection: CP requested → allotted, and D payable, C accrued, each naming the entry that it reverses. */
export function rejectionEntries(event: Event, expense: Expense, accounts: NatureAccounts, { budget, general }: Rejected): EntryDraft[] {
  const entries: EntryDraft[] = [];
  if (budget) entries.push({ ...budgetEntry(event, "DP", staged(expense, "CP", "requested", "allotted")), reverses: budget });
  if (general) entries.push({ ...generalEntry(event, "HA", generalLines(expense, accounts.payable, accounts.accrued)), reverses: general });
  return entries;
}

/**
 * Payment: CP requested → consumed, and D payable, C treasury. A request of an earlier exercise released its credit when that
 * exercise ended, and takes CP of the year of its payment: allotted → requested, then requested → consumed, in one entry.
 */
export function paymentEntries(event: Event, expense: Expense, accounts: NatureAccounts, carriedOver: boolean): EntryDraft[] {
  const askedAgain = carriedOver ? staged(expense, "CP", "allotted", "requested") : [];
  return [
    budgetEntry(event, "PY", [...askedAgain, ...staged(expense, "CP", "requested", "consumed")]),
    generalEntry(event, "TR", generalLines(expense, accounts.payable, treasuryAccount)),
  ];
}

/** Flow 4, at payment (GBCP art. 159): AE and CP allotted → consumed, equal; D expense, C 467, then D 467, C treasury. */
export function refundEntries(event: Event, expense: Expense, accounts: NatureAccounts): EntryDraft[] {
  const budget = (["AE", "CP"] as const).flatMap((resource) => staged(expense, resource, "allotted", "consumed"));
  return [
    budgetEntry(event, "PY", budget),
    generalEntry(event, "HA", generalLines(expense, accounts.expense, refundAccount)),
    generalEntry(event, "TR", generalLines(expense, refundAccount, treasuryAccount)),
  ];
}

export function budgetEntry({ eventId, on, label }: Event, journal: string, lines: readonly LineDraft[]): EntryDraft {
  return { book: "budget", journal, entryDate: on, label, eventId, lines };
}

export function generalEntry({ eventId, on, label }: Event, journal: string, lines: readonly LineDraft[]): EntryDraft {
  return { book: "general", journal, entryDate: on, label, eventId, lines };
}

/**
 * `amount` in EUR, debited to one account and credited to another, with the place where it is known. The party stands on the lines
 * of third parties (class 4) alone, as a subsidiary account does (domain.md F7).
 */
export function generalLines({ unit, nature, activity, amount, notes }: Expense, debited: string, credited: string): LineDraft[] {
  const line = (account: string, debit: Quantity, credit: Quantity): LineDraft => {
    const party = isThirdParty(account) ? (notes.party ?? null) : null;
    return { unit, nature, activity, resource: "EUR", ...notes, party, account, debit, credit };
  };
  return [line(debited, amount, 0n), line(credited, 0n, amount)];
}

type Spent = "allotted" | "committed" | "requested" | "consumed";

function staged({ unit, nature, activity, amount, notes }: Expense, resource: "AE" | "CP", from: Spent, to: Spent): LineDraft[] {
  const place = { unit, nature, activity };
  return transferLines(resource, amount, { stage: from, ...place }, { stage: to, ...place }, notes);
}
