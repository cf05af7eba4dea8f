import { lineName } from "#app/domain/arbitration/scenario/cell.ts";
import { groupName, type SortedMerge } from "#app/domain/arbitration/scenario/conflict.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { ThreeSidedCell } from "#db/queries/arbitration/scenario-merge.ts";
import type { LineWords, ValuedCell } from "#db/queries/arbitration/scenario-reading.ts";

/** A line of a merge, in one measure of one year, on its three sides; months added up. */
export interface MergeLine {
  /** What its choice is called: on personnel AE and CP share it. */
  readonly group: string;
  readonly name: string;
  readonly words: LineWords | undefined;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly base: Quantity;
  readonly mine: Quantity;
  readonly theirs: Quantity;
}

interface Sides {
  readonly base: readonly ValuedCell[];
  readonly mine: readonly ValuedCell[];
  readonly theirs: readonly ValuedCell[];
}

export interface MergeLines {
  readonly conflicts: readonly MergeLine[];
  readonly taken: readonly MergeLine[];
  readonly agreed: readonly MergeLine[];
}

/** A sorted merge as lines: each whole line on three sides, once in the list of what its cells come to (a conflict wins). */
export function mergeLines(sorted: SortedMerge<ThreeSidedCell>, sides: Sides, words: ReadonlyMap<string, LineWords>): MergeLines {
  const disputed = sorted.groups.flatMap(({ cells }) => cells.map(({ place }) => place));
  const seen = new Set<string>();
  const of = (places: readonly ThreeSidedCell[]) =>
    places.flatMap((place): MergeLine[] => {
      const name = lineName(place);
      if (seen.has(name)) return [];
      seen.add(name);
      const { lineId, measure, targetYear } = place;
      const total = (cells: readonly ValuedCell[]) => sum(cells.filter((cell) => lineName(cell) === name).map(({ amount }) => amount));
      const amounts = { base: total(sides.base), mine: total(sides.mine), theirs: total(sides.theirs) };
      return [{ group: groupName(place), name, words: words.get(lineId), measure, targetYear, ...amounts }];
    });
  return { conflicts: of(disputed), taken: of(sorted.taken), agreed: of(sorted.agreed) };
}
