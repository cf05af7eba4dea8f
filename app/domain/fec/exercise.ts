import { addMonths, type Day, firstDayOf, isDay, lastDayOf, monthOf, yearOf } from "../month.ts";
import type { Exercise } from "../reference/fiscal-year.ts";

export interface FecName {
  readonly siren: string;
  readonly closingDay: Day;
}

/** What a file's name says, `SirenFECAAAAMMJJ` with an optional part number; undefined when it says nothing. */
export function readFecName(fileName: string): FecName | undefined {
  const match = /^(\d{9,14})FEC(\d{4})(\d{2})(\d{2})(?:_\d+)?(?:\.\w+)?$/i.exec(fileName.split(/[\\/]/).at(-1) ?? "");
  if (!match) return undefined;
  const [, siren = "", year = "", month = "", day = ""] = match;
  const closingDay = `${year}-${month}-${day}`;
  return isDay(closingDay) ? { siren, closingDay } : undefined;
}

/** The name of an exported file, and of the description that goes with it. */
export function fecFileName(siren: string, closingDay: Day, format: "flat" | "xml" | "description" = "flat"): string {
  const endings = { flat: ".txt", xml: ".xml", description: "_description.txt" } as const;
  return `${siren}FEC${closingDay.replaceAll("-", "")}${endings[format]}`;
}

/** The twelve months that end on `closingDay`, named after the year in which they end. */
export function exerciseEndingOn(closingDay: Day): Exercise {
  const month = monthOf(closingDay);
  const year = yearOf(closingDay);
  if (closingDay === lastDayOf(month)) return { year, firstDay: firstDayOf(addMonths(month, -11)), lastDay: closingDay };
  const next = `${addMonths(month, -12)}-${String(Number(closingDay.slice(8)) + 1).padStart(2, "0")}`;
  return { year, firstDay: isDay(next) ? next : firstDayOf(addMonths(month, -11)), lastDay: closingDay };
}

/** Reads `2021-09-01:2022-08-31`; undefined when it is not two days in order. */
export function readExercise(text: string): Exercise | undefined {
  const [firstDay = "", lastDay = "", ...rest] = text.split(":");
  if (rest.length > 0 || !isDay(firstDay) || !isDay(lastDay) || firstDay >= lastDay) return undefined;
  return { year: yearOf(lastDay), firstDay, lastDay };
}
