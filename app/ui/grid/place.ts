/** A cell of a grid by its row and column, both from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** A rectangle of cells, its bounds included. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The cell that has the keyboard, and the opposite corner of what is selected with it. */
export interface Selection {
  readonly anchor: Place;
  readonly focus: Place;
}

export function selectionAt(place: Place): Selection {
  return { anchor: place, focus: place };
}

export function rangeOf({ anchor, focus }: Selection): Range {
  return {
    top: Math.min(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    bottom: Math.max(anchor.row, focus.row),
    right: Math.max(anchor.column, focus.column),
  };
}

export function sizeOf({ top, left, bottom, right }: Range): Extent {
  return { rows: bottom - top + 1, columns: right - left + 1 };
}

/** Row by row, from the left. */
export function placesIn({ top, left, bottom, right }: Range): Place[] {
  const places: Place[] = [];
  for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) places.push({ row, column });
  return places;
}

export function within({ row, column }: Place, { rows, columns }: Extent): Place {
  return { row: Math.min(Math.max(row, 0), Math.max(rows - 1, 0)), column: Math.min(Math.max(column, 0), Math.max(columns - 1, 0)) };
}

/** The selection as a grid of this extent can hold it: another view may have fewer columns. The very same object when nothing is beyond. */
export function selectionWithin(selection: Selection, extent: Extent): Selection {
  const [anchor, focus] = [within(selection.anchor, extent), within(selection.focus, extent)];
  const isSame = (left: Place, right: Place) => left.row === right.row && left.column === right.column;
  return isSame(anchor, selection.anchor) && isSame(focus, selection.focus) ? selection : { anchor, focus };
}
