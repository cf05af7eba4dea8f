import type { Quantity } from "../../quantity.ts";

/** On which side a balance, or what counts as positive on a line, stands. */
export type Side = "debit" | "credit";

/** A line of the statements. Its parent adds it when they stand on the same side, and takes it away otherwise. */
export interface StatementLine {
  /** `A…` assets, `P…` liabilities and net position, `R…` financial performance. */
  readonly code: string;
  readonly parent: string | null;
  readonly rank: number;
  readonly side: Side;
  /** `result`: no account feeds the line, it says what classes 6 and 7 come to. */
  readonly source: "accounts" | "result";
  readonly label: string;
  /** The name of its total; null on a line without children. */
  readonly totalLabel: string | null;
}

/** Which line takes the accounts of a prefix, for balances on a side; a longer prefix wins over a shorter one. */
export interface MappingRule {
  readonly prefix: string;
  readonly side: Side | "either";
  readonly line: string;
  /** Depreciation and impairment are shown beside the gross amount of the line, and taken from it. */
  readonly measure: "gross" | "depreciation";
}

/** Lines and rules as they are in force on one day. */
export interface Arrangement {
  readonly lines: readonly StatementLine[];
  readonly rules: readonly MappingRule[];
}

export const statementKinds = ["A", "P", "R"] as const;
export type StatementKind = (typeof statementKinds)[number];

/** Debit − credit: a balance of nothing stands on the debit side. */
export function sideOf(balance: Quantity): Side {
  return balance < 0n ? "credit" : "debit";
}

/**
 * Finds the rule of an account by its longest prefix, for a balance on `side`; undefined when no rule takes it. Two rules of one prefix
 * and side cannot stand on one day (a constraint of the table), so there is one at most.
 */
export function ruleFinder(rules: readonly MappingRule[]): (account: string, side: Side) => MappingRule | undefined {
  const byKey = new Map<string, MappingRule>();
  for (const rule of rules) for (const side of sidesOf(rule)) byKey.set(`${side} ${rule.prefix}`, rule);
  return (account, side) => {
    for (let length = account.length; length > 0; length -= 1) {
      const rule = byKey.get(`${side} ${account.slice(0, length)}`);
      if (rule) return rule;
    }
    return undefined;
  };
}

export function sidesOf({ side }: Pick<MappingRule, "side">): readonly Side[] {
  return side === "either" ? ["debit", "credit"] : [side];
}
