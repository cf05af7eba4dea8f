import { type Extent, type Place, type Selection, selectionAt, within } from "./place.ts";

export type Direction = "up" | "down" | "left" | "right";

/** How far a key goes: the next cell, to the edge of what is filled (Ctrl), a page of rows, to the end of the row, to the corner. */
export type Reach = "cell" | "edge" | "page" | "row" | "corner";

export interface Move {
  readonly direction: Direction;
  readonly reach: Reach;
  /** The selection grows from its anchor instead of moving. */
  readonly extend: boolean;
}

export interface Ground {
  readonly extent: Extent;
  /** Rows that a page holds. */
  readonly pageRows: number;
  readonly isFilled: (place: Place) => boolean;
}

const steps: Readonly<Record<Direction, Place>> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
};

/** Where a key takes the selection; it never leaves the grid. */
export function moved(selection: Selection, move: Move, ground: Ground): Selection {
  const focus = reached(selection.focus, move, ground);
  return move.extend ? { anchor: selection.anchor, focus } : selectionAt(focus);
}

/**
 * The next cell in reading order inside a selection, as Enter and Tab go round it: down the columns or along the rows, from the last back to the first.
 * In a selection of one cell it is the neighbour.
 */
export function nextIn(selection: Selection, current: Place, { direction, extent }: { direction: Direction; extent: Extent }): Place {
  const { row, column } = steps[direction];
  const [top, bottom] = ordered(selection.anchor.row, selection.focus.row);
  const [left, right] = ordered(selection.anchor.column, selection.focus.column);
  if (top === bottom && left === right) return within({ row: current.row + row, column: current.column + column }, extent);
  const [rows, columns] = [bottom - top + 1, right - left + 1];
  const along = row === 0;
  const index = along ? (current.row - top) * columns + (current.column - left) : (current.column - left) * rows + (current.row - top);
  const next = (index + row + column + rows * columns) % (rows * columns);
  return along
    ? { row: top + Math.floor(next / columns), column: left + (next % columns) }
    : { row: top + (next % rows), column: left + Math.floor(next / rows) };
}

function reached(from: Place, { direction, reach }: Move, { extent, pageRows, isFilled }: Ground): Place {
  const { row, column } = steps[direction];
  const last = { row: extent.rows - 1, column: extent.columns - 1 };
  const isBack = row + column < 0;
  if (reach === "corner") return isBack ? { row: 0, column: 0 } : last;
  if (reach === "row") return { row: from.row, column: isBack ? 0 : last.column };
  if (reach === "page") return within({ row: from.row + row * pageRows, column: from.column }, extent);
  if (reach === "edge") return edge(from, { row, column }, extent, isFilled);
  return within({ row: from.row + row, column: from.column + column }, extent);
}

/** As spreadsheets do: to the last filled cell of a run, else to the next filled one, else to the side of the grid. */
function edge(from: Place, step: Place, extent: Extent, isFilled: (place: Place) => boolean): Place {
  const inside = ({ row, column }: Place) => row >= 0 && column >= 0 && row < extent.rows && column < extent.columns;
  const after = ({ row, column }: Place) => ({ row: row + step.row, column: column + step.column });
  let place = from;
  const run = isFilled(from) && inside(after(from)) && isFilled(after(from));
  for (let next = after(place); inside(next); next = after(next)) {
    if (run && !isFilled(next)) break;
    place = next;
    if (!run && isFilled(next)) break;
  }
  return place;
}

function ordered(left: number, right: number): readonly [number, number] {
  return left <= right ? [left, right] : [right, left];
}
