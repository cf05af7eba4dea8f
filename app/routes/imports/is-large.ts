import type { ExtractReport } from "#app/commands/check-extract.ts";
import { fromStored } from "#app/commands/stored-value.ts";
import type { ChorusImport } from "#db/queries/chorus/import.ts";
import { rowsAtOnce } from "./large.ts";

/** Whether importing or undoing an extract outlasts a page. */
export function isLarge({ report }: Pick<ChorusImport, "report">): boolean {
  if (report === null) return false;
  const { rows, added, changed } = fromStored(report) as ExtractReport;
  return rows > 10 * rowsAtOnce || added + changed > rowsAtOnce;
}
