import type { Quantity } from "../../quantity.ts";

/**
 * What a proposal is computed from. A *stock* is a name for what ceilings and floors count (« non-personnel AE 2027 »), in the smallest unit of its
 * resource. Everything is an integer, and a candidate is granted in equal parts, so that an answer is judged exactly.
 */
export interface Problem {
  readonly candidates: readonly Candidate[];
  readonly ceilings: readonly Ceiling[];
  readonly floors: readonly Floor[];
  readonly exclusions: readonly Exclusion[];
  readonly links: readonly Link[];
}

/** A request that may be granted. */
export interface Candidate {
  readonly id: string;
  readonly unit: string;
  /** What granting it whole takes from each stock; negative for a saving, which makes room. */
  readonly uses: readonly { readonly stock: string; readonly amount: Quantity }[];
  /** In how many equal parts it may be granted; 1: whole or not at all. */
  readonly parts: number;
  /** The fewest parts that make sense when it is granted, 1 to `parts`. */
  readonly leastParts: number;
  /** What each part is worth, ≥ 0 (`worth.ts`). */
  readonly worthOfPart: bigint;
  /** Must be granted, `leastParts` at least. */
  readonly mandatory: boolean;
}

/** No more than this from a stock, by every unit or by some of them. */
export interface Ceiling {
  readonly id: string;
  readonly stock: string;
  readonly units: readonly string[] | null;
  readonly limit: Quantity;
}

/** No less than this from a stock, to some units together; null: to all of them. */
export interface Floor {
  readonly id: string;
  readonly stock: string;
  readonly units: readonly string[] | null;
  readonly least: Quantity;
}

/** One of these candidates at the most: variants of the same project. */
export interface Exclusion {
  readonly id: string;
  readonly candidates: readonly string[];
}

/** The candidate makes no sense unless the one that it needs is granted too. */
export interface Link {
  readonly id: string;
  readonly candidate: string;
  readonly needs: string;
}

/** How many parts of each candidate are granted; absent: none. */
export type Grants = ReadonlyMap<string, number>;

/** The same problem in one order, whatever the order in which it was told: equal problems get equal answers. */
export function inOneOrder(problem: Problem): Problem {
  const byId = <Own extends { readonly id: string }>(own: readonly Own[]) => own.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  return {
    candidates: byId(problem.candidates),
    ceilings: byId(problem.ceilings),
    floors: byId(problem.floors),
    exclusions: byId(problem.exclusions),
    links: byId(problem.links),
  };
}

/** What is worth keeping of a proposal, added up. */
export function worthOf({ candidates }: Problem, grants: Grants): bigint {
  return candidates.reduce((total, { id, worthOfPart }) => total + worthOfPart * BigInt(grants.get(id) ?? 0), 0n);
}

export function isBoundBy({ stock, units }: Ceiling, candidate: Candidate): boolean {
  return (units === null || units.includes(candidate.unit)) && candidate.uses.some((use) => use.stock === stock);
}

/** What granting a candidate whole takes from a stock. */
export function wholeUse({ uses }: Pick<Candidate, "uses">, stock: string): Quantity {
  return uses.reduce((total, use) => (use.stock === stock ? total + use.amount : total), 0n);
}
