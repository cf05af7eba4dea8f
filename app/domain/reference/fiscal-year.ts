import { addMonths, type Day, firstDayOf, isDay, lastDayOf, monthOf, monthsBetween, yearOf } from "../month.ts";
import { accept, type Result, refuse } from "../result.ts";

export interface Exercise {
  readonly year: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export interface ExercisePeriod {
  readonly period: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly complementary: boolean;
}

export interface ExerciseFault {
  readonly rule: "not-a-day" | "order" | "named-after-last-day" | "too-long" | "overlap";
  readonly year: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** A first exercise may be long; nothing longer than two years is one. */
export const mostMonths = 24;

/**
 * The periods of an exercise: one for each calendar month that it touches, counted from its own first month (which need not be January),
 * then the complementary one, n + 1, dated the last day. Refused: a day that is none, the last day not after the first,
 * a year that is not the last day's, more than 24 months, days shared with another exercise.
 */
export function periodsOf(exercise: Exercise, others: readonly Exercise[]): Result<ExercisePeriod[], ExerciseFault> {
  const rule = brokenRule(exercise, others);
  if (rule) return refuse({ rule, ...exercise });
  const { firstDay, lastDay } = exercise;
  const months = monthsOf(exercise);
  const periods = months.map((month, index) => ({
    period: index + 1,
    firstDay: index === 0 ? firstDay : firstDayOf(month),
    lastDay: index === months.length - 1 ? lastDay : lastDayOf(month),
    complementary: false,
  }));
  return accept([...periods, { period: months.length + 1, firstDay: lastDay, lastDay, complementary: true }]);
}

/** The twelve months that follow an exercise. */
export function exerciseAfter({ lastDay }: Exercise): Exercise {
  const month = monthOf(lastDay);
  if (lastDay === lastDayOf(month)) {
    const last = lastDayOf(addMonths(month, 12));
    return { year: yearOf(last), firstDay: firstDayOf(addMonths(month, 1)), lastDay: last };
  }
  const firstDay = `${month}-${String(Number(lastDay.slice(8)) + 1).padStart(2, "0")}`;
  return { year: yearOf(lastDay) + 1, firstDay, lastDay: `${yearOf(lastDay) + 1}${lastDay.slice(4)}` };
}

function brokenRule({ year, firstDay, lastDay }: Exercise, others: readonly Exercise[]): ExerciseFault["rule"] | undefined {
  if (!isDay(firstDay) || !isDay(lastDay)) return "not-a-day";
  if (firstDay >= lastDay) return "order";
  if (yearOf(lastDay) !== year) return "named-after-last-day";
  if (monthsBetween(monthOf(firstDay), monthOf(lastDay)) >= mostMonths) return "too-long";
  return others.some((other) => other.firstDay <= lastDay && firstDay <= other.lastDay) ? "overlap" : undefined;
}

function monthsOf({ firstDay, lastDay }: Exercise): string[] {
  const first = monthOf(firstDay);
  return Array.from({ length: monthsBetween(first, monthOf(lastDay)) + 1 }, (_, index) => addMonths(first, index));
}
