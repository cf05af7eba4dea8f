import { type Convention, etptOf, fteOn, headsOn } from "#app/domain/workforce/span.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import type { StaffSpan } from "#db/queries/workforce/span.ts";

/**
 * Who has functions of automated data processing, counted by unit: present on a day, and ETPT of the year. In a small unit a count says who, so that it
 * is for whoever sees names there (decision 0168).
 */
export function dataProcessingRows(
  { mayDo, year }: Pick<LoaderScene, "mayDo" | "year">,
  units: readonly VisibleUnit[],
  spans: readonly StaffSpan[],
  day: string,
  convention: Convention,
) {
  return units
    .filter(({ code }) => mayDo("workforce.people", code))
    .map(({ code, label }) => {
      const own = spans.filter(({ unit, dataProcessing }) => unit === code && dataProcessing);
      return { code, label, heads: headsOn(own, day), fte: fteOn(own, day), etpt: etptOf(own, year, convention) };
    })
    .filter(({ heads, etpt }) => heads > 0 || etpt !== 0n);
}

export type DataProcessingRow = ReturnType<typeof dataProcessingRows>[number];
