import { guard } from "#app/http/guard.ts";
import { snapshotRows, tableFileResponse } from "#app/http/table-file.ts";
import { chosenExports, pairOf } from "../export-comparison/chosen.ts";
import { differenceFile, differenceRows } from "../export-comparison/difference-file.ts";

/** Every line that two kept FEC do not say alike, written as the files are read. */
export const loader = guard.loader({ capability: "ledger.export", whole: true }, async (scene) => {
  const { services, organisation, locale, year, notFound } = scene;
  const pair = pairOf(await chosenExports(scene));
  if (typeof pair === "string") throw notFound("file", pair);
  const rows = snapshotRows(services.database, organisation, (db) => differenceRows(db, pair, locale));
  return await tableFileResponse(scene, { ...differenceFile(locale, year, pair), rows });
});
