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
  return total(used.slice(0, months));
}

/** Used by the end of the year. */
export function outturn(year: YearSeries): number {
  return total(year.used);
}

/** Put at disposal by the end of so many months; before the first, what the first month begins with is not known. */
export function releasedBy({ released }: YearSeries, months: number): number {
  return months === 0 ? 0 : (released[months - 1] ?? 0);
}

/** What the commitments made so far still have to pay this year; undefined where no schedule is kept. */
export function openSchedule({ scheduled, paidOnCommitments }: YearSeries, months: number): number | undefined {
  if (!scheduled || !paidOnCommitments) return undefined;
  return Math.max(0, total(scheduled.slice(0, months + 1)) - total(paidOnCommitments.slice(0, months)));
}

export function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : total(values) / values.length;
}
