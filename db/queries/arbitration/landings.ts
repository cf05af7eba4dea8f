import { totalled } from "#app/domain/arbitration/amount.ts";
import type { UnitLevel } from "#app/domain/arbitration/scenario/lever.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { referencesOf, treesOn } from "../forecast/references.ts";
import { KeptUntilPosted } from "../kept-until-posted.ts";

interface LandingsAsked {
  readonly units: readonly string[];
  readonly year: number;
  readonly today: Day;
}

const kept = new KeptUntilPosted<readonly UnitLevel[]>(8);

/** What each unit lands on in N, the year before `year`, by class and measure: the sum of what its lines do. Whole, for whoever sees every unit. */
export async function landingsOf(db: Db, asked: LandingsAsked): Promise<readonly UnitLevel[]> {
  return await kept.of(db, [asked.year, asked.today, ...asked.units].join(" "), () => landingsRead(db, asked));
}

async function landingsRead(db: Db, { units, year, today }: LandingsAsked): Promise<UnitLevel[]> {
  const trees = await treesOn(db, `${year}-01-01`);
  const landings: UnitLevel[] = [];
  for (const unit of units) {
    const lines = await referencesOf(db, { campaign: { kind: "initial", targetYear: year }, unit, today, view: "whole", trees });
    const amounts = lines.flatMap(({ nature, measure, landing: amount }) => {
      const spendingClass = trees.classes.get(nature);
      return spendingClass ? [{ spendingClass, measure, targetYear: year, amount }] : [];
    });
    for (const { targetYear: _, ...level } of totalled(amounts)) landings.push({ unit, ...level });
  }
  return landings;
}
