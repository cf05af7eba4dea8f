import { type Day, daysBetween, lastDayOf, monthOfYear } from "../month.ts";
import { type Quantity, sum } from "../quantity.ts";

/** People who work the same share of time from one day to another: those of one contract, or of several that say the same. */
export interface Span {
  /** Hundredths of a full working time, 1 to 100. What is worked, not what is paid (80 %, not six sevenths). */
  readonly ratio: Quantity;
  readonly firstDay: Day;
  /** The last day of presence; null: they stay. */
  readonly lastDay: Day | null;
  readonly heads: number;
}

/**
 * How presence is turned into ETPT. `month`: who comes in a month counts it whole, who leaves in it not at all, so that a month counts those
 * who are there on its last day (the convention of the annual documents). `day`: each day is a share of the year's 365 or 366.
 */
export const conventions = ["month", "day"] as const;
export type Convention = (typeof conventions)[number];

export function isPresent({ firstDay, lastDay }: Pick<Span, "firstDay" | "lastDay">, on: Day): boolean {
  return firstDay <= on && (lastDay === null || lastDay >= on);
}

/** Full-time equivalents on a day, in hundredths: a photograph, whatever the year. */
export function fteOn(spans: readonly Span[], on: Day): Quantity {
  return sum(spans.map((own) => (isPresent(own, on) ? own.ratio * BigInt(own.heads) : 0n)));
}

/** Spans present on a day, one for each person where nobody holds two contracts on that day. */
export function headsOn(spans: readonly Span[], on: Day): number {
  return spans.reduce((total, own) => total + (isPresent(own, on) ? own.heads : 0), 0);
}

/**
 * ETPT of each month of a calendar year, January first, in hundredths of a person-month (1 ETPT is 1 200). By days, each person's year is rounded
 * once, to the nearest, and their months are what the year has grown by at the end of each: the months of a year add up to it exactly.
 */
export function monthsOf(spans: readonly Span[], year: number, convention: Convention): Quantity[] {
  const byMonth = Array.from({ length: 12 }, () => 0n);
  const ends = Array.from({ length: 12 }, (_, index) => lastDayOf(monthOfYear(year, index + 1)));
  for (const own of spans) {
    const months = convention === "month" ? wholeMonths(own, ends) : sharesOfYear(own, year, ends);
    for (const [index, amount] of months.entries()) byMonth[index] = (byMonth[index] ?? 0n) + amount * BigInt(own.heads);
  }
  return byMonth;
}

/** ETPT of a calendar year, in the same unit. */
export function etptOf(spans: readonly Span[], year: number, convention: Convention): Quantity {
  return sum(monthsOf(spans, year, convention));
}

function wholeMonths(own: Span, ends: readonly Day[]): Quantity[] {
  return ends.map((end) => (isPresent(own, end) ? own.ratio : 0n));
}

function sharesOfYear(own: Span, year: number, ends: readonly Day[]): Quantity[] {
  const first = `${year}-01-01`;
  const from = own.firstDay > first ? own.firstDay : first;
  const daysOfYear = BigInt(daysBetween(first, `${year + 1}-01-01`));
  const grown = ends.map((end) => {
    const to = own.lastDay !== null && own.lastDay < end ? own.lastDay : end;
    const days = to < from ? 0n : BigInt(daysBetween(from, to) + 1);
    return (own.ratio * 12n * days * 2n + daysOfYear) / (daysOfYear * 2n);
  });
  return grown.map((amount, index) => amount - (grown[index - 1] ?? 0n));
}
