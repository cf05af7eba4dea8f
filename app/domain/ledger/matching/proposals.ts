import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";
import { sum } from "../../quantity.ts";
import { type LineName, lineText } from "./group.ts";
import { compareItems, type Found, itemsOf, type MatchingItem, type OpenLine } from "./item.ts";
import { byAmount } from "./rules/by-amount.ts";
import { byBalance } from "./rules/by-balance.ts";
import { byChain, byDocument, byReversal } from "./rules/by-key.ts";
import { bySeveral } from "./rules/by-several.ts";

/**
 * The rules, in the order in which they are asked, the surest first; a line is proposed once, by the first rule that joins it:
 * `chain` service → request → payment, by their documents · `document` the same document or voucher · `reversal` an entry and its
 * reversal · `amount` one against one · `several` one against consecutive ones · `balance` everything of a party that sums to zero.
 */
export const matchingRules = ["chain", "document", "reversal", "amount", "several", "balance"] as const;
export type MatchingRule = (typeof matchingRules)[number];

export function isMatchingRule(text: string): text is MatchingRule {
  return (matchingRules as readonly string[]).includes(text);
}

export interface Proposal {
  readonly rule: MatchingRule;
  readonly party: string | null;
  /** In the order of their days. */
  readonly lines: readonly LineName[];
  /** Σ debit = Σ credit, cents. */
  readonly amount: Quantity;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** The partial groups that it takes over, and completes. */
  readonly completes: readonly { readonly id: bigint; readonly code: string }[];
}

/** Lines that a rule could join in more than one way: shown, never applied. */
export interface Ambiguity {
  readonly rule: MatchingRule;
  readonly party: string | null;
  readonly lines: readonly LineName[];
}

export interface Proposals {
  readonly proposals: readonly Proposal[];
  readonly ambiguous: readonly Ambiguity[];
}

export interface ProposalOptions {
  /** How many days may lie between lines that only their amount joins. */
  readonly windowDays: number;
  /** Which rules to ask; all unless said. */
  readonly rules?: readonly MatchingRule[];
}

/**
 * What could be matched among the open lines of one account and exercise, party by party (the lines without a party are one more).
 * The same lines give the same proposals whatever their order. No line stands in two of them, and each sums to zero.
 */
export function proposeMatchings(lines: readonly OpenLine[], { windowDays, rules = matchingRules }: ProposalOptions): Proposals {
  const proposals: Proposal[] = [];
  const ambiguous: Ambiguity[] = [];
  for (const [party, items] of byParty(itemsOf(lines))) {
    const taken = new Set<MatchingItem>();
    const doubtful: Ambiguity[] = [];
    for (const rule of matchingRules.filter((each) => rules.includes(each))) {
      const rest = taken.size === 0 ? items : items.filter((item) => !taken.has(item));
      const found = ask[rule](rest, { windowDays });
      for (const group of found.groups) {
        proposals.push(proposalOf(rule, party, group));
        for (const item of group) taken.add(item);
      }
      for (const items of found.ambiguous) doubtful.push({ rule, party, lines: items.flatMap((item) => item.lines) });
    }
    if (doubtful.length === 0) continue;
    const settled = new Set([...taken].flatMap((item) => item.lines.map(lineText)));
    // What a later rule joined for sure is no longer in doubt.
    ambiguous.push(...doubtful.filter((doubt) => !doubt.lines.every((line) => settled.has(lineText(line)))));
  }
  return { proposals: proposals.sort(byRuleThenDay), ambiguous };
}

/** The name of a proposal: its rule and its lines. */
export function proposalText({ rule, lines }: Pick<Proposal, "rule" | "lines">): string {
  return `${rule}:${lines.map(lineText).join(",")}`;
}

const ask: Readonly<Record<MatchingRule, (items: readonly MatchingItem[], options: { windowDays: number }) => Found>> = {
  chain: byChain,
  document: byDocument,
  reversal: byReversal,
  amount: byAmount,
  several: bySeveral,
  balance: byBalance,
};

function proposalOf(rule: MatchingRule, party: string | null, found: readonly MatchingItem[]): Proposal {
  const group = [...found].sort(compareItems);
  return {
    ...{ rule, party },
    lines: group.flatMap(({ lines }) => lines),
    amount: sum(group.map(({ debit }) => debit)),
    firstDay: group[0]?.day ?? "",
    lastDay: group.at(-1)?.day ?? "",
    completes: group.flatMap(({ completes }) => (completes ? [completes] : [])),
  };
}

function byParty(items: readonly MatchingItem[]): Map<string | null, MatchingItem[]> {
  const parties = new Map<string | null, MatchingItem[]>();
  for (const item of items) {
    const held = parties.get(item.party);
    if (held) held.push(item);
    else parties.set(item.party, [item]);
  }
  return parties;
}

/** A line stands in one proposal: the first line of each decides where all else is equal. */
function byRuleThenDay(left: Proposal, right: Proposal): number {
  if (left.rule !== right.rule) return matchingRules.indexOf(left.rule) - matchingRules.indexOf(right.rule);
  if (left.firstDay !== right.firstDay) return left.firstDay < right.firstDay ? -1 : 1;
  const [own, other] = [left.lines[0], right.lines[0]];
  if (!own || !other || own.entryId === other.entryId) return (own?.line ?? 0) - (other?.line ?? 0);
  return own.entryId < other.entryId ? -1 : 1;
}
