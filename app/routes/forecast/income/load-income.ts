import { stepLockFor } from "#app/commands/campaign-windows.ts";
import { takesRequests } from "#app/domain/campaign/campaign.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { incomeSteps, incomesOf } from "#db/queries/forecast/income.ts";
import { sheetRevision, unitLabel } from "#db/queries/forecast/reading.ts";

const stepsShown = 100;

/** What the page of a unit's expected income shows, and its file. */
export async function loadIncome(scene: LoaderScene) {
  const { db, year, params, url, mayDo, notFound } = scene;
  const unit = params["unit"] ?? "";
  const label = await unitLabel(db, unit, `${year}-01-01`);
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (label === undefined || !campaign || (await sheetRevision(db, campaign.id, unit)) === undefined) throw notFound("sheet", unit);
  const window = await stepLockFor(db, scene, { campaignId: campaign.id, unit }, "writing");
  const mayEdit = takesRequests(campaign.state) && mayDo("forecast.edit", unit) && window === undefined;
  return {
    ...{ year, unit, label, campaign, mayEdit },
    incomes: await incomesOf(db, campaign.id, unit),
    steps: await incomeSteps(db, campaign.id, unit, stepsShown),
    lines: (await sheetLines(db, campaign.id, unit)).map((line) => ({
      id: line.id,
      label: `${line.requestNumber}. ${line.label || line.natureLabel} — ${line.nature}, ${line.activity}`,
    })),
  };
}
