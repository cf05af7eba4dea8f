import { cellName } from "#app/domain/forecast/cell.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import { lockOf } from "#app/domain/forecast/lock.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Range } from "#app/ui/grid/place.ts";
import type { LineState } from "../lines.ts";
import type { SheetRows } from "../rows.ts";
import { columnsOf, type SheetView } from "../view.ts";

/** A cell of the selection that may be written in: what it holds, and whether that is held, or the sum of its detail. */
export interface SelectedCell extends PlacedCell {
  readonly amount: Quantity | null;
  readonly isHeld: boolean;
}

/**
 * The cells under a selection: those of its months; where a total alone is selected, those that make it up. Sub-totals and lines where nobody may
 * write have none.
 */
export function selectedCells({ top, bottom, left, right }: Range, { lines }: SheetRows, view: SheetView): SelectedCell[] {
  const columns = columnsOf(view).slice(left, right + 1);
  return lines.slice(top, bottom + 1).flatMap((line) => {
    if (!line || lockOf(line.standing, view.measure)) return [];
    const cells = columns.flatMap(({ targetYear, month }) => {
      if (month !== undefined) return [cellAt(line, { measure: view.measure, targetYear, month })];
      const hasMonths = columns.some((own) => own.month !== undefined && own.targetYear === targetYear);
      return hasMonths ? [] : underTotal(line, view, targetYear);
    });
    return cells;
  });
}

function underTotal(line: LineState, { measure }: SheetView, targetYear: number): SelectedCell[] {
  return [...line.cells.values()]
    .filter((cell) => cell.measure === measure && cell.targetYear === targetYear && cell.amount !== null)
    .map(({ month }) => cellAt(line, { measure, targetYear, month }));
}

function cellAt(line: LineState, key: Omit<PlacedCell, "lineId">): SelectedCell {
  const name = cellName(key);
  return {
    lineId: line.line.id,
    ...key,
    amount: line.cells.get(name)?.amount ?? null,
    isHeld: line.held.has(name) || (line.standing.details?.has(name) ?? false),
  };
}
