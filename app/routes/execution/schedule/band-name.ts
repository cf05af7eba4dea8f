import type { Band } from "#app/domain/execution/coverage.ts";

/** « 2027 », or « 2030 et après ». */
export function bandName(
  words: (key: "schedule.andAfter", values: { year: string }) => string,
  { year, open }: Pick<Band, "year" | "open">,
): string {
  return open ? words("schedule.andAfter", { year: String(year) }) : String(year);
}
