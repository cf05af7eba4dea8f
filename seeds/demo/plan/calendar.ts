import { type Day, dayOfMonth, firstDayOf, lastDayOf, monthOf, monthOfYear, monthsBetween } from "#app/domain/month.ts";

/** The years that the demo executes, and the one for which it asks. 2021 holds only the commitments that 2022 pays. */
export const outstandingYear = 2021;
export const executedYears = [2022, 2023, 2024, 2025, 2026] as const;
export type ExecutedYear = (typeof executedYears)[number];
export const currentYear = 2026;
export const plannedYear = 2027;

/** How far 2026 is executed. */
export interface Progress {
  readonly today: Day;
  /** Whole months of 2026 that are executed: 1 to 12. */
  readonly months: number;
}

/**
 * The month before today's is the last executed. Before February 2026 the demo stands on 1 February; from 2027 on, on 31 December 2026:
 * January at least is executed, and December at most.
 */
export function progressOn(today: Day): Progress {
  const first = `${currentYear}-02-01`;
  const last = `${currentYear}-12-31`;
  if (today < first) return { today: first, months: 1 };
  if (today > last) return { today: last, months: 12 };
  return { today, months: monthsBetween(`${currentYear}-01`, monthOf(today)) };
}

export function executedMonths(year: number, { months }: Progress): number {
  return year === currentYear ? months : 12;
}

export function dayIn(year: number, month: number, day: number): Day {
  return dayOfMonth(monthOfYear(year, month), day);
}

export function firstDayIn(year: number, month: number): Day {
  return firstDayOf(monthOfYear(year, month));
}

export function lastDayIn(year: number, month: number): Day {
  return lastDayOf(monthOfYear(year, month));
}
