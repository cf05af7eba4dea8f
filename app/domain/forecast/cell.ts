import { type BudgetResource, type Quantity, spread, sum } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";

/** A place in a line of a sheet: one measure of one year, month 1–12, or 0 for an amount of the whole year. */
export interface CellKey {
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly month: number;
}

/** A cell as it stands: `amount` is null when it was emptied; `revision` is the sheet's that last wrote it. */
export interface StoredCell extends CellKey {
  readonly amount: Quantity | null;
  readonly revision: bigint;
}

/** What a cell shall hold, in the smallest unit of its measure; null empties it. */
export interface WantedCell extends CellKey {
  readonly amount: Quantity | null;
}

export interface CellChange extends CellKey {
  readonly before: Quantity | null;
  readonly after: Quantity | null;
}

/** A change of one line among others. */
export type LineChange = CellChange & { readonly lineId: string };

export function cellName({ measure, targetYear, month }: CellKey): string {
  return `${measure} ${targetYear} ${month}`;
}

/**
 * The cells that change, in the order wanted. A cell that already holds what is wanted does not change, whoever wrote it.
 * `stale` when a changing cell was written after the revision that the writer saw: nobody's edit is lost silently.
 */
export function changesOf(stored: readonly StoredCell[], wanted: readonly WantedCell[], seenRevision: bigint): Result<CellChange[]> {
  const held = new Map(stored.map((cell) => [cellName(cell), cell]));
  const changes: CellChange[] = [];
  for (const { measure, targetYear, month, amount } of wanted) {
    const present = held.get(cellName({ measure, targetYear, month }));
    const before = present?.amount ?? null;
    if (before === amount) continue;
    if (present && present.revision > seenRevision) return refuse(staleCell(present, seenRevision));
    changes.push({ measure, targetYear, month, before, after: amount });
  }
  return accept(changes);
}

/** The cells once changed, the empty ones left out. */
export function cellsAfter(stored: readonly StoredCell[], changes: readonly CellChange[]): (CellKey & { readonly amount: Quantity })[] {
  const after = new Map<string, CellKey & { readonly amount: Quantity | null }>(stored.map((cell) => [cellName(cell), cell]));
  for (const { measure, targetYear, month, after: amount } of changes) {
    const cell = { measure, targetYear, month, amount };
    after.set(cellName(cell), cell);
  }
  const kept: (CellKey & { readonly amount: Quantity })[] = [];
  for (const { measure, targetYear, month, amount } of after.values())
    if (amount !== null) kept.push({ measure, targetYear, month, amount });
  return kept;
}

/**
 * The cells that give a measure of a year the total typed for it. Months that hold amounts keep their proportions (largest remainder,
 * so that they add up to the total); without months the total goes to the whole-year cell. The total already there wants nothing.
 * A null total empties them.
 */
export function cellsForTotal(
  stored: readonly StoredCell[],
  { measure, targetYear }: Omit<CellKey, "month">,
  total: Quantity | null,
): WantedCell[] {
  const own = stored.filter((cell) => cell.measure === measure && cell.targetYear === targetYear && cell.amount !== null);
  if (own.length > 0 && total !== null && sum(own.map((cell) => cell.amount ?? 0n)) === total) return [];
  if (own.length === 0) return total === null ? [] : [{ measure, targetYear, month: 0, amount: total }];
  if (total === null) return own.map(({ month }) => ({ measure, targetYear, month, amount: null }));
  const parts = spread(
    total,
    own.map((cell) => weightOf(cell.amount ?? 0n)),
  );
  return own.map(({ month }, index) => ({ measure, targetYear, month, amount: parts[index] ?? 0n }));
}

function weightOf(amount: Quantity): bigint {
  return amount < 0n ? -amount : amount;
}

function staleCell({ revision }: StoredCell, seenRevision: bigint): Refusal {
  return { kind: "stale", what: "cell", seen: seenRevision, current: revision };
}
