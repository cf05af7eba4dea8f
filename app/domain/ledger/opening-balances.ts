import { type Day, yearOf } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { EntryDraft, LineDraft } from "./entry.ts";

/**
 * What one exercise leaves to the next on an account: debit − credit, in cents, never 0. A line of a third party keeps its party,
 * its voucher and its label (`books.md`, « Opening balances »); elsewhere these are null.
 */
export interface OpeningLine {
  readonly account: string;
  readonly party: string | null;
  readonly voucher: string | null;
  readonly voucherDate: Day | null;
  readonly label: string | null;
  readonly balance: Quantity;
}

/** The journal of the opening balances (« à-nouveaux »): its entries come first in the file of the exercise. */
export const openingJournal = "AN";

/** The balances carried and the result on its account, which makes them sum to zero. A profit stands in credit, a loss in debit. */
export function withResult(carried: readonly OpeningLine[], result: Quantity, accounts: ResultAccounts): OpeningLine[] {
  if (result === 0n) return [...carried];
  const account = result > 0n ? accounts.profit : accounts.loss;
  const own = carried.find((line) => line.account === account && line.party === null);
  const balance = (own?.balance ?? 0n) - result;
  const rest = carried.filter((line) => line !== own);
  return balance === 0n ? rest : [...rest, { account, party: null, voucher: null, voucherDate: null, label: null, balance }];
}

export interface ResultAccounts {
  /** 120. */
  readonly profit: string;
  /** 129. */
  readonly loss: string;
}

/**
 * What is missing to go from what opens an exercise already to what must: the first time everything, then only the differences.
 * `byAccount` where the opening was written by another hand (an imported file, a person): its lines bear other words, so that only
 * the totals of each account are compared; an account that it does not hold is carried in detail.
 */
export function openingDifference(wanted: readonly OpeningLine[], posted: readonly OpeningLine[], byAccount = false): OpeningLine[] {
  const fold = byAccount ? accountOnly(new Set(posted.map(({ account }) => account))) : (line: OpeningLine) => line;
  const sums = new Map<string, OpeningLine>();
  const add = (line: OpeningLine, sign: 1n | -1n) => {
    const folded = fold(line);
    const key = JSON.stringify([folded.account, folded.party, folded.voucher, folded.voucherDate, folded.label]);
    sums.set(key, { ...folded, balance: (sums.get(key)?.balance ?? 0n) + sign * line.balance });
  };
  for (const line of wanted) add(line, 1n);
  for (const line of posted) add(line, -1n);
  return [...sums.values()].filter(({ balance }) => balance !== 0n).sort(byAccountThenItem);
}

/** The entry of 1 January (the exercise's first day) that carries these lines; undefined when there is nothing to carry. */
export function openingEntry(lines: readonly OpeningLine[], { label, firstDay, eventId }: Heading): EntryDraft | undefined {
  if (lines.length === 0) return undefined;
  return {
    book: "general",
    journal: openingJournal,
    entryDate: firstDay,
    label,
    eventId,
    lines: lines.map((line): LineDraft => {
      const { balance, voucher, ...own } = line;
      return { ...own, ...(voucher === null ? openingVoucher(firstDay) : { voucher }), resource: "EUR", ...sides(balance) };
    }),
  };
}

interface Heading {
  readonly label: string;
  readonly firstDay: Day;
  readonly eventId: string;
}

/** A signed sum on an account: debit − credit, in cents. */
export interface AccountSum {
  readonly account: string;
  readonly balance: Quantity;
}

/**
 * The result against the liaison account, on the first day, after the opening balances (`books.md`): a loss D 181 / C 129, a profit
 * D 120 / C 181. `taken` is what earlier closings of the same exercise took there: only the difference is posted.
 */
export function resultEntry(
  { result, taken }: { readonly result: Quantity; readonly taken: readonly AccountSum[] },
  { liaison, ...accounts }: ResultAccounts & { readonly liaison: string },
  heading: Heading,
): EntryDraft | undefined {
  const wanted = result === 0n ? [] : [{ account: result > 0n ? accounts.profit : accounts.loss, balance: result }];
  const changes = differences(wanted, taken);
  if (changes.length === 0) return undefined;
  const counterpart = { account: liaison, balance: -changes.reduce((total, { balance }) => total + balance, 0n) };
  return {
    book: "general",
    journal: "OD",
    entryDate: heading.firstDay,
    label: heading.label,
    eventId: heading.eventId,
    lines: [counterpart, ...changes]
      .filter(({ balance }) => balance !== 0n)
      .map(({ account, balance }) => ({ account, ...openingVoucher(heading.firstDay), resource: "EUR", ...sides(balance) })),
  };
}

function differences(wanted: readonly AccountSum[], posted: readonly AccountSum[]): AccountSum[] {
  const sums = new Map<string, Quantity>();
  for (const { account, balance } of wanted) sums.set(account, (sums.get(account) ?? 0n) + balance);
  for (const { account, balance } of posted) sums.set(account, (sums.get(account) ?? 0n) - balance);
  return [...sums].map(([account, balance]) => ({ account, balance })).filter(({ balance }) => balance !== 0n);
}

/** The law asks a voucher of each line: that of the opening is the exercise it opens. */
function openingVoucher(firstDay: Day): { voucher: string; voucherDate: Day } {
  return { voucher: `AN-${yearOf(firstDay)}`, voucherDate: firstDay };
}

function sides(balance: Quantity): { debit: Quantity; credit: Quantity } {
  return balance < 0n ? { debit: 0n, credit: -balance } : { debit: balance, credit: 0n };
}

function accountOnly(held: ReadonlySet<string>): (line: OpeningLine) => OpeningLine {
  return (line) => (held.has(line.account) ? { ...line, party: null, voucher: null, voucherDate: null, label: null } : line);
}

function byAccountThenItem(left: OpeningLine, right: OpeningLine): number {
  const key = ({ account, party, voucherDate, voucher, label }: OpeningLine) =>
    [account, party ?? "", voucherDate ?? "", voucher ?? "", label ?? ""].join("\u0000");
  return key(left) < key(right) ? -1 : 1;
}
