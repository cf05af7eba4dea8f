import { sum } from "../../../quantity.ts";
import type { Found, MatchingItem } from "../item.ts";

/** The whole account of a party is settled: everything that is open on it sums to zero, and is matched together. */
export function byBalance(items: readonly MatchingItem[]): Found {
  const settled = items.length > 1 && sum(items.map(({ signed }) => signed)) === 0n;
  return { groups: settled ? [[...items]] : [], ambiguous: [] };
}
