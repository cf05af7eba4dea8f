import { type BudgetResource, type Quantity, spread, sum } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type CellKey, cellName, cellsForTotal, type StoredCell, type WantedCell } from "./cell.ts";

/** Why a total cannot be spread: no month may take it, or those that are held already come to more. */
export type SpreadFault =
  | { readonly kind: "all-held"; readonly measure: BudgetResource; readonly year: number }
  | { readonly kind: "held-exceeds"; readonly amount: Quantity; readonly held: Quantity };

export interface Spreading {
  /** The cells that stay as they are, by `cellName`. */
  readonly held?: ReadonlySet<string>;
  /** What each of the twelve months is worth beside the others; absent: as the amounts that are there now. */
  readonly weights?: readonly bigint[];
}

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/**
 * The cells that give a measure of a year the total wanted, those that are held left as they are: the others share the rest exactly (largest
 * remainder). Without weights the amounts that are there keep their proportions (`cellsForTotal`); when all of them are held, the months that are
 * still free share evenly. With weights the year is given by its months. A null total empties what is not held.
 */
export function spreadTotal(
  stored: readonly StoredCell[],
  { measure, targetYear }: Omit<CellKey, "month">,
  total: Quantity | null,
  { held = new Set(), weights }: Spreading = {},
): Result<WantedCell[], SpreadFault> {
  const place = { measure, targetYear };
  const own = stored.filter((cell) => cell.measure === measure && cell.targetYear === targetYear);
  const isHeld = (cell: CellKey) => held.has(cellName(cell));
  const free = own.filter((cell) => !isHeld(cell));
  if (total === null) return accept(cellsForTotal(free, place, null));
  const kept = sum(own.filter(isHeld).map(({ amount }) => amount ?? 0n));
  const rest = total - kept;
  const filled = free.filter(({ amount }) => amount !== null);
  if (!weights && rest === sum(filled.map(({ amount }) => amount ?? 0n)) && filled.length + own.filter(isHeld).length > 0)
    return accept([]);
  if ((kept > 0n && rest < 0n) || (kept < 0n && rest > 0n)) return refuse({ kind: "held-exceeds", amount: total, held: kept });
  if (!weights && (filled.length > 0 || ![0, ...months].some((month) => isHeld({ ...place, month }))))
    return accept(cellsForTotal(free, place, rest));
  const open = months.filter((month) => !isHeld({ ...place, month }));
  if (open.length === 0 || own.some((cell) => cell.month === 0 && isHeld(cell)))
    return refuse({ kind: "all-held", measure, year: targetYear });
  const parts = spread(
    rest,
    open.map((month) => weights?.[month - 1] ?? 0n),
  );
  const whole = own.some(({ month, amount }) => month === 0 && amount !== null) ? [{ ...place, month: 0, amount: null }] : [];
  return accept([...whole, ...open.map((month, index) => ({ ...place, month, amount: parts[index] ?? 0n }))]);
}
