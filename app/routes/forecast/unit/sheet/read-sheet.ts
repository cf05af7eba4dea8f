import type { StepLock } from "#app/domain/campaign/calendar.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Db } from "#db/client.ts";
import type { Campaign } from "#db/queries/campaign.ts";
import { sheetDetails } from "#db/queries/forecast/detail.ts";
import { sheetCells, sheetLines } from "#db/queries/forecast/grid.ts";
import { sheetFormulas, sheetHolds } from "#db/queries/forecast/marks.ts";
import { sheetRevision } from "#db/queries/forecast/reading.ts";
import { sheetPayments } from "#db/queries/forecast/schedule.ts";
import type { SheetRead } from "./sheet-state.ts";

/** What a page needs of a unit's sheet to be written in, all of one snapshot. */
export async function sheetOf(
  db: Db,
  campaign: Campaign,
  { unit, mayEdit, view, window }: { unit: string; mayEdit: boolean; view: CostView; window?: StepLock | undefined },
): Promise<SheetRead> {
  return {
    campaignState: campaign.state,
    mayEdit,
    seesCosts: view === "whole",
    window,
    revision: (await sheetRevision(db, campaign.id, unit)) ?? 0n,
    lines: await sheetLines(db, campaign.id, unit),
    cells: await sheetCells(db, campaign.id, unit, view),
    holds: (await sheetHolds(db, campaign.id, unit, view)).map(({ at, ...hold }) => ({ ...hold, at: at.toISOString() })),
    formulas: await sheetFormulas(db, campaign.id, unit, view),
    details: await sheetDetails(db, campaign.id, unit),
    payments: await sheetPayments(db, campaign.id, unit),
  };
}
