import { atLeastZero, least, type Quantity } from "../quantity.ts";
import type { ScheduledYear } from "./commitment.ts";

/** A line as its schedule and its payments stand, in cents. */
export interface ScheduledLine {
  /** Committed less withdrawn. */
  readonly committed: Quantity;
  readonly paid: Quantity;
  readonly schedule: readonly ScheduledYear[];
}

export interface DueYear extends ScheduledYear {
  /** Of it, what was expected before `from` and was not paid. */
  readonly overdue: Quantity;
}

/**
 * What is still to be paid of a line, by year from `from` on: what was paid settles the earliest years first, what was withdrawn leaves the
 * latest ones, and what was expected before `from` falls due in it. What no year expects (a schedule that does not follow its commitment)
 * falls in its last one. The amounts add up to committed − paid, exactly.
 */
export function dueByYear({ committed, paid, schedule }: ScheduledLine, from: number): DueYear[] {
  const due = new Map<number, { amount: Quantity; overdue: Quantity }>();
  const years = [...schedule].sort((left, right) => left.year - right.year);
  let before = 0n;
  for (const [index, { year, amount }] of years.entries()) {
    const after = index === years.length - 1 ? larger(before + amount, committed) : before + amount;
    add(due, year, from, atLeastZero(least(after, committed) - larger(before, paid)));
    before = after;
  }
  if (years.length === 0) add(due, from, from, committed - paid);
  return [...due].map(([year, amounts]) => ({ year, ...amounts })).sort((left, right) => left.year - right.year);
}

function add(due: Map<number, { amount: Quantity; overdue: Quantity }>, year: number, from: number, amount: Quantity): void {
  if (amount === 0n) return;
  const falls = year < from ? from : year;
  const { amount: own, overdue } = due.get(falls) ?? { amount: 0n, overdue: 0n };
  due.set(falls, { amount: own + amount, overdue: overdue + (year < from ? amount : 0n) });
}

function larger(left: Quantity, right: Quantity): Quantity {
  return left > right ? left : right;
}
