import type { Found, MatchingItem } from "../item.ts";

type KeyOf = (item: MatchingItem) => string | null;

/** The expense chain: a payment request with its payment, and the certified services of a commitment line with their requests. */
export const byChain = byKeys(
  ({ request }) => request,
  ({ commitment }) => commitment,
);

/** The same document, or the same voucher reference (case and blanks apart), on both sides. */
export const byDocument = byKeys(
  ({ documentId }) => documentId,
  ({ voucher }) => voucher?.trim().toLocaleUpperCase("fr") || null,
);

/** An entry and the one that reverses it. */
export const byReversal = byKeys(({ reversed }) => reversed?.toString() ?? null);

/**
 * Joins the items that bear the same key, the first key first. Along their days, each time their sum comes back to zero a group is
 * closed: a key that serves month after month yields a group for each month. What does not come back to zero is left.
 */
function byKeys(...keys: readonly KeyOf[]) {
  return (items: readonly MatchingItem[]): Found => {
    const taken = new Set<MatchingItem>();
    const groups: MatchingItem[][] = [];
    for (const key of keys) {
      const rest = items.filter((item) => !taken.has(item));
      for (const same of sharing(rest, key)) {
        for (const group of zeroRuns(same)) {
          groups.push(group);
          for (const item of group) taken.add(item);
        }
      }
    }
    return { groups, ambiguous: [] };
  };
}

/** Items cut where their running sum comes back to zero; the tail that does not is left out. */
export function zeroRuns(items: readonly MatchingItem[]): MatchingItem[][] {
  const runs: MatchingItem[][] = [];
  let run: MatchingItem[] = [];
  let balance = 0n;
  for (const item of items) {
    run.push(item);
    balance += item.signed;
    if (balance === 0n) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}

function sharing(items: readonly MatchingItem[], key: KeyOf): MatchingItem[][] {
  const groups = new Map<string, MatchingItem[]>();
  for (const item of items) {
    const text = key(item);
    if (text === null) continue;
    const held = groups.get(text);
    if (held) held.push(item);
    else groups.set(text, [item]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
