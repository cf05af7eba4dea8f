import type { GridRow } from "#app/ui/grid/rows.ts";
import type { ThreadPlace } from "#db/queries/forecast/comments.ts";
import type { SheetRows } from "./rows.ts";
import { columnsOf, type SheetColumn, type SheetView } from "./view.ts";

/** What is to be shown of a cell beyond its figure: what a check found there, how many open threads are about it. */
export interface CellMark {
  readonly measure: string;
  readonly targetYear: number;
  readonly month: number;
  readonly note: string;
  readonly kind: "comment" | "check";
}
export type Marks = ReadonlyMap<string, readonly CellMark[]>;

/** The rows, those of marked lines with their marks; the others are the very rows that were given. */
export function withMarks(shown: SheetRows, view: SheetView, marks: Marks): SheetRows {
  if (marks.size === 0) return shown;
  const columns = columnsOf(view);
  const rows = shown.rows.map((row, index) => {
    const own = marks.get(shown.lines[index]?.line.id ?? "");
    return own ? markedRow(row, own, { view, columns }) : row;
  });
  return { ...shown, rows };
}

const known = new WeakMap<GridRow, { readonly marks: readonly CellMark[]; readonly row: GridRow }>();

function markedRow(
  row: GridRow,
  marks: readonly CellMark[],
  { view, columns }: { view: SheetView; columns: readonly SheetColumn[] },
): GridRow {
  const before = known.get(row);
  if (before?.marks === marks) return before.row;
  const cells = row.cells.map((cell, index) => {
    const column = columns[index];
    const own = column ? marks.filter((mark) => isAt(mark, view, column)) : [];
    if (own.length === 0) return cell;
    const note = [cell.note, ...own.map((mark) => mark.note)].filter((text) => text !== undefined).join(" ");
    const isCommented = own.some(({ kind }) => kind === "comment");
    return { ...cell, note, ...(isCommented ? { mark: "comment" as const } : {}), isFlagged: own.some(({ kind }) => kind === "check") };
  });
  const marked = { ...row, cells };
  known.set(row, { marks, row: marked });
  return marked;
}

/** A month is marked in its column; a year in its total, where the months of the years that are shown whole are marked too. */
function isAt(mark: CellMark, { measure, by }: SheetView, { targetYear, month }: SheetColumn): boolean {
  if (mark.measure !== measure || mark.targetYear !== targetYear) return false;
  return month === undefined ? mark.month === 0 || by === "years" : mark.month === month;
}

/** The places of threads on cells, as marks by line. A thread on the whole line marks no cell. */
export function isCellPlace<Place extends ThreadPlace>(
  place: Place,
): place is Place & {
  readonly lineId: string;
  readonly measure: NonNullable<Place["measure"]>;
  readonly targetYear: number;
  readonly month: number;
} {
  return place.lineId !== null && place.measure !== null && place.targetYear !== null && place.month !== null;
}
