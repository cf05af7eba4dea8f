import { type Candidate, type Grants, isBoundBy, type Problem, useOf } from "./problem.ts";

/** A rule of the problem that grants break. */
export type Fault =
  | { readonly kind: "parts" | "mandatory"; readonly id: string }
  | { readonly kind: "ceiling" | "floor" | "exclusion" | "link"; readonly id: string };

/** An exact fraction of the smallest unit: parts of an amount need not be whole. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What grants break, in the order of the problem; exact, for it adds fractions and rounds nothing. Empty: they may be proposed. */
export function faultsOf(problem: Problem, grants: Grants): Fault[] {
  const { candidates, ceilings, floors, exclusions, links } = problem;
  const parts = (id: string) => grants.get(id) ?? 0;
  const denominator = candidates.reduce((common, candidate) => leastCommonMultiple(common, BigInt(candidate.parts)), 1n);
  const taken = (own: readonly Candidate[], stock: string): Fraction => ({
    numerator: own.reduce((total, one) => total + (useOf(one, stock) * BigInt(parts(one.id)) * denominator) / BigInt(one.parts), 0n),
    denominator,
  });
  return [
    ...candidates.filter((own) => !isPossible(own, parts(own.id))).map(({ id }): Fault => ({ kind: "parts", id })),
    ...candidates
      .filter(({ id, mandatory, leastParts }) => mandatory && parts(id) < leastParts)
      .map(({ id }): Fault => ({ kind: "mandatory", id })),
    ...ceilings
      .filter((own) => {
        const use = taken(
          candidates.filter((candidate) => isBoundBy(own, candidate)),
          own.stock,
        );
        return use.numerator > own.limit * use.denominator;
      })
      .map(({ id }): Fault => ({ kind: "ceiling", id })),
    ...floors
      .filter(({ unit, stock, least }) => {
        const use = taken(
          candidates.filter((candidate) => candidate.unit === unit),
          stock,
        );
        return use.numerator < least * use.denominator;
      })
      .map(({ id }): Fault => ({ kind: "floor", id })),
    ...exclusions
      .filter((own) => [...new Set(own.candidates)].filter((id) => parts(id) > 0).length > 1)
      .map(({ id }): Fault => ({ kind: "exclusion", id })),
    ...links.filter(({ candidate, needs }) => parts(candidate) > 0 && parts(needs) === 0).map(({ id }): Fault => ({ kind: "link", id })),
  ];
}

function isPossible({ parts, leastParts }: Candidate, granted: number): boolean {
  return granted === 0 || (Number.isInteger(granted) && granted >= leastParts && granted <= parts);
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  return (left / greatestCommonDivisor(left, right)) * right;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : greatestCommonDivisor(right, left % right);
}
