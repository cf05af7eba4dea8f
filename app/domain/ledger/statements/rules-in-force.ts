import type { Day } from "../../month.ts";
import type { Validity } from "../../reference/tree.ts";
import { type MappingRule, ruleFinder, type Side } from "./arrangement.ts";
import type { DatedRule, MappingRevision } from "./mapping-change.ts";

/** The rules of a day among dated ones. */
export function rulesOn<Rule extends MappingRule & Validity>(rules: readonly Rule[], on: Day): Rule[] {
  return rules.filter(({ from, until }) => (from === undefined || from <= on) && (until === undefined || on < until));
}

/** The rules as they would stand after a revision. */
export function afterRevision(rules: readonly DatedRule[], { superseded, added }: MappingRevision): (MappingRule & Validity)[] {
  const gone = new Set(superseded);
  return [...rules.filter(({ id }) => !gone.has(id)), ...added];
}

/** An account that no line takes when its balance stands on `side`. */
export interface Gap<Account> {
  readonly account: Account;
  readonly sides: readonly Side[];
}

/** The accounts of classes 1 to 7 that these rules leave without a line, on one side or on both. */
export function gapsOf<Account extends { readonly code: string }>(
  rules: readonly MappingRule[],
  accounts: readonly Account[],
): Gap<Account>[] {
  const ruleOf = ruleFinder(rules);
  return accounts
    .filter(({ code }) => /^[1-7]/.test(code))
    .map((account) => ({ account, sides: (["debit", "credit"] as const).filter((side) => !ruleOf(account.code, side)) }))
    .filter(({ sides }) => sides.length > 0);
}
