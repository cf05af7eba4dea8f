import type { LoaderScene } from "#app/http/scene.ts";
import type { ExportPair } from "#db/queries/ledger/export-comparison.ts";
import { type ExportRow, exportNamed } from "#db/queries/ledger/exports.ts";
import { isUuid } from "../export-address.ts";

export interface ChosenExports {
  readonly before: ExportRow | undefined;
  readonly after: ExportRow | undefined;
}

/** Why two exports are not compared: one is missing, they are one and the same, or one is a general ledger. */
export type ComparisonProblem = "unchosen" | "same" | "notFec";

/** The exports of the exercise that `a` and `b` name in the address; one that is not there is the 404 of a page. */
export async function chosenExports(scene: LoaderScene): Promise<ChosenExports> {
  return { before: await named(scene, "a"), after: await named(scene, "b") };
}

export function pairOf({ before, after }: ChosenExports): ExportPair | ComparisonProblem {
  if (!before || !after) return "unchosen";
  if (before.id === after.id) return "same";
  return before.kind === "fec" && after.kind === "fec" ? { before, after } : "notFec";
}

async function named({ db, year, url, notFound }: LoaderScene, name: "a" | "b"): Promise<ExportRow | undefined> {
  const id = url.searchParams.get(name) ?? "";
  if (id === "") return undefined;
  const found = isUuid(id) ? await exportNamed(db, year, id) : undefined;
  if (!found) throw notFound("file", id);
  return found;
}
