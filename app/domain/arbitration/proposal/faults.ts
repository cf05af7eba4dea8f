import { finenessOf, finePart } from "./fineness.ts";
import { type Candidate, type Grants, isBoundBy, type Problem } from "./problem.ts";

/** A rule of the problem that grants break. */
export type Fault =
  | { readonly kind: "parts" | "mandatory"; readonly id: string }
  | { readonly kind: "ceiling" | "floor" | "exclusion" | "link"; readonly id: string };

/** What grants break, in the order of the problem; exact, for it rounds nothing. Empty: they may be proposed. */
export function faultsOf(problem: Problem, grants: Grants): Fault[] {
  const { candidates, ceilings, floors, exclusions, links } = problem;
  const parts = (id: string) => grants.get(id) ?? 0;
  const fineness = finenessOf(candidates);
  const taken = (own: readonly Candidate[], stock: string) =>
    own.reduce((total, one) => total + finePart(one, stock, fineness) * BigInt(parts(one.id)), 0n);
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
        return use > own.limit * fineness;
      })
      .map(({ id }): Fault => ({ kind: "ceiling", id })),
    ...floors
      .filter(({ units, stock, least }) => {
        const use = taken(
          candidates.filter((candidate) => units?.includes(candidate.unit) ?? true),
          stock,
        );
        return use < least * fineness;
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
