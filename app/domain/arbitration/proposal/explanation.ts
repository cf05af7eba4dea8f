import { type Quantity, unitsPerWhole } from "../../quantity.ts";
import type { Rule } from "./conflict.ts";
import { faultsOf } from "./faults.ts";
import { type Candidate, type Ceiling, type Grants, isBoundBy, type Problem, wholeUse, worthOf } from "./problem.ts";
import { type ProposalSearch, propose } from "./propose.ts";
import { filled } from "./rounding.ts";

/** What a proposal takes of a ceiling; `left` rounded down to the smallest unit. */
export interface CeilingUse {
  readonly ceiling: Ceiling;
  readonly left: Quantity;
  /** No candidate that was cut would fit in what is left, whole or by one more part. */
  readonly binds: boolean;
}

/** Each ceiling that bears on something, with what the grants leave of it. */
export function ceilingUses({ candidates, ceilings }: Problem, grants: Grants): CeilingUse[] {
  return ceilings.flatMap((ceiling) => {
    const bound = candidates.filter((candidate) => isBoundBy(ceiling, candidate));
    if (bound.length === 0) return [];
    const taken = bound.reduce((total, own) => total + takenBy(own, ceiling.stock, grants.get(own.id) ?? 0), 0n);
    const left = ceiling.limit - taken;
    const cut = bound.filter((own) => (grants.get(own.id) ?? 0) < own.parts && wholeUse(own, ceiling.stock) > 0n);
    return [{ ceiling, left, binds: cut.length > 0 && cut.every((own) => nextOf(own, ceiling.stock, grants.get(own.id) ?? 0) > left) }];
  });
}

/** What « a million more » is of a stock: a million euros, ten ETPT, a thousand days. */
export function millionOf(stock: string): Quantity {
  if (stock.includes(" ETPT ")) return 10n * unitsPerWhole.ETPT;
  return stock.includes(" DAY ") ? 1_000n * unitsPerWhole.DAY : 1_000_000n * unitsPerWhole.EUR;
}

/** A change between two proposals. */
export interface Change {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

/** What a ceiling raised by `more` would save: the worth gained and the grants that change; null when the search found no answer in time. */
export async function savedBy(
  problem: Problem,
  { grants, worth }: { readonly grants: Grants; readonly worth: bigint },
  { ceilingId, more }: { readonly ceilingId: string; readonly more: Quantity },
  search: ProposalSearch,
): Promise<{ readonly gained: bigint; readonly changes: readonly Change[] } | null> {
  const raised = problem.ceilings.map((own) => (own.id === ceilingId ? { ...own, limit: own.limit + more } : own));
  const after = await propose({ ...problem, ceilings: raised }, search);
  if (after.kind !== "proposed") return null;
  const gained = after.worth - worth;
  return gained > 0n ? { gained, changes: changesBetween(problem, grants, after.grants) } : { gained: 0n, changes: [] };
}

/**
 * What a ceiling raised by `more` would let in beside what is granted already, the dearest of what was cut first: what it would save at the least. For
 * problems so large that two searches differ by more than what a ceiling is worth.
 */
export function savedNearby(
  problem: Problem,
  { grants, worth }: { readonly grants: Grants; readonly worth: bigint },
  { ceilingId, more }: { readonly ceilingId: string; readonly more: Quantity },
): { readonly gained: bigint; readonly changes: readonly Change[] } {
  const raised = {
    ...problem,
    ceilings: problem.ceilings.map((own) => (own.id === ceilingId ? { ...own, limit: own.limit + more } : own)),
  };
  const after = filled(raised, grants);
  if (faultsOf(raised, after).length > 0) return { gained: 0n, changes: [] };
  return { gained: worthOf(problem, after) - worth, changes: changesBetween(problem, grants, after) };
}

/** Why a candidate was cut. */
export type Reason =
  /** Granted whole, it would cost this worth: these would give way. */
  | { readonly kind: "dearer"; readonly lost: bigint; readonly changes: readonly Change[] }
  /** It may be granted without losing anything: a tie, which another won. */
  | { readonly kind: "tie"; readonly changes: readonly Change[] }
  /** It cannot be granted whole at all: these rules forbid it. */
  | { readonly kind: "impossible"; readonly rules: readonly Rule[] }
  | { readonly kind: "undecided" };

/** Why a candidate was not granted whole, by granting it whole and looking at what that costs. */
export async function whyCut(
  problem: Problem,
  { grants, worth }: { readonly grants: Grants; readonly worth: bigint },
  id: string,
  search: ProposalSearch,
): Promise<Reason> {
  const forced = problem.candidates.map((own) => (own.id === id ? { ...own, mandatory: true, leastParts: own.parts } : own));
  const after = await propose({ ...problem, candidates: forced }, search);
  if (after.kind === "undecided") return after;
  if (after.kind === "conflict") return { kind: "impossible", rules: after.rules };
  const changes = changesBetween(problem, grants, after.grants).filter((change) => change.id !== id);
  const lost = worth - after.worth;
  return lost > 0n ? { kind: "dearer", lost, changes } : { kind: "tie", changes };
}

function changesBetween({ candidates }: Problem, before: Grants, after: Grants): Change[] {
  return candidates
    .map(({ id }) => ({ id, before: before.get(id) ?? 0, after: after.get(id) ?? 0 }))
    .filter((change) => change.before !== change.after);
}

/** Rounded up, so that what is left is never more than there is. */
function takenBy(candidate: Candidate, stock: string, parts: number): Quantity {
  const [taken, denominator] = [wholeUse(candidate, stock) * BigInt(parts), BigInt(candidate.parts)];
  return taken > 0n ? (taken + denominator - 1n) / denominator : taken / denominator;
}

/** What the next parts that may be granted would take. */
function nextOf(candidate: Candidate, stock: string, parts: number): Quantity {
  const next = parts === 0 ? candidate.leastParts : parts + 1;
  return takenBy(candidate, stock, next) - takenBy(candidate, stock, parts);
}
