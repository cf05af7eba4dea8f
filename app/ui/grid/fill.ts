import type { Block } from "./clipboard.ts";
import { type Extent, type Place, placesIn, type Range, sizeOf } from "./place.ts";

/** A text on its way to a cell. */
export interface Placement {
  readonly place: Place;
  readonly text: string;
}

export interface PlacedBlock {
  readonly placements: readonly Placement[];
  /** Cells of the block that fell beyond the last row or column. */
  readonly beyond: number;
}

/**
 * Where the cells of a block go: one text fills the whole selection; a block whose size divides the selection's is repeated over it; else it is laid
 * from the selection's first cell, whatever the selection's size.
 */
export function placed(block: Block, selection: Range, extent: Extent): PlacedBlock {
  const rows = block.length;
  const columns = block.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (rows === 0 || columns === 0) return { placements: [], beyond: 0 };
  const size = sizeOf(selection);
  const repeated = size.rows % rows === 0 && size.columns % columns === 0;
  const { top, left } = selection;
  const target = repeated ? selection : { top, left, bottom: top + rows - 1, right: left + columns - 1 };
  const wanted = placesIn(target).flatMap((place): Placement[] => {
    const text = block[(place.row - top) % rows]?.[(place.column - left) % columns];
    return text === undefined ? [] : [{ place, text }];
  });
  const placements = wanted.filter(({ place }) => place.row < extent.rows && place.column < extent.columns);
  return { placements, beyond: wanted.length - placements.length };
}

/** Where each cell of a selection takes its content from when it is filled down or to the right: its first row or column; the first ones stay. */
export function filled(selection: Range, direction: "down" | "right"): { readonly from: Place; readonly to: Place }[] {
  return placesIn(selection).flatMap((to) => {
    const from = direction === "down" ? { row: selection.top, column: to.column } : { row: to.row, column: selection.left };
    return from.row === to.row && from.column === to.column ? [] : [{ from, to }];
  });
}
