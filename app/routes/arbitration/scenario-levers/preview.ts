import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import { isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import { absolute, type BudgetResource, type Quantity } from "#app/domain/quantity.ts";
import type { ValuedCell } from "#db/queries/arbitration/scenario-reading.ts";

/** A unit before and after levers, in one measure of one year. */
export interface LeveredUnit {
  readonly unit: string;
  readonly before: Quantity;
  readonly after: Quantity;
}

/** Units by how much they move, the most first; what the reader does not see of personnel is left out on both sides. */
export function leveredUnits(
  cells: readonly ValuedCell[],
  changed: readonly ValuedCell[],
  { measure, year, sight }: { measure: BudgetResource; year: number; sight: CostSight },
): LeveredUnit[] {
  const shown = (cell: ValuedCell) =>
    cell.measure === measure &&
    cell.targetYear === year &&
    (sight === "everywhere" || sight.has(cell.unit) || !isCost(measure, cell.spendingClass));
  const units = new Map<string, { before: Quantity; after: Quantity }>();
  const key = ({ lineId, month }: ValuedCell) => `${lineId} ${month}`;
  const now = new Map(changed.filter(shown).map((cell) => [key(cell), cell.amount]));
  for (const cell of cells.filter(shown)) {
    const own = units.get(cell.unit) ?? { before: 0n, after: 0n };
    units.set(cell.unit, { before: own.before + cell.amount, after: own.after + (now.get(key(cell)) ?? cell.amount) });
  }
  return [...units].map(([unit, amounts]) => ({ unit, ...amounts })).sort(byMove);
}

function byMove(left: LeveredUnit, right: LeveredUnit): number {
  const [one, other] = [absolute(left.after - left.before), absolute(right.after - right.before)];
  if (one !== other) return one > other ? -1 : 1;
  if (left.before !== right.before) return left.before > right.before ? -1 : 1;
  return left.unit < right.unit ? -1 : 1;
}
