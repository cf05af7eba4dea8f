import { type Day, type Month, monthOf, monthsBetween } from "../../month.ts";
import { absolute, type Quantity } from "../../quantity.ts";

/** An expense that waits for its commitment. */
export interface AwaitedExpense {
  readonly id: string;
  readonly unit: string;
  readonly month: Month;
  /** Cents that no commitment has taken yet. */
  readonly open: Quantity;
  readonly supplier: string;
  /** Of its line of the plan; null outside the plan. */
  readonly nature: string | null;
  readonly activity: string | null;
}

/** A line of a commitment, part of which is matched to nothing. */
export interface FreeCommitment {
  readonly commitmentId: string;
  readonly line: number;
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly on: Day;
  readonly free: Quantity;
  readonly party: string;
}

/** `same`: the same amount in the same month · `amount`: the same amount, at most three months apart · `near`: within 5 % and a month. */
export const matchRules = ["same", "amount", "near"] as const;
export type MatchRule = (typeof matchRules)[number];

export interface MatchProposal {
  readonly expenseId: string;
  readonly commitmentId: string;
  readonly line: number;
  readonly rule: MatchRule;
  /** Cents: what is free on the commitment less what was planned. */
  readonly gap: Quantity;
  /** How many months after the one planned; below zero when before. */
  readonly late: number;
}

const nearestPercent = 20n;

/**
 * Which commitment may be which planned expense: of the same unit, and of the line's nature and activity when there is one; by amount and month, the
 * supplier breaking ties. Each expense and each line is proposed once, the surest pairs first; in a fixed order, whatever the order given.
 */
export function proposeMatches(expenses: readonly AwaitedExpense[], commitments: readonly FreeCommitment[]): MatchProposal[] {
  const pairs = expenses.flatMap((expense) =>
    commitments.flatMap((commitment) => {
      const rule = ruleOf(expense, commitment);
      if (rule === undefined) return [];
      const gap = commitment.free - expense.open;
      const late = monthsBetween(expense.month, monthOf(commitment.on));
      return [{ expense, commitment, rule, gap, late, named: isNamed(expense, commitment) }];
    }),
  );
  pairs.sort(
    (left, right) =>
      matchRules.indexOf(left.rule) - matchRules.indexOf(right.rule) ||
      Number(right.named) - Number(left.named) ||
      compare(absolute(left.gap), absolute(right.gap)) ||
      Math.abs(left.late) - Math.abs(right.late) ||
      compare(left.expense.id, right.expense.id) ||
      compare(left.commitment.commitmentId, right.commitment.commitmentId) ||
      left.commitment.line - right.commitment.line,
  );
  const taken = new Set<string>();
  return pairs.flatMap(({ expense, commitment: { commitmentId, line }, rule, gap, late }) => {
    const names = [expense.id, `${commitmentId} ${line}`];
    if (names.some((name) => taken.has(name))) return [];
    for (const name of names) taken.add(name);
    return [{ expenseId: expense.id, commitmentId, line, rule, gap, late }];
  });
}

function ruleOf(expense: AwaitedExpense, commitment: FreeCommitment): MatchRule | undefined {
  if (expense.unit !== commitment.unit || expense.open <= 0n || commitment.free <= 0n) return undefined;
  const elsewhere = (own: string | null, other: string) => own !== null && own !== other;
  if (elsewhere(expense.nature, commitment.nature) || elsewhere(expense.activity, commitment.activity)) return undefined;
  const apart = Math.abs(monthsBetween(expense.month, monthOf(commitment.on)));
  if (expense.open === commitment.free) return apart === 0 ? "same" : apart <= 3 ? "amount" : undefined;
  const near = absolute(commitment.free - expense.open) * nearestPercent <= expense.open;
  return near && apart <= 1 ? "near" : undefined;
}

function isNamed({ supplier }: AwaitedExpense, { party }: FreeCommitment): boolean {
  const [own, other] = [supplier, party].map((name) => name.normalize("NFKC").trim().toLowerCase());
  return own !== undefined && own !== "" && other !== undefined && other !== "" && (other.includes(own) || own.includes(other));
}

function compare<Own extends string | bigint>(left: Own, right: Own): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
