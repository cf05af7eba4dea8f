import { absolute, type Quantity } from "../../../quantity.ts";
import type { Found, MatchingItem } from "../item.ts";

/**
 * One against one: a debit and a credit of the same amount, at most `windowDays` apart, each being the only such one for the other.
 * Where several would do, none is chosen: they are told as ambiguous, amount by amount.
 */
export function byAmount(items: readonly MatchingItem[], { windowDays }: { windowDays: number }): Found {
  const groups: MatchingItem[][] = [];
  const ambiguous: MatchingItem[][] = [];
  for (const { debits, credits } of amountsOf(items)) {
    const unsure = new Set<MatchingItem>();
    for (const debit of debits) {
      const near = within(credits, debit.dayNumber, windowDays);
      const [only] = near;
      if (!only) continue;
      if (near.length === 1 && within(debits, only.dayNumber, windowDays).length === 1) groups.push([debit, only]);
      else for (const item of [debit, ...near]) unsure.add(item);
    }
    if (unsure.size > 0) ambiguous.push([...unsure].slice(0, mostTold));
  }
  return { groups, ambiguous };
}

/** An ambiguity is told with its first lines: nobody reads a thousand. */
const mostTold = 20;

interface SameAmount {
  readonly debits: MatchingItem[];
  readonly credits: MatchingItem[];
}

/** The items of each amount that stands on both sides, in the order of the first. */
function amountsOf(items: readonly MatchingItem[]): SameAmount[] {
  const amounts = new Map<Quantity, SameAmount>();
  for (const item of items) {
    const amount = absolute(item.signed);
    let same = amounts.get(amount);
    if (!same) {
      same = { debits: [], credits: [] };
      amounts.set(amount, same);
    }
    (item.signed > 0n ? same.debits : same.credits).push(item);
  }
  return [...amounts.values()].filter(({ debits, credits }) => debits.length > 0 && credits.length > 0);
}

/** The first items, in the order of their days, that lie within `windowDays` of a day. */
function within(items: readonly MatchingItem[], dayNumber: number, windowDays: number): readonly MatchingItem[] {
  const first = firstFrom(items, dayNumber - windowDays);
  return items.slice(first, Math.min(first + mostTold, firstFrom(items, dayNumber + windowDays + 1)));
}

/** The first item on that day or later, by halves. */
function firstFrom(items: readonly MatchingItem[], dayNumber: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.dayNumber ?? 0) < dayNumber) low = middle + 1;
    else high = middle;
  }
  return low;
}
