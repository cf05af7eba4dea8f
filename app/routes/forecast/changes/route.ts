import { guard } from "#app/http/guard.ts";
import { changesSince, sheetAt } from "#db/queries/forecast/live.ts";
import { changesMessage, mostChanges } from "./message.ts";

/** The cells of a unit's sheet that changed after a revision, and who changed them. */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit, quiet: true }, async (scene) => {
  const { db, url, params, person, notFound } = scene;
  const unit = params["unit"] ?? "";
  const sheet = await sheetAt(db, url.searchParams.get("campaign"), unit);
  const since = url.searchParams.get("since") ?? "";
  if (!sheet || !/^\d{1,18}$/.test(since)) throw notFound("sheet", unit);
  const changes = await changesSince(db, sheet.id, BigInt(since), mostChanges + 1);
  return Response.json(changesMessage(sheet.revision, changes, person.id));
});
