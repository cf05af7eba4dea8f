import { type Month, yearOf } from "../../month.ts";
import { largestQuantity, type Quantity, sum } from "../../quantity.ts";
import { accept, type Result, refuse } from "../../result.ts";
import { checkPayments, type MonthPayment } from "./payments.ts";

export const plannedStates = ["planned", "matched", "givenUp"] as const;
export type PlannedState = (typeof plannedStates)[number];
export type PlannedAct = "add" | "change" | "giveUp" | "resume" | "match" | "unmatch";

/** What a unit intends to buy: the operational detail of a line of its plan. AE in cents, all taxes included. */
export interface PlannedExpense {
  readonly object: string;
  readonly amount: Quantity;
  /** When it is to be committed, within the exercise. */
  readonly month: Month;
  readonly payments: readonly MonthPayment[];
  /** Empty: not known yet. */
  readonly supplier: string;
  /** Null: outside the lines of the plan. */
  readonly lineId: string | null;
}

/**
 * In order: an object · an amount above zero and within range · a month of the exercise · payments from that month on, each month once, that add up to
 * the amount · no less than what commitments already matched.
 */
export function checkPlannedExpense<Own extends PlannedExpense>(expense: Own, year: number, matched: Quantity = 0n): Result<Own> {
  const { object, amount, month, payments } = expense;
  if (object.trim() === "") return refuse({ kind: "wrong-form", fields: { object: "required" } });
  if (amount === 0n) return refuse({ kind: "line-without-amount", line: 1 });
  if (amount < 0n) return refuse({ kind: "negative-amount", line: 1, amount });
  if (amount > largestQuantity) return refuse({ kind: "amount-out-of-range", line: 1, amount });
  if (yearOf(month) !== year) return refuse({ kind: "planned-out-of-year", month, year });
  const paid = checkPayments(payments, { amount, committed: month });
  if (!paid.ok) return paid;
  if (amount < matched) return refuse({ kind: "planned-below-matched", amount, matched });
  return accept({ ...expense, payments: paid.value });
}

/** What is still to come of an expense: nothing once it is matched or given up, else what no commitment has taken yet. */
export function stillPlanned({ state, amount, matched }: { state: PlannedState; amount: Quantity; matched: Quantity }): Quantity {
  return state === "planned" ? amount - matched : 0n;
}

/** « Engagé + prévu »: what is committed, and what is still to come. What a commitment matched is counted in the commitment alone. */
export function committedAndPlanned(
  committed: Quantity,
  expenses: readonly { readonly state: PlannedState; readonly amount: Quantity; readonly matched: Quantity }[],
): Quantity {
  return committed + sum(expenses.map(stillPlanned));
}
