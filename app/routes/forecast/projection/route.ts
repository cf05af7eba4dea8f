import { proposals } from "#app/domain/forecast/projection/propose.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { historyYears, inViewOf, outturnsOf, treesOn } from "#db/queries/forecast/references.ts";
import { proposalMessage } from "./message.ts";

/** A proposed baseline for each line of a unit's sheet that has a past, by month; computed when the sheet is looked at, kept nowhere. */
export const loader = guard.loader(
  { capability: "planning.read", unit: ({ params }) => params.unit },
  async ({ db, year, params, url, today, access, notFound }) => {
    const unit = params["unit"] ?? "";
    const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
    if (!campaign) throw notFound("campaign", url.search);
    const lines = await sheetLines(db, campaign.id, unit);
    const trees = await treesOn(db, `${year}-01-01`);
    const known = await outturnsOf(db, { unit, from: year - 1 - historyYears, to: year - 1 });
    const outturns = inViewOf(known, trees, costView(costSightOf(access), unit));
    return Response.json(proposals({ lines, outturns, trees, year, today }).map(proposalMessage));
  },
);
