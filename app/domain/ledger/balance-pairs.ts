import type { Quantity } from "../quantity.ts";

/** An account over an exercise, in cents: three pairs of columns; the closing pair holds one side only. */
export interface BalancePairs {
  readonly openingDebit: Quantity;
  readonly openingCredit: Quantity;
  readonly movementDebit: Quantity;
  readonly movementCredit: Quantity;
  readonly closingDebit: Quantity;
  readonly closingCredit: Quantity;
}
export type Closing = Pick<BalancePairs, "closingDebit" | "closingCredit">;

/** Column by column: each pair is equal when the book is sound. */
export function totalOf(lines: readonly BalancePairs[]): BalancePairs {
  const add = (column: keyof BalancePairs) => lines.reduce((total, line) => total + line[column], 0n);
  return {
    openingDebit: add("openingDebit"),
    openingCredit: add("openingCredit"),
    movementDebit: add("movementDebit"),
    movementCredit: add("movementCredit"),
    closingDebit: add("closingDebit"),
    closingCredit: add("closingCredit"),
  };
}

/** Opening and movements netted, on the side where they stand. */
export function closingOf(pairs: Omit<BalancePairs, keyof Closing>): Closing {
  const balance = pairs.openingDebit + pairs.movementDebit - pairs.openingCredit - pairs.movementCredit;
  return balance >= 0n ? { closingDebit: balance, closingCredit: 0n } : { closingDebit: 0n, closingCredit: -balance };
}

/** Whether each pair of totals is equal. */
export function isBalanced(total: BalancePairs): boolean {
  return (
    total.openingDebit === total.openingCredit && total.movementDebit === total.movementCredit && total.closingDebit === total.closingCredit
  );
}
