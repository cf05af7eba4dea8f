import type { Quantity } from "../../quantity.ts";

/** One state of the cells, by their name; a cell that is not there asks for nothing. */
export type Side = ReadonlyMap<string, Quantity>;

export interface ThreeSides {
  /** What the scenario started from, as it stood when it branched or was last merged. */
  readonly base: Side;
  /** The scenario. */
  readonly mine: Side;
  /** What it started from, as that stands now. */
  readonly theirs: Side;
}

/** A cell that both sides changed, each in its own way; null: the cell is gone there. */
export interface Conflict {
  readonly cell: string;
  readonly base: Quantity | null;
  readonly mine: Quantity | null;
  readonly theirs: Quantity | null;
}

export interface Merge {
  /** Every cell that is not in conflict, as it comes out; a cell that is gone is left out. */
  readonly cells: Side;
  /** Cells that only the other side changed, and takes with it. */
  readonly taken: readonly string[];
  /** Cells that only the scenario changed, and keeps. */
  readonly kept: readonly string[];
  /** Cells that both changed alike. */
  readonly agreed: readonly string[];
  /** For a person to decide, in the order of their names. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Merges two ways of changing the same cells (three-way merge): what one side changed is taken, what both changed alike is agreed, what each changed in
 * its own way is a conflict. No change is lost: each is in the cells or among the conflicts. The same whichever side is called mine.
 */
export function mergeSides({ base, mine, theirs }: ThreeSides): Merge {
  const cells = new Map<string, Quantity>();
  const [taken, kept, agreed]: [string[], string[], string[]] = [[], [], []];
  const conflicts: Conflict[] = [];
  for (const cell of [...new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])].sort()) {
    const [was, own, other] = [base.get(cell), mine.get(cell), theirs.get(cell)];
    const [ownChanged, otherChanged] = [own !== was, other !== was];
    if (ownChanged && otherChanged && own !== other) {
      conflicts.push({ cell, base: was ?? null, mine: own ?? null, theirs: other ?? null });
      continue;
    }
    if (ownChanged && otherChanged) agreed.push(cell);
    else if (ownChanged) kept.push(cell);
    else if (otherChanged) taken.push(cell);
    const result = otherChanged ? other : own;
    if (result !== undefined) cells.set(cell, result);
  }
  return { cells, taken, kept, agreed, conflicts };
}

/** How a person settles a conflict: « garder le mien », « prendre le leur », another amount. */
export type Settlement = { readonly keep: "mine" } | { readonly keep: "theirs" } | { readonly keep: "other"; readonly amount: Quantity };

/** What a settled conflict comes to; null: the cell is gone. */
export function settledAmount({ mine, theirs }: Conflict, settlement: Settlement): Quantity | null {
  switch (settlement.keep) {
    case "mine":
      return mine;
    case "theirs":
      return theirs;
    case "other":
      return settlement.amount;
  }
}
