import type { Capability } from "#app/domain/access.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { commitmentDetail, type DetailLine } from "#db/queries/execution-commitment.ts";

type Looking = Pick<LoaderScene, "db" | "access" | "today" | "params" | "notFound">;

/** The line that a form is about, when the reader may do `capability` on its unit; else the page of what does not exist. */
export async function requireLine(scene: Looking, capability: Capability): Promise<DetailLine> {
  const { db, access, today, params, notFound } = scene;
  const units = (await visibleUnits(db, access, capability, today)).map(({ code }) => code);
  const commitment = await commitmentDetail(db, params.id ?? "", units);
  const line = commitment?.lines.find((own) => String(own.line) === params.line);
  if (!line) throw notFound("commitment", params.id ?? "");
  return line;
}

/** Where a line takes its credit. */
export function placeOfLine({ unit, nature, activity }: DetailLine) {
  return { unit, nature, activity };
}
