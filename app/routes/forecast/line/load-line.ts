import { stepLockFor } from "#app/commands/campaign-windows.ts";
import type { EditedLine } from "#app/domain/forecast/edit.ts";
import { lockOf } from "#app/domain/forecast/lock.ts";
import { measuresOf, twinOf } from "#app/domain/forecast/measure.ts";
import { heldNames } from "#app/domain/forecast/plain-line.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { type Campaign, shownCampaign } from "#db/queries/campaign.ts";
import { campaignOfLine } from "#db/queries/forecast/grid.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import { costsShown } from "../costs-shown.ts";
import { sheetOf } from "../unit/sheet/read-sheet.ts";

/** How many years the form shows, the campaign's with its months. */
export const yearsShown = 3;

type Place = Pick<LoaderScene, "db" | "year" | "params" | "mayDo" | "access" | "today" | "notFound">;

/** The line of the address in its sheet: what it holds, the measures that it may hold, and why it may not be written in. */
export async function loadLine(scene: Place) {
  const { db, year, params, mayDo, notFound } = scene;
  const [unit, id] = [params["unit"] ?? "", params["line"] ?? ""];
  const campaign = await shownCampaign(db, year, (await campaignOfLine(db, id)) ?? null);
  const label = await unitLabel(db, unit, `${year}-01-01`);
  if (!campaign || label === undefined) throw notFound("sheet", unit);
  return { label, ...(await lineOf(db, scene, { campaign, unit, id, mayEdit: mayDo("forecast.edit", unit) })) };
}

async function lineOf(
  db: Db,
  scene: Place,
  { campaign, unit, id, mayEdit }: { campaign: Campaign; unit: string; id: string; mayEdit: boolean },
) {
  const window = await stepLockFor(db, scene, { campaignId: campaign.id, unit }, "writing");
  const sheet = await sheetOf(db, campaign, { unit, mayEdit, window });
  const line = sheet.lines.find((own) => own.id === id);
  if (!line) throw scene.notFound("line", id);
  const isHidden = (own: BudgetResource) => twinOf(own, line.spendingClass) !== undefined && !costsShown(scene, unit);
  // On personnel CP is AE: one field says both.
  const measures = measuresOf[line.spendingClass].filter((own) => !isHidden(own) && !(own === "CP" && twinOf(own, line.spendingClass)));
  const cells = sheet.cells.filter(({ lineId, measure }) => lineId === id && !isHidden(measure));
  const standing = {
    campaignState: sheet.campaignState,
    mayEdit,
    window,
    requestState: line.requestState,
    spendingClass: line.spendingClass,
  };
  return {
    ...{ campaign, unit, line, measures, revision: sheet.revision },
    cells,
    held: heldNames(sheet.holds, id),
    lock: lockOf(standing, measures[0] ?? "AE"),
    edited: { ...standing, id, requestKind: line.requestKind, cells } satisfies EditedLine,
  };
}
