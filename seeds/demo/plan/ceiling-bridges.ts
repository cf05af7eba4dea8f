import { unitsPerWhole } from "#app/domain/quantity.ts";
import { type CeilingBridge, emptyBridge } from "#app/domain/workforce/ceiling.ts";
import source from "#seeds/nomenclature/programme220.json" with { type: "json" };
import { staffCategories } from "../published.ts";
import { ceilingsOf, natureOfCategory } from "./personnel.ts";

interface DemoBridge extends CeilingBridge {
  readonly year: number;
  readonly nature: string;
}

/** « 6,03 » ETPT, exactly: a hundredth is 12 of the unit of a sheet. */
const etpt = (published: number) => BigInt(Math.round(published * 100)) * 12n;

/** The bridge of 2023 is published by category; those since are ours: a hundredth of C becomes A each year (« fictif »). */
export const demoBridges: readonly DemoBridge[] = staffCategories.flatMap((category) => {
  const nature = natureOfCategory[category];
  const [previous = 0, perimeter = 0, transfers = 0, technical = 0, , fullYear = 0, impact = 0] = source.years[2023].etpt.bridge[category];
  const published: DemoBridge = {
    ...{ year: 2023, nature, previous: etpt(previous), perimeter: etpt(perimeter), transfers: etpt(transfers) },
    ...{ technical: etpt(technical), fullYearEffect: etpt(fullYear), impact: etpt(impact) },
  };
  const since = ([2024, 2025, 2026] as const).map((year): DemoBridge => {
    const before = ceilingsOf(year === 2026 ? 2025 : year === 2025 ? 2024 : 2023)[category];
    const technicalOnly = (ceilingsOf(year)[category] - before) * unitsPerWhole.ETPT;
    return { ...emptyBridge, year, nature, previous: before * unitsPerWhole.ETPT, technical: technicalOnly };
  });
  return [published, ...since];
});
