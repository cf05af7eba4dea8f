import { levered, type UnitLevel } from "#app/domain/arbitration/scenario/lever.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { type Campaign, campaignUnits } from "../campaign.ts";
import { references } from "../forecast/reference.ts";
import { treesOn } from "../forecast/references.ts";
import { landingsOf } from "./landings.ts";
import type { Frame } from "./scenario-frame.ts";
import { cellsIn, type ValuedCell } from "./scenario-reading.ts";

/** How levers are set by a person. */
export interface LeverSetting {
  /** −x % on a nature and all that is under it: in hundredths of a percent, above 0 and at most 10 000. */
  readonly cut?: { readonly nature: string; readonly share: bigint } | undefined;
  readonly protectedUnits: readonly string[];
  /** « Plafonner au notifié N ». */
  readonly cap: boolean;
  /** « Plancher à l'atterrissage N ». */
  readonly floor: boolean;
}

export interface LeveredScenario {
  /** Every cell as it was. */
  readonly cells: readonly ValuedCell[];
  /** Those that change, as they would be. */
  readonly changed: readonly ValuedCell[];
}

/** What levers would give on a scenario: previewed, then written, from the same figures. */
export async function leveredCells(
  db: Db,
  { frame, campaign, today }: { frame: Frame; campaign: Campaign; today: Day },
  { cut, protectedUnits, cap, floor }: LeverSetting,
): Promise<LeveredScenario> {
  const cells = await cellsIn(db, frame, {});
  const units = await campaignUnits(db, campaign.id);
  const changed = levered(
    cells.map((cell) => ({ ...cell, fixed: cell.decided === 0 })),
    {
      cut: cut && { natures: await naturesUnder(db, cut.nature, campaign.targetYear), share: cut.share },
      protectedUnits: new Set(protectedUnits),
      cap: cap ? await notifiedLevels(db, units, campaign.targetYear) : undefined,
      floor: floor ? await landingsOf(db, { units, year: campaign.targetYear, today }) : undefined,
    },
  );
  return { cells, changed };
}

async function naturesUnder(db: Db, nature: string, year: number): Promise<ReadonlySet<string>> {
  const { natures } = await treesOn(db, `${year}-01-01`);
  const under = (code: string | null | undefined): boolean => code === nature || (code != null && under(natures.get(code)));
  return new Set([...natures.keys()].filter(under));
}

async function notifiedLevels(db: Db, units: readonly string[], year: number): Promise<UnitLevel[]> {
  const known = await references(db, units, year, "everywhere");
  return known.map(({ unit, spendingClass, measure, notified }) => ({ unit, spendingClass, measure, amount: notified }));
}
