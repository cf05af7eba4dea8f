import { addDays, type Day, isDay } from "../../month.ts";
import { accept, type Result, refuse } from "../../result.ts";

/** From where a short date is read. */
export interface DayPlace {
  /** The working day: the last one used, else today. `5` is the 5th of its month, `+1` the day after it. */
  readonly base: Day;
  readonly today: Day;
  readonly exercise: { readonly year: number; readonly firstDay: Day; readonly lastDay: Day };
}

export type DayRefusal =
  | { readonly kind: "not-a-day"; readonly text: string }
  | {
      readonly kind: "day-outside-exercise";
      readonly date: Day;
      readonly year: number;
      readonly firstDay: Day;
      readonly lastDay: Day;
    };

/**
 * Reads a day as an accountant types it. `5`: the 5th of the working month · `5/3`, `0503`: of the exercise · `5/3/26`, `050326`,
 * `05/03/2026`, `2026-03-05`: whole · `+1`, `-2`: from the working day · `j`, `t`: today. A day that does not exist (`31` in April,
 * `30/02`) is refused, never moved; so is one out of the exercise.
 */
export function readTypedDay(text: string, place: DayPlace): Result<Day, DayRefusal> {
  const typed = text.trim().replace(/[−–]/gu, "-");
  const day = dayMeant(typed, place);
  if (day === undefined || !isDay(day)) return refuse({ kind: "not-a-day", text: typed });
  const { year, firstDay, lastDay } = place.exercise;
  return day < firstDay || day > lastDay ? refuse({ kind: "day-outside-exercise", date: day, year, firstDay, lastDay }) : accept(day);
}

/** The working day of a page: the last one used when it is in the exercise, else today, else the exercise's nearest end. */
export function workingDay(lastUsed: Day | null, today: Day, { firstDay, lastDay }: DayPlace["exercise"]): Day {
  if (lastUsed !== null && lastUsed >= firstDay && lastUsed <= lastDay) return lastUsed;
  if (today < firstDay) return firstDay;
  return today > lastDay ? lastDay : today;
}

function dayMeant(typed: string, { base, today, exercise }: DayPlace): Day | undefined {
  if (/^[jt]$/i.test(typed)) return today;
  const shift = /^([+-])\s?(\d{1,3})$/.exec(typed);
  if (shift) return addDays(base, Number(`${shift[1]}${shift[2]}`));
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return typed;
  const [, day, month, year] = parted(typed) ?? [];
  if (day === undefined) return undefined;
  if (month === undefined) return dayOf(base.slice(0, 4), base.slice(5, 7), day);
  if (year !== undefined) return dayOf(year.length === 2 ? `20${year}` : year, month, day);
  return inExercise(month, day, exercise) ?? dayOf(base.slice(0, 4), month, day);
}

/** Day, month and year as they are written, with a sign between them or without. */
function parted(typed: string): RegExpExecArray | null {
  return (
    /^(\d{1,2})(?:[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?)?$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{2})$/.exec(typed) ??
    /^(\d{2})(\d{2})$/.exec(typed)
  );
}

/** An exercise may lie over two calendar years: the one in which the day falls inside it. */
function inExercise(month: string, day: string, { firstDay, lastDay }: DayPlace["exercise"]): Day | undefined {
  for (let year = Number(firstDay.slice(0, 4)); year <= Number(lastDay.slice(0, 4)); year += 1) {
    const candidate = dayOf(String(year), month, day);
    if (isDay(candidate) && candidate >= firstDay && candidate <= lastDay) return candidate;
  }
  return undefined;
}

function dayOf(year: string, month: string, day: string): Day {
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
