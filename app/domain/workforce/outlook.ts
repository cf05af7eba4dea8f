import type { Presence } from "../forecast/staff/staff-line.ts";
import { type Quantity, sum } from "../quantity.ts";
import { type Convention, fteOn, monthsOf, type Span } from "./span.ts";

/** A year of ETPT against its ceiling, in the unit of a sheet (1 ETPT is 1 200). */
export interface StaffOutlook {
  /** January first: what is posted for the months that are, and what contracts say for the others. */
  readonly months: readonly { readonly amount: Quantity; readonly posted: boolean }[];
  readonly posted: Quantity;
  readonly ahead: Quantity;
  /** Posted and ahead. */
  readonly landing: Quantity;
  readonly ceiling: Quantity;
  /** What is left under the ceiling at the end of the year; negative: it is exceeded. */
  readonly room: Quantity;
}

/**
 * Where ETPT land: months already posted are facts, the months after the last posted one follow the contracts. A month before it that nothing was
 * posted for stays at nothing: it is missing in the book, and the page that posts says so.
 */
export function staffOutlook(posted: readonly Quantity[], said: readonly Quantity[], ceiling: Quantity): StaffOutlook {
  const last = posted.findLastIndex((amount) => amount !== 0n);
  const months = said.map((amount, index) => (index <= last ? { amount: posted[index] ?? 0n, posted: true } : { amount, posted: false }));
  const [done, ahead] = [true, false].map((own) => sum(months.filter((month) => month.posted === own).map(({ amount }) => amount)));
  const landing = (done ?? 0n) + (ahead ?? 0n);
  return { months, posted: done ?? 0n, ahead: ahead ?? 0n, landing, ceiling, room: ceiling - landing };
}

/**
 * A year's ETPT by cause, which add up to them: those of the year before; what its moves add over a whole year (« extension en année pleine »); and
 * the moves of the year itself. `spans`: everybody who is there in one of the two years.
 */
export function presenceParts(spans: readonly Span[], year: number, convention: Convention): Omit<Presence, "months"> {
  const base = sum(monthsOf(spans, year - 1, convention));
  const wholeYear = fteOn(spans, `${year - 1}-12-31`) * 12n;
  return { base, earlier: wholeYear - base, moves: sum(monthsOf(spans, year, convention)) - wholeYear };
}
