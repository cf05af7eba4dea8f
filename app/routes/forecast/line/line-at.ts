import { stepLockFor } from "#app/commands/campaign-windows.ts";
import { cellName } from "#app/domain/forecast/cell.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import type { Db } from "#db/client.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import { sheetOf } from "../unit/sheet/read-sheet.ts";
import { sheetState } from "../unit/sheet/sheet-state.ts";
import { viewOf } from "../unit/sheet/view.ts";

type LineScene = Pick<LoaderScene, "params" | "year" | "url" | "mayDo" | "notFound" | "access" | "today">;

/** The line of the address with the measure that it looks at, and what it holds by month. */
export async function lineAt(db: Db, scene: LineScene) {
  const { params, year, url, mayDo, notFound } = scene;
  const [unit, id] = [params["unit"] ?? "", params["line"] ?? ""];
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) throw notFound("campaign", url.search);
  const window = await stepLockFor(db, scene, { campaignId: campaign.id, unit }, "writing");
  const sheet = sheetState(await sheetOf(db, campaign, { unit, mayEdit: mayDo("forecast.edit", unit), window }));
  const line = sheet.lines.find((own) => own.line.id === id);
  if (!line) throw notFound("line", id);
  const { measure } = viewOf(url.searchParams, year);
  const amountOf = (month: number) => line.cells.get(cellName({ measure, targetYear: year, month }))?.amount ?? null;
  const label = (await unitLabel(db, unit, `${year}-01-01`)) ?? unit;
  return { campaign, unit, label, line, measure, revision: sheet.revision, amountOf };
}
