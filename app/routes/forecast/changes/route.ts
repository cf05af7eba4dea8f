import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { changesSince, sheetAt } from "#db/queries/forecast/live.ts";
import { changesMessage, mostChanges } from "./message.ts";

/** The cells of a unit's sheet that changed after a revision, and who changed them. */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit, quiet: true }, async (scene) => {
  const { db, url, params, person, access, notFound } = scene;
  const unit = params["unit"] ?? "";
  const sheet = await sheetAt(db, url.searchParams.get("campaign"), unit);
  const since = url.searchParams.get("since") ?? "";
  if (!sheet || !/^\d{1,18}$/.test(since)) throw notFound("sheet", unit);
  const view = costView(costSightOf(access), unit);
  const changes = await changesSince(db, sheet.id, { since: BigInt(since), limit: mostChanges + 1, view });
  return Response.json(changesMessage(sheet.revision, changes, person.id));
});
