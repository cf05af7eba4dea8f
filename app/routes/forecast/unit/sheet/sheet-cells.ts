import type { CellAddress } from "#app/domain/forecast/cell-address.ts";
import type { Place } from "#app/ui/grid/place.ts";
import type { SheetRows } from "./rows.ts";
import { columnsOf, type SheetView } from "./view.ts";

/** The cell of the sheet at a place of the grid; none on the head of a request. */
export function cellAddress({ lines }: SheetRows, view: SheetView, { row, column }: Place): CellAddress | undefined {
  const [line, at] = [lines[row], columnsOf(view)[column]];
  return line && at && { lineId: line.line.id, measure: view.measure, targetYear: at.targetYear, month: at.month ?? 0 };
}

/** Cells of this view that are in error or in conflict. */
export function faultyCells({ rows }: SheetRows): number {
  return rows.reduce((count, { cells }) => count + cells.filter(({ state }) => state === "error" || state === "conflict").length, 0);
}
