import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { comparedLines, sheetVersions, versionAt } from "#db/queries/forecast/comparison.ts";
import { sheetRevision, unitLabel } from "#db/queries/forecast/reading.ts";
import { now, type Side } from "./side.ts";

/** Two moments of a unit's sheet: those that the address names, else the last version and the sheet as it stands. */
export async function loadComparison(scene: LoaderScene) {
  const { db, year, params, url, notFound } = scene;
  const unit = params["unit"] ?? "";
  const label = await unitLabel(db, unit, `${year}-01-01`);
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  const revision = campaign && (await sheetRevision(db, campaign.id, unit));
  if (label === undefined || !campaign || revision === undefined) throw notFound("sheet", unit);
  const versions = await sheetVersions(db, campaign.id, unit);
  const standing: Side = { id: now, name: null, revision, author: null, frozenAt: null };
  const side = (name: "v" | "vs", unsaid: Side | undefined): Side | undefined => {
    const asked = url.searchParams.get(name);
    if (asked === null || asked === "") return unsaid;
    if (asked === now) return standing;
    const version = versionAt(versions, asked);
    if (!version) throw notFound("version", asked);
    return version;
  };
  const from = side("v", versions[0]);
  const to = side("vs", standing) ?? standing;
  const lines = from
    ? await comparedLines(db, {
        campaign: campaign.id,
        unit,
        from: from.revision,
        to: to.revision,
        view: costView(costSightOf(scene.access), unit),
      })
    : [];
  return {
    ...{ year, unit, label, campaign, versions, from, to, lines, today: scene.today },
    all: url.searchParams.get("lines") === "all",
    measure: searchOf(url).measure,
  };
}
