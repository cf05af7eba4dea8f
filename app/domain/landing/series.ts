/**
 * What is known of a year for one unit, class and resource, in the smallest unit of the resource. Floating numbers: a landing is an estimate,
 * and amounts stay below 2^53.
 */
export interface YearSeries {
  /** What each of its twelve months used, January first. */
  readonly used: readonly number[];
  /** What had been put at disposal by the end of each month. */
  readonly released: readonly number[];
  /** CP that the schedules of its commitments give to this year: of those made before it, then of those of each month (13). None for other resources. */
  readonly scheduled?: readonly number[];
  /** CP paid on commitments in each month. */
  readonly paidOnCommitments?: readonly number[];
}

export const monthCount = 12;

/** Used by the end of so many months. */
export function usedBy({ used }: YearSeries, months: number): number {
  return sumOfFirst(used, months);
}

/** Used by the end of the year. */
export function outturn({ used }: YearSeries): number {
  return sumOfFirst(used, monthCount);
}

/** Put at disposal by the end of so many months; before the first, what the first month begins with is not known. */
export function releasedBy({ released }: YearSeries, months: number): number {
  return months === 0 ? 0 : (released[months - 1] ?? 0);
}

/** What the commitments made so far still have to pay this year; undefined where no schedule is kept. */
export function openSchedule({ scheduled, paidOnCommitments }: YearSeries, months: number): number | undefined {
  if (!scheduled || !paidOnCommitments) return undefined;
  return Math.max(0, sumOfFirst(scheduled, months + 1) - sumOfFirst(paidOnCommitments, months));
}

/** A year is asked for its sums hundreds of times while its unit's past is played again: they are made once. */
const sums = new WeakMap<readonly number[], readonly number[]>();

/** Of amounts that do not change any more. */
function sumOfFirst(amounts: readonly number[], count: number): number {
  let known = sums.get(amounts);
  if (!known) {
    let sum = 0;
    known = [0, ...amounts.map((amount) => (sum += amount))];
    sums.set(amounts, known);
  }
  return known[Math.min(count, amounts.length)] ?? 0;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
