import { type Day, daysBetween } from "../../month.ts";
import type { Exercise } from "../../reference/fiscal-year.ts";
import { accept, type Result, refuse } from "../../result.ts";

/** LOLF art. 28: for how many days after its last one an exercise may still pay. */
export const complementaryDays = 20;

/** Whether an exercise may still pay on a day: after its last one, twenty days at most. */
export function isComplementary({ lastDay }: Pick<Exercise, "lastDay">, on: Day): boolean {
  const days = daysBetween(lastDay, on);
  return days > 0 && days <= complementaryDays;
}

/**
 * The day that the books bear of what is paid in the complementary period: the last one of the exercise, both halves in its closing period.
 * Refused (`complementary-over`): a day of the exercise itself, which pays as any other, and a day beyond the twentieth.
 */
export function complementaryDay(exercise: Exercise, on: Day): Result<Day> {
  if (isComplementary(exercise, on)) return accept(exercise.lastDay);
  return refuse({ kind: "complementary-over", year: exercise.year, lastDay: exercise.lastDay, on, days: complementaryDays });
}
