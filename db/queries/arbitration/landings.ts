import { totalled } from "#app/domain/arbitration/amount.ts";
import type { UnitLevel } from "#app/domain/arbitration/scenario/lever.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { referencesOf, treesOn } from "../forecast/references.ts";

/** What each unit lands on in N, the year before `year`, by class and measure: the sum of what its lines do. Whole, for whoever sees every unit. */
export async function landingsOf(
  db: Db,
  { units, year, today }: { readonly units: readonly string[]; readonly year: number; readonly today: Day },
): Promise<UnitLevel[]> {
  const trees = await treesOn(db, `${year}-01-01`);
  const landings: UnitLevel[] = [];
  for (const unit of units) {
    const lines = await referencesOf(db, { year, unit, today, view: "whole", trees });
    const amounts = lines.flatMap(({ nature, measure, landing: amount }) => {
      const spendingClass = trees.classes.get(nature);
      return spendingClass ? [{ spendingClass, measure, targetYear: year, amount }] : [];
    });
    for (const { targetYear: _, ...level } of totalled(amounts)) landings.push({ unit, ...level });
  }
  return landings;
}
