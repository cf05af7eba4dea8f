import { addMonths, type Month } from "#app/domain/month.ts";
import type { TraceKey } from "#app/domain/trace/trace-key.ts";
import { traceOf } from "#app/domain/trace/trace-of.ts";
import type { YearAmount } from "#app/ui/figure/unit-year-chart.tsx";

/** Of which units a year is drawn, and as known on which day. */
export type YearPlace = Pick<TraceKey, "scope" | "year" | "asOf">;

/** What each amount of a month is, cumulated since January. */
const measures = {
  committed: { measure: "used", resource: "AE", back: 0 },
  paid: { measure: "used", resource: "CP", back: 0 },
  allottedAe: { measure: "released", resource: "AE", back: 0 },
  allottedCp: { measure: "released", resource: "CP", back: 0 },
  previousCommitted: { measure: "used", resource: "AE", back: 1 },
  previousPaid: { measure: "used", resource: "CP", back: 1 },
} as const satisfies Readonly<Record<YearAmount, unknown>>;

/** The story of an amount of a month, cumulated since January. */
export function yearTrace(place: YearPlace, month: Month, key: YearAmount): string {
  const { measure, resource, back } = measures[key];
  return traceOf(measure, { ...place, resource, year: place.year - back, upTo: addMonths(month, -12 * back) });
}
