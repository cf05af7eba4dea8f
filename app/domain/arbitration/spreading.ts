import { absolute, type Quantity, spread } from "../quantity.ts";
import { type AmountKey, type DecidedAmount, sameAmountKey } from "./amount.ts";

/** A cell of a request, with what the envelopes count it under. */
export interface AskedCell extends AmountKey {
  readonly lineId: string;
  readonly month: number;
  readonly amount: Quantity;
}

/**
 * Spreads what is decided over the cells asked, in proportion to them, by largest remainder: for each key the cells add up exactly
 * to what is decided. Cells are taken by line and month, so that personnel AE and CP, asked alike, are cut alike.
 */
export function spreadDecision(cells: readonly AskedCell[], decided: readonly DecidedAmount[]): AskedCell[] {
  return decided.flatMap((amount) => {
    const own = cells.filter((cell) => sameAmountKey(cell, amount)).sort(byPlace);
    const parts = spread(
      amount.decided,
      own.map((cell) => absolute(cell.amount)),
    );
    return own.map((cell, index) => ({ ...cell, amount: parts[index] ?? 0n }));
  });
}

function byPlace(left: AskedCell, right: AskedCell): number {
  if (left.lineId !== right.lineId) return left.lineId < right.lineId ? -1 : 1;
  return left.month - right.month;
}
