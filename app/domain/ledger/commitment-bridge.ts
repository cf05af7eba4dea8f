import type { Quantity } from "../quantity.ts";

/** The steps that entries of the budget book make; what is outstanding is made of commitments. */
export const enteredSteps = ["committed", "direct", "paid", "withdrawn"] as const;
export type EnteredStep = (typeof enteredSteps)[number];

/** What the budget book and the documents of the expense chain say of one exercise, in cents. */
export interface CommitmentSums {
  /** AE that commitments took in the exercise, by the budget book. */
  readonly committed: Quantity;
  /** AE consumed without a commitment (payroll, refunds), by the budget book. */
  readonly direct: Quantity;
  /** CP consumed in the exercise, by the budget book. */
  readonly paid: Quantity;
  /** AE of earlier exercises that commitments gave up in this one: they count in no outturn. */
  readonly withdrawn: Quantity;
  /** « Reste à payer » of the commitments of earlier exercises before it, and of all of them after it, by the documents. */
  readonly opening: Quantity;
  readonly closing: Quantity;
}

export interface CommitmentBridge extends CommitmentSums {
  /** AE less CP. */
  readonly gap: Quantity;
  /** How « reste à payer » has changed. */
  readonly change: Quantity;
  /** What of the gap the change does not explain: zero where both books and the documents agree. */
  readonly residual: Quantity;
}

/**
 * AE consumed − CP consumed = change of « reste à payer » + withdrawals (`books.md`, second bridge). Expenses without a commitment take as much AE
 * as CP and leave none. What an exercise took and gave up itself stands within what it committed; what it gives up of an earlier one is a withdrawal.
 */
export function commitmentBridge(sums: CommitmentSums): CommitmentBridge {
  const gap = sums.committed + sums.direct - sums.paid;
  const change = sums.closing - sums.opening;
  return { ...sums, gap, change, residual: gap - change - sums.withdrawn };
}
