import { addMonths, type Day, daysBetween, firstDayOf, lastDayOf, type Month, monthOf } from "../../month.ts";
import { type Quantity, spread } from "../../quantity.ts";
import type { Refusal } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";
import type { EntryDraft, LineDraft } from "../entry.ts";

/** What cuts two exercises apart (books.md, « General book »). */
export const cutOffKinds = ["accruedExpense", "prepaidExpense", "accruedIncome", "deferredIncome"] as const;
export type CutOffKind = (typeof cutOffKinds)[number];

interface KindRule {
  /** Accounts of the result, by prefix. */
  readonly result: RegExp;
  /** Accounts of the balance sheet. */
  readonly balance: RegExp;
  /** The side on which the account of the result stands. */
  readonly resultSide: "debit" | "credit";
  /** Which kind is reversed on the first day of the next exercise; the others are released, or cleared by their document. */
  readonly reversed: boolean;
  /** Released month by month as the service is done. */
  readonly released: boolean;
  readonly defaultBalance: string;
}

/**
 * Inventory accruals: D 6… or 2…, C 408 (4084), 428, 438, 448, 468. Income to receive: D 418, C 7…. Prepaid: D 486, C 6…. Deferred:
 * D 7…, C 487. Only inventory accruals are reversed on 1 January; the 408 of a certified service never passes through here.
 */
export const cutOffRules: Readonly<Record<CutOffKind, KindRule>> = {
  accruedExpense: {
    result: /^(6|2[013])/,
    balance: /^(408|428|438|448|468)/,
    resultSide: "debit",
    reversed: true,
    released: false,
    defaultBalance: "408",
  },
  prepaidExpense: { result: /^6/, balance: /^486/, resultSide: "credit", reversed: false, released: true, defaultBalance: "486" },
  accruedIncome: { result: /^7/, balance: /^418/, resultSide: "credit", reversed: false, released: false, defaultBalance: "418" },
  deferredIncome: { result: /^7/, balance: /^487/, resultSide: "debit", reversed: false, released: true, defaultBalance: "487" },
};

/** The accounts suit the kind; a fixed asset is owed on 4084, and 4084 is owed for nothing else. */
export function accountsSuit(kind: CutOffKind, result: string, balance: string): boolean {
  const rule = cutOffRules[kind];
  if (!rule.result.test(result) || !rule.balance.test(balance)) return false;
  return kind !== "accruedExpense" || result.startsWith("2") === balance.startsWith("4084");
}

/** The days that a prepaid expense or a deferred income covers, both included. */
export interface Coverage {
  readonly from: Day;
  readonly to: Day;
}

/**
 * The part of an amount that concerns the days after the last of the exercise, in cents: by days of the period covered, the rest of the
 * division to the earlier part (largest remainder). Refused: a period that ends before it begins, or with the exercise.
 */
export function partAfter(amount: Quantity, { from, to }: Coverage, lastDay: Day): Result<Quantity> {
  if (to < from) return refuse({ kind: "dates-out-of-order", earlier: from, later: to });
  if (to <= lastDay) return refuse({ kind: "nothing-after-year-end", from, to, lastDay });
  const whole = daysBetween(from, to) + 1;
  const after = from > lastDay ? whole : daysBetween(lastDay, to);
  const [, part = 0n] = spread(amount, [BigInt(whole - after), BigInt(after)]);
  return accept(part);
}

export interface Release {
  readonly month: Month;
  readonly amount: Quantity;
}

/** When what was carried is consumed: month by month from the day after the exercise to the end of the period, by days, to the cent. */
export function releasePlan(amount: Quantity, { from, to }: Coverage, lastDay: Day): Release[] {
  const first = from > lastDay ? from : nextDay(lastDay);
  const months: Month[] = [];
  for (let month = monthOf(first); month <= monthOf(to); month = addMonths(month, 1)) months.push(month);
  const days = months.map((month) => {
    const begins = month === monthOf(first) ? first : firstDayOf(month);
    const ends = month === monthOf(to) ? to : lastDayOf(month);
    return BigInt(daysBetween(begins, ends) + 1);
  });
  return spread(amount, days).flatMap((part, index) => {
    const month = months[index];
    return month !== undefined && part > 0n ? [{ month, amount: part }] : [];
  });
}

export interface CutOffDecision {
  readonly kind: CutOffKind;
  readonly resultAccount: string;
  readonly balanceAccount: string;
  readonly amount: Quantity;
  readonly covers: Coverage | null;
}

/**
 * Says whether a proposal may be kept. In order of precedence: an amount above zero · accounts that suit the kind · no more than the
 * evidence · a prepaid expense and a deferred income cover days after the exercise.
 */
export function checkDecision(
  decision: CutOffDecision,
  { evidence, lastDay }: { evidence: Quantity | null; lastDay: Day },
): Refusal | undefined {
  const { kind, resultAccount, balanceAccount, amount, covers } = decision;
  if (amount < 0n) return { kind: "negative-amount", line: 1, amount };
  if (amount === 0n) return { kind: "line-without-amount", line: 1 };
  if (!accountsSuit(kind, resultAccount, balanceAccount)) {
    return { kind: "accounts-not-of-cut-off", cutOff: kind, result: resultAccount, balance: balanceAccount };
  }
  if (evidence !== null && amount > evidence) return { kind: "above-evidence", asked: amount, limit: evidence };
  if (!cutOffRules[kind].released || covers === null) return undefined;
  const part = partAfter(amount, covers, lastDay);
  return part.ok ? undefined : part.refusal;
}

export interface CutOffItem extends CutOffDecision {
  readonly id: string;
  readonly label: string;
  readonly unit: string | null;
  readonly nature: string | null;
  readonly activity: string | null;
  readonly party: string | null;
}

interface CutOffEvent {
  readonly eventId: string;
  readonly on: Day;
}

/** The entry of an item in the complementary period, dated the last day of the exercise, in OD. */
export function cutOffEntry({ eventId, on }: CutOffEvent, item: CutOffItem): EntryDraft {
  return { ...entry({ eventId, on }, item, item.amount, false), complementary: true };
}

/** The consumption of what was carried: the entry of the item turned round, for one month's part. */
export function releaseEntry(event: CutOffEvent, item: CutOffItem, amount: Quantity): EntryDraft {
  return entry(event, item, amount, true);
}

function entry({ eventId, on }: CutOffEvent, item: CutOffItem, amount: Quantity, turned: boolean): EntryDraft {
  const resultIsDebit = (cutOffRules[item.kind].resultSide === "debit") !== turned;
  const line = (account: string, debited: boolean): LineDraft => ({
    ...{ account, resource: "EUR", unit: item.unit, nature: item.nature, activity: item.activity },
    ...{ debit: debited ? amount : 0n, credit: debited ? 0n : amount },
    ...{ party: account.startsWith("4") ? item.party : null, document: "cutOffItem", documentId: item.id },
  });
  const result = line(item.resultAccount, resultIsDebit);
  const balance = line(item.balanceAccount, !resultIsDebit);
  return {
    book: "general",
    journal: "OD",
    entryDate: on,
    label: item.label,
    eventId,
    lines: resultIsDebit ? [result, balance] : [balance, result],
  };
}

export function nextDay(day: Day): Day {
  const month = monthOf(day);
  return day === lastDayOf(month) ? firstDayOf(addMonths(month, 1)) : `${month}-${String(Number(day.slice(8)) + 1).padStart(2, "0")}`;
}
