import { grouped } from "../../grouped.ts";
import type { Quantity } from "../../quantity.ts";
import { accept, type Result, refuse } from "../../result.ts";
import type { SpendingClass } from "../../stage.ts";
import { type CellPlace, cellName, lineName } from "./cell.ts";
import { type Conflict, mergeSides, type Settlement, settledAmount, type ThreeSides } from "./merge.ts";

/** A cell of a merge, as much of it as grouping needs. */
export interface MergedPlace extends CellPlace {
  readonly spendingClass: SpendingClass;
}

/** Conflicts that a person settles at once: those of a line, a measure and a year; on personnel those of AE and CP together (LOLF art. 8). */
export interface ConflictGroup<Place extends MergedPlace = MergedPlace> {
  readonly name: string;
  readonly cells: readonly { readonly place: Place; readonly conflict: Conflict }[];
}

/** One name for what is settled at once. */
export function groupName(place: Omit<MergedPlace, "month">): string {
  const measure = place.spendingClass === "personnel" && place.measure === "CP" ? "AE" : place.measure;
  return lineName({ ...place, measure });
}

export interface SortedMerge<Place extends MergedPlace> {
  readonly groups: readonly ConflictGroup<Place>[];
  readonly taken: readonly Place[];
  readonly agreed: readonly Place[];
}

/** A merge as it is shown and settled: what is taken, what is agreed, and conflicts in groups, in the order given. */
export function sortedMerge<Place extends MergedPlace>(places: readonly Place[], sides: ThreeSides): SortedMerge<Place> {
  const merge = mergeSides(sides);
  const [taken, agreed] = [new Set(merge.taken), new Set(merge.agreed)];
  const conflicts = new Map(merge.conflicts.map((conflict) => [conflict.cell, conflict]));
  const disputed = places.flatMap((place) => {
    const conflict = conflicts.get(cellName(place));
    return conflict ? [{ place, conflict }] : [];
  });
  return {
    groups: [...grouped(disputed, ({ place }) => groupName(place))].map(([name, cells]) => ({ name, cells })),
    taken: places.filter((place) => taken.has(cellName(place))),
    agreed: places.filter((place) => agreed.has(cellName(place))),
  };
}

/** How a merge is settled: group by group, and for the rest of them; « rest » absent: each group has to be said. */
export interface Settlements {
  readonly groups: Readonly<Record<string, Settlement>>;
  readonly rest?: "mine" | "theirs" | undefined;
}

export interface SettledCell<Place extends MergedPlace> {
  readonly place: Place;
  readonly amount: Quantity;
}
export interface SettledMerge<Place extends MergedPlace> {
  /** Cells as they come out. */
  readonly cells: readonly SettledCell<Place>[];
  /** Groups for which another amount was given: of the whole line, to be spread. */
  readonly others: readonly { readonly group: ConflictGroup<Place>; readonly amount: Quantity }[];
}

/** Settles every conflict. `conflicts-unsettled`: some are said neither by their name nor by « rest ». A cell that is gone counts as nothing. */
export function settledMerge<Place extends MergedPlace>(
  { groups, taken, agreed }: SortedMerge<Place>,
  sides: ThreeSides,
  { groups: said, rest }: Settlements,
): Result<SettledMerge<Place>> {
  const settlementOf = ({ name }: ConflictGroup<Place>): Settlement | undefined => said[name] ?? (rest && { keep: rest });
  const unsettled = groups.filter((group) => settlementOf(group) === undefined).length;
  if (unsettled > 0) return refuse({ kind: "conflicts-unsettled", count: unsettled });
  const cells: SettledCell<Place>[] = [...taken, ...agreed].map((place) => ({ place, amount: sides.theirs.get(cellName(place)) ?? 0n }));
  const others: { group: ConflictGroup<Place>; amount: Quantity }[] = [];
  for (const group of groups) {
    const settlement = settlementOf(group);
    if (settlement?.keep === "other") others.push({ group, amount: settlement.amount });
    else if (settlement)
      cells.push(...group.cells.map(({ place, conflict }) => ({ place, amount: settledAmount(conflict, settlement) ?? 0n })));
  }
  return accept({ cells, others });
}
