import type { Band } from "#app/domain/execution/coverage.ts";
import type { Day } from "#app/domain/month.ts";
import type { Scope } from "#app/domain/trace/trace-key.ts";
import { chainTrace } from "#app/domain/trace/trace-of.ts";

/** « 2027 », or « 2030 et après ». */
export function bandName(
  words: (key: "schedule.andAfter", values: { year: string }) => string,
  { year, open }: Pick<Band, "year" | "open">,
): string {
  return open ? words("schedule.andAfter", { year: String(year) }) : String(year);
}

/** The story of what falls due in a year, or from that year on. */
export function bandTrace(
  { year, open }: Pick<Band, "year" | "open">,
  place: { readonly scope: Scope; readonly year: number; readonly on: Day },
): string {
  return chainTrace("due", { ...place, ...(open ? { dueFrom: year } : { dueIn: year }) });
}
