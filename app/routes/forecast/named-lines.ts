import type { Db } from "#db/client.ts";
import { naturesOn } from "#db/queries/forecast/codes.ts";
import type { LineWithCells } from "#db/queries/forecast/sheet.ts";

/** The lines to read, each with words: its own label, else what its nature is called in the year. */
export async function namedLines(db: Db, lines: readonly LineWithCells[], year: number): Promise<LineWithCells[]> {
  const names = new Map((await naturesOn(db, `${year}-01-01`)).map(({ code, label }) => [code, label]));
  return lines.map((line) => ({ ...line, label: line.label || (names.get(line.nature) ?? "") }));
}
