import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";
import type { LineName } from "./group.ts";

interface OpenLine extends LineName {
  readonly entryDate: Day;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/**
 * What is left of each line of a group, signed (debit − credit), in the order given: the smaller side is used up, and takes as much from
 * the larger one, oldest first. The parts left add up to the balance of the group; a complete group leaves nothing.
 */
export function remainingOf(lines: readonly OpenLine[]): Quantity[] {
  const signed = lines.map(({ debit, credit }) => debit - credit);
  const balance = signed.reduce((total, amount) => total + amount, 0n);
  let paid = signed.reduce((total, amount) => (isOf(amount, balance) ? total : total + amount), 0n);
  const left = signed.map(() => 0n);
  for (const index of oldestFirst(lines)) {
    const amount = signed[index] ?? 0n;
    if (!isOf(amount, balance)) continue;
    // `paid` is of the other sign: it eats the oldest lines first.
    const rest = amount + paid;
    if (isOf(rest, balance)) [left[index], paid] = [rest, 0n];
    else paid = rest;
  }
  return left;
}

function isOf(amount: Quantity, balance: Quantity): boolean {
  return balance > 0n ? amount > 0n : balance < 0n && amount < 0n;
}

function oldestFirst(lines: readonly OpenLine[]): number[] {
  return lines.map((_, index) => index).sort((left, right) => compareLines(lines[left], lines[right]));
}

/** By day, then in the order of posting. */
export function compareLines(
  left: (LineName & { readonly entryDate: Day }) | undefined,
  right: (LineName & { readonly entryDate: Day }) | undefined,
): number {
  if (!left || !right) return 0;
  if (left.entryDate !== right.entryDate) return left.entryDate < right.entryDate ? -1 : 1;
  if (left.entryId !== right.entryId) return left.entryId < right.entryId ? -1 : 1;
  return left.line - right.line;
}
