import { type Day, monthOf, monthOfYear, monthsBetween, yearOf } from "../month.ts";
import { type Quantity, sum } from "../quantity.ts";

/** Twelve months of a year, January first, in the smallest unit of their measure. */
export type YearOfMonths = readonly Quantity[];

export const noMonths: YearOfMonths = Array<Quantity>(12).fill(0n);

/** How many whole months of a year are over on a day: 0 before it, 12 after it. */
export function monthsOver(year: number, today: Day): number {
  if (yearOf(today) < year) return 0;
  return yearOf(today) > year ? 12 : monthsBetween(monthOfYear(year, 1), monthOf(today));
}

interface LandingInput {
  /** The year that lands. */
  readonly months: YearOfMonths;
  /** Its whole months that are over. */
  readonly over: number;
  /** The years before it, the latest first; those without execution tell nothing and are left out. */
  readonly past: readonly YearOfMonths[];
  /** What was notified for this very place. */
  readonly notified: Quantity;
}

/** The past years that the rest of a year is drawn from. */
export const landingYears = 3;

/**
 * Where a year is bound to end: what is executed by its end months plus what the same months of the past years (three at most) executed
 * after them on average, moved by as much as this year is above or below them so far, by a fifth at most: what comes early is not always
 * more. Without a past, what was notified is taken to be used. Rounded half away from zero to the smallest unit; never below what is executed already when the past is not negative.
 */
export function landingOf({ months, over, past, notified }: LandingInput): Quantity {
  const done = sum(months.slice(0, over));
  const known = sum(months);
  if (over >= 12) return known;
  const years = past.filter((year) => year.some((amount) => amount !== 0n)).slice(0, landingYears);
  if (years.length === 0) return larger(known, notified);
  const before = sum(years.map((year) => sum(year.slice(0, over))));
  const after = sum(years.map((year) => sum(year.slice(over))));
  const count = BigInt(years.length);
  // This year's pace against the past's, as a fraction between four fifths and six fifths.
  const [pace, base] = before > 0n ? bounded(done * count, before) : [1n, 1n];
  return larger(known, done + rounded(after * pace, count * base));
}

function bounded(over: bigint, under: bigint): [bigint, bigint] {
  if (over * 5n < under * 4n) return [4n, 5n];
  return over * 5n > under * 6n ? [6n, 5n] : [over, under];
}

/** `over` / `under` (> 0), rounded half away from zero. */
export function rounded(over: bigint, under: bigint): bigint {
  const half = under / 2n;
  return over < 0n ? -((-over + half) / under) : (over + half) / under;
}

function larger(left: Quantity, right: Quantity): Quantity {
  return left > right ? left : right;
}
