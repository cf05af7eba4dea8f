import { type Quantity, sum } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type CellKey, cellName, type StoredCell, type WantedCell } from "./cell.ts";
import { type SpreadFault, spreadTotal } from "./spread-total.ts";

/** What the fields of a measure of a year say; a month that has no field is absent. */
export interface PlainFigures {
  readonly months: ReadonlyMap<number, Quantity | null>;
  readonly total: Quantity | null;
}

export type PlainFault = SpreadFault | { readonly kind: "total-differs"; readonly amount: Quantity; readonly months: Quantity };

/** Whether a figure is what its field showed: one that a field shows rounded is left exact when nobody touched it. */
export type SameAsShown = (typed: Quantity, shown: Quantity) => boolean;

/**
 * The cells that a plain form asks to write: those of the months that were changed, an amount of the whole year giving way to them; or, when only the
 * total was, the total spread as the grid spreads it. Months and a total that were both changed must agree.
 */
export function plainCells(
  stored: readonly StoredCell[],
  { measure, targetYear }: Omit<CellKey, "month">,
  { months, total }: PlainFigures,
  { same, held }: { readonly same: SameAsShown; readonly held: ReadonlySet<string> },
): Result<WantedCell[], PlainFault> {
  const own = stored.filter((cell) => cell.measure === measure && cell.targetYear === targetYear && cell.amount !== null);
  const shown = new Map(own.map((cell) => [cell.month, cell.amount]));
  const changed = [...months].filter(([month, amount]) => !isSame(amount, shown.get(month) ?? null, same));
  const before = own.length === 0 ? null : sum(own.map(({ amount }) => amount ?? 0n));
  const totalChanged = !isSame(total, before, same);
  if (changed.length === 0) return totalChanged ? spreadTotal(stored, { measure, targetYear }, total, { held }) : accept([]);
  const wanted = changed.map(([month, amount]): WantedCell => ({ measure, targetYear, month, amount }));
  const after = new Map([...shown].filter(([month]) => month !== 0));
  for (const [month, amount] of changed) after.set(month, amount);
  const amounts = [...after.values()].filter((amount) => amount !== null);
  const made = sum(amounts);
  if (totalChanged && total !== null && !same(total, made)) return refuse({ kind: "total-differs", amount: total, months: made });
  const whole = shown.has(0) && amounts.length > 0 ? [{ measure, targetYear, month: 0, amount: null }] : [];
  return accept([...whole, ...wanted]);
}

/** The name of the field of a month (1–12) or of a year as a whole (0) of a measure. */
export function plainField({ measure, targetYear, month }: CellKey): string {
  return `figures.${measure}.${month === 0 ? `y${targetYear}` : `m${month}`}`;
}

function isSame(typed: Quantity | null, shown: Quantity | null, same: SameAsShown): boolean {
  return typed === null || shown === null ? typed === shown : same(typed, shown);
}

/** The cells of a line that only what is typed in them changes. */
export function heldNames(holds: readonly (CellKey & { readonly lineId: string })[], lineId: string): ReadonlySet<string> {
  return new Set(holds.filter((own) => own.lineId === lineId).map(cellName));
}
