import { finenessOf, finePart } from "./fineness.ts";
import { type Candidate, type Grants, isBoundBy, type Problem } from "./problem.ts";

/**
 * Grants near an answer that cuts candidates anywhere: each rounded down to whole parts, then the room that is left given to those that were cut, the
 * most cut first by what a part is worth of it. They hold every ceiling that mandatory candidates leave room in; floors, exclusions and links are for the caller to judge.
 */
export function roundedDown(problem: Problem, columns: readonly number[]): Grants {
  const parts = problem.candidates.map((own, index) => wholeParts(own, columns[index] ?? 0));
  const wanted = (index: number) => (columns[index] ?? 0) - (parts[index] ?? 0);
  return roomFilled(problem, parts, (one, other) => wanted(other) - wanted(one) || one - other);
}

/** Grants with the room that they leave given to those that were cut, the one first whose whole is worth the most; nothing granted is taken back. */
export function filled(problem: Problem, grants: Grants): Grants {
  const { candidates } = problem;
  const worth = (index: number) => Number(candidates[index]?.worthOfPart ?? 0n) * (candidates[index]?.parts ?? 1);
  const parts = candidates.map(({ id }) => grants.get(id) ?? 0);
  return roomFilled(problem, parts, (one, other) => worth(other) - worth(one) || one - other);
}

function roomFilled(problem: Problem, parts: number[], first: (one: number, other: number) => number): Grants {
  const { candidates, ceilings } = problem;
  const fineness = finenessOf(candidates);
  const uses = candidates.map((own) =>
    ceilings.flatMap((ceiling, place) => (isBoundBy(ceiling, own) ? [{ place, amount: finePart(own, ceiling.stock, fineness) }] : [])),
  );
  const left = ceilings.map(({ limit }) => limit * fineness);
  const take = (index: number, more: number) => {
    for (const { place, amount } of uses[index] ?? []) left[place] = (left[place] ?? 0n) - amount * BigInt(more);
    parts[index] = (parts[index] ?? 0) + more;
  };
  const fits = (index: number, more: number) =>
    (uses[index] ?? []).every(({ place, amount }) => amount <= 0n || amount * BigInt(more) <= (left[place] ?? 0n));
  for (const [index, granted] of parts.entries()) {
    parts[index] = 0;
    take(index, granted);
  }
  const cut = candidates.flatMap((own, index) => ((parts[index] ?? 0) < own.parts ? [index] : []));
  for (const index of cut.toSorted(first)) {
    const own = candidates[index];
    if (!own) continue;
    if (parts[index] === 0 && fits(index, own.leastParts)) take(index, own.leastParts);
    while ((parts[index] ?? 0) >= own.leastParts && (parts[index] ?? 0) < own.parts && fits(index, 1)) take(index, 1);
  }
  return new Map(candidates.flatMap(({ id }, index) => (parts[index] ? [[id, parts[index]] as const] : [])));
}

/** The solver's own rounding is given a millionth. */
function wholeParts({ parts, leastParts, mandatory }: Candidate, column: number): number {
  const whole = Math.min(Math.floor(column + 0.000_001), parts);
  return whole >= leastParts ? whole : mandatory ? leastParts : 0;
}
