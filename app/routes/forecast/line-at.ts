import type { ActionScene, LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { type LinePlace, lineAt, type SheetLine } from "#db/queries/forecast/grid.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";

type Place = Pick<LoaderScene | ActionScene, "year" | "params" | "notFound">;

/** The line of the address, which must stand on a sheet of the unit and the year that the address says. */
export async function addressedLine(
  db: Db,
  { year, params, notFound }: Place,
): Promise<{ place: LinePlace; line: SheetLine; label: string }> {
  const id = params["line"] ?? "";
  const found = await lineAt(db, id);
  if (!found || found.place.unit !== params["unit"] || found.place.targetYear !== year) throw notFound("line", id);
  return { ...found, label: (await unitLabel(db, found.place.unit, `${year}-01-01`)) ?? found.place.unit };
}
