import { absolute, type Quantity, spread, sum } from "../quantity.ts";
import { type AmountKey, type DecidedAmount, sameAmountKey } from "./amount.ts";

/** A cell of a request, with what the envelopes count it under. */
export interface AskedCell extends AmountKey {
  readonly lineId: string;
  readonly month: number;
  readonly amount: Quantity;
}

/**
 * Spreads what is decided over the cells asked, in proportion to them, by largest remainder: for each key the cells add up exactly
 * to what is decided. Cells are taken by line and month, so that personnel AE and CP, asked alike, are cut alike. Where ends of one-offs (below 0)
 * stand beside what is asked, they stay as they are and the others share the rest.
 */
export function spreadDecision(cells: readonly AskedCell[], decided: readonly DecidedAmount[]): AskedCell[] {
  return decided.flatMap((amount) => {
    const own = cells.filter((cell) => sameAmountKey(cell, amount)).sort(byPlace);
    const ends = own.some((cell) => cell.amount > 0n) ? own.filter((cell) => cell.amount < 0n) : [];
    const rest = amount.decided - sum(ends.map((cell) => cell.amount));
    const shared = rest < 0n ? own : own.filter((cell) => !ends.includes(cell));
    const parts = spread(
      rest < 0n ? amount.decided : rest,
      shared.map((cell) => absolute(cell.amount)),
    );
    const given = new Map(shared.map((cell, index) => [cell, parts[index] ?? 0n]));
    return own.map((cell) => ({ ...cell, amount: given.get(cell) ?? cell.amount }));
  });
}

function byPlace(left: AskedCell, right: AskedCell): number {
  if (left.lineId !== right.lineId) return left.lineId < right.lineId ? -1 : 1;
  return left.month - right.month;
}
