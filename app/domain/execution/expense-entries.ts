import type { Place } from "../allotment/movement.ts";
import { type LineNotes, transferLines } from "../allotment/transfer-lines.ts";
import { type EntryDraft, type EntryReference, isThirdParty, type LineDraft } from "../ledger/entry.ts";
import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { advanceAccount, type NatureAccounts, refundAccount, treasuryAccount } from "./accounts.ts";
import type { Asked } from "./chain.ts";

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
  /** The part of the amount that no credit covers: it comes from « dépassement » (`overrun`). */
  readonly uncovered?: Quantity;
}

/** An expense of AE, and the stage that they come from: affected ones are those of an operation of investment. */
export interface CommittedExpense extends Expense {
  readonly from?: "allotted" | "earmarked";
}

/** Commitment: AE allotted (or earmarked) → committed, one pair of lines for each line of the document. */
export function commitmentEntry(event: Event, expenses: readonly CommittedExpense[]): EntryDraft {
  return budgetEntry(
    event,
    "EN",
    expenses.flatMap((expense) => taken(expense, "AE", expense.from ?? "allotted", "committed")),
  );
}

/** Decommitment of the year: AE committed → where they came from, and back to « dépassement » for what it had covered. */
export function decommitmentEntry(event: Event, expense: CommittedExpense): EntryDraft {
  return budgetEntry(event, "EN", given(expense, "AE", "committed", expense.from ?? "allotted"));
}

/**
 * Withdrawal on a commitment of an earlier exercise (GBCP art. 160): the AE are opened anew this year, available where the case is listed as
 * reusable, else lapsed at once. The commitment's own AE stay in the outturn of the exercise that took them.
 */
export function withdrawalEntry(event: Event, { unit, nature, activity, amount, notes }: Expense, reusable: boolean): EntryDraft {
  const place = { unit, nature, activity };
  const to = { stage: reusable ? ("allotted" as const) : ("lapsed" as const), ...place };
  return budgetEntry(event, "EN", transferLines("AE", amount, { stage: "voted", ...place }, to, notes, "withdrawal"));
}

/** Certified service: D expense, C accrued. Nothing in the budget book. */
export function serviceEntry(event: Event, expense: Expense, accounts: NatureAccounts): EntryDraft {
  return generalEntry(event, "SF", generalLines(expense, accounts.expense, accounts.accrued));
}

/**
 * Payment request: CP allotted → requested, and D accrued, C payable (none when they are the same account: grants on 468). What it
 * `absorbed` of earlier advances is accrued too, and takes no CP: D accrued, C the account of advances.
 */
export function requestEntries(event: Event, expense: Expense, accounts: NatureAccounts, absorbed: Quantity = 0n): EntryDraft[] {
  const budget = expense.amount > 0n ? [budgetEntry(event, "DP", taken(expense, "CP", "allotted", "requested"))] : [];
  const owed = accounts.accrued === accounts.payable ? [] : positive(expense, accounts.accrued, accounts.payable);
  const lines = [...owed, ...positive({ ...expense, amount: absorbed }, accounts.accrued, advanceAccount(accounts))];
  return [...budget, ...(lines.length > 0 ? [generalEntry(event, "HA", lines)] : [])];
}

/** Advance: CP allotted → requested, and D the account of advances, C payable. */
export function advanceEntries(event: Event, expense: Expense, accounts: NatureAccounts): EntryDraft[] {
  return [
    budgetEntry(event, "DP", taken(expense, "CP", "allotted", "requested")),
    generalEntry(event, "HA", generalLines(expense, advanceAccount(accounts), accounts.payable)),
  ];
}

/** What a rejection undoes: the entries of the request; the budget's only while the request holds credit of the same exercise. */
export interface Rejected {
  /** Its credit comes back; as a reversal where it comes back as it was taken. */
  readonly budget: { readonly reverses?: EntryReference } | null;
  readonly general: EntryReference | null;
}

/** Rejection: CP requested → allotted, and D payable, C accrued (or the advance), each naming the entry that it reverses. */
export function rejectionEntries(
  event: Event,
  expense: Expense,
  accounts: NatureAccounts,
  { budget, general }: Rejected,
  { kind, absorbed }: Pick<Asked, "kind" | "absorbed">,
): EntryDraft[] {
  const entries: EntryDraft[] = [];
  if (budget) entries.push({ ...budgetEntry(event, "DP", given(expense, "CP", "requested", "allotted")), ...budget });
  if (general) {
    const owed = kind === "advance" ? advanceAccount(accounts) : accounts.accrued;
    const lines = [
      ...(owed === accounts.payable ? [] : positive(expense, accounts.payable, owed)),
      ...positive({ ...expense, amount: absorbed }, advanceAccount(accounts), accounts.accrued),
    ];
    entries.push({ ...generalEntry(event, "HA", lines), reverses: general });
  }
  return entries;
}

/**
 * Payment: CP requested → consumed, and D payable, C treasury. A request of an earlier exercise released its credit when that
 * exercise ended, and takes CP of the year of its payment: allotted → requested, then requested → consumed, in one entry.
 */
export function paymentEntries(event: Event, expense: Expense, accounts: NatureAccounts, carriedOver: boolean): EntryDraft[] {
  const askedAgain = carriedOver ? taken(expense, "CP", "allotted", "requested") : [];
  return [
    budgetEntry(event, "PY", [...askedAgain, ...staged(expense, "CP", "requested", "consumed")]),
    generalEntry(event, "TR", generalLines(expense, accounts.payable, treasuryAccount)),
  ];
}

/**
 * Flow 4, at payment (GBCP art. 159): AE and CP allotted → consumed, equal; D expense, C 467, then D 467, C treasury. `uncovered` says what of
 * each no credit covers.
 */
export function refundEntries(
  event: Event,
  expense: Expense,
  accounts: NatureAccounts,
  uncovered: Readonly<Record<"AE" | "CP", Quantity>> = { AE: 0n, CP: 0n },
): EntryDraft[] {
  const budget = (["AE", "CP"] as const).flatMap((resource) =>
    taken({ ...expense, uncovered: uncovered[resource] }, resource, "allotted", "consumed"),
  );
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

type Spent = "allotted" | "earmarked" | "overrun" | "committed" | "requested" | "consumed";

/** What leaves a stage for another, the uncovered part coming from « dépassement ». */
function taken(expense: Expense, resource: "AE" | "CP", from: Spent, to: Spent): LineDraft[] {
  const uncovered = expense.uncovered ?? 0n;
  return [
    ...movedBetween(expense, expense.amount - uncovered, resource, from, to),
    ...movedBetween(expense, uncovered, resource, "overrun", to),
  ];
}

/** The same, given back: the uncovered part goes back to « dépassement ». */
function given(expense: Expense, resource: "AE" | "CP", from: Spent, to: Spent): LineDraft[] {
  const uncovered = expense.uncovered ?? 0n;
  return [
    ...movedBetween(expense, expense.amount - uncovered, resource, from, to),
    ...movedBetween(expense, uncovered, resource, from, "overrun"),
  ];
}

function movedBetween(expense: Expense, amount: Quantity, resource: "AE" | "CP", from: Spent, to: Spent): LineDraft[] {
  return amount > 0n ? staged({ ...expense, amount }, resource, from, to) : [];
}

/** The two lines of an amount in the general book, when there is any. */
function positive(expense: Expense, debited: string, credited: string): LineDraft[] {
  return expense.amount > 0n ? generalLines(expense, debited, credited) : [];
}

function staged({ unit, nature, activity, amount, notes }: Expense, resource: "AE" | "CP", from: Spent, to: Spent): LineDraft[] {
  const place = { unit, nature, activity };
  return transferLines(resource, amount, { stage: from, ...place }, { stage: to, ...place }, notes);
}
