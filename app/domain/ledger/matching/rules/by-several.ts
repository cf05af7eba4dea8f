import { absolute, type Quantity } from "../../../quantity.ts";
import type { Found, MatchingItem } from "../item.ts";

/** The most lines that one line settles: beyond, a sum that falls right proves little. */
export const mostConsecutive = 12;

/**
 * One against several: a line whose amount is exactly that of two to twelve consecutive lines of the other side (in the order of their
 * days), all within `windowDays` of it. Only when it is the only solution: neither the line nor any of the others has another one.
 */
export function bySeveral(items: readonly MatchingItem[], { windowDays }: { windowDays: number }): Found {
  const debits = items.filter(({ signed }) => signed > 0n);
  const credits = items.filter(({ signed }) => signed < 0n);
  const solutions = [...solutionsOf(debits, credits, windowDays), ...solutionsOf(credits, debits, windowDays)];
  if (solutions.length > mostSolutions) return { groups: [], ambiguous: [] };
  const uses = new Map<MatchingItem, number>();
  for (const item of solutions.flat()) uses.set(item, (uses.get(item) ?? 0) + 1);
  const isOnly = (solution: readonly MatchingItem[]) => solution.every((item) => uses.get(item) === 1);
  return { groups: solutions.filter(isOnly), ambiguous: solutions.filter((solution) => !isOnly(solution)) };
}

/** Amounts that repeat so often answer nothing. */
const mostSolutions = 50_000;

/** Each solution is the one line, then its several; no more is looked for than what makes all of them worthless. */
function solutionsOf(ones: readonly MatchingItem[], several: readonly MatchingItem[], windowDays: number): MatchingItem[][] {
  const targets = new Map<Quantity, MatchingItem[]>();
  let largest = 0n;
  for (const one of ones) {
    const amount = absolute(one.signed);
    const same = targets.get(amount);
    if (same) same.push(one);
    else targets.set(amount, [one]);
    if (amount > largest) largest = amount;
  }
  const solutions: MatchingItem[][] = [];
  for (const [start, first] of several.entries()) {
    let total = absolute(first.signed);
    for (let end = start + 1; end < several.length && end < start + mostConsecutive && total < largest; end += 1) {
      const last = several[end];
      if (!last || last.dayNumber - first.dayNumber > 2 * windowDays) break;
      total += absolute(last.signed);
      for (const one of targets.get(total) ?? []) {
        const near = one.dayNumber - first.dayNumber <= windowDays && last.dayNumber - one.dayNumber <= windowDays;
        if (near) solutions.push([one, ...several.slice(start, end + 1)]);
      }
      if (solutions.length > mostSolutions) return solutions;
    }
  }
  return solutions;
}
