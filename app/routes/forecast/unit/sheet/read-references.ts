import { comparedLines, type OwnReference } from "#app/domain/forecast/line-references.ts";
import type { LineReference } from "#app/domain/forecast/references.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "#db/client.ts";
import { referencesOf, treesOn } from "#db/queries/forecast/references.ts";
import type { SheetRead } from "./sheet-state.ts";

/** What the lines of a sheet are compared with. */
export interface SheetReferences {
  readonly lines: readonly { readonly line: string; readonly references: readonly OwnReference[] }[];
  /** What was executed or notified and that no line of the baseline asks again. */
  readonly unclaimed: readonly (LineReference & { readonly natureLabel: string })[];
}

export async function sheetReferences(
  db: Db,
  { lines }: Pick<SheetRead, "lines">,
  place: { readonly year: number; readonly unit: string; readonly today: Day },
): Promise<SheetReferences> {
  const trees = await treesOn(db, `${place.year}-01-01`);
  const { byLine, unclaimed } = comparedLines(lines, await referencesOf(db, { ...place, trees }), trees);
  return {
    lines: [...byLine].map(([line, references]) => ({ line, references })),
    unclaimed: unclaimed.map((own) => ({ ...own, natureLabel: trees.labels.get(`nature ${own.nature}`) ?? own.nature })),
  };
}
