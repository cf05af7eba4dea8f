import { optimumOf, type Search } from "../optimum.ts";
import { type Conflict, smallestConflict } from "./conflict.ts";
import { faultsOf } from "./faults.ts";
import { gapOf } from "./gap.ts";
import { type Grants, inOneOrder, type Problem, worthOf } from "./problem.ts";
import { columnsOf, fairly, programOf } from "./program.ts";
import { roundedDown } from "./rounding.ts";

/** What the solver proposes, judged exactly. */
export interface Proposal {
  readonly kind: "proposed";
  readonly grants: Grants;
  readonly worth: bigint;
  /** No proposal is worth more. */
  readonly bound: bigint;
}

/** How far to search, and who is told each better proposal as it is found. */
export interface ProposalSearch extends Omit<Search, "onBetter" | "start" | "relaxed"> {
  readonly onFound?: ((proposal: Proposal) => void) | undefined;
}

export type Proposed = Proposal | Conflict | { readonly kind: "undecided" };

/** Above it a proposal near the best comes first, and ties are not looked for: nobody would see them. */
const mostCandidatesWithTies = 200;

/**
 * The grants that are worth the most within every rule of the problem. Proven: nothing is worth more than `bound`, and a proposal whose worth is its
 * bound is the best there is. Of several such, the one that leaves the fewest units with nothing (up to 200 candidates). The order in which the problem
 * is told changes nothing. When the rules cannot all hold, the fewest that contradict each other; `undecided` when time ended before anything was found.
 * `from`: what was found before, from which the search goes on; what it finds is never worth less.
 */
export async function propose(told: Problem, search: ProposalSearch, from?: Grants): Promise<Proposed> {
  const problem = inOneOrder(told);
  const small = isExact(problem);
  const known = from && faultsOf(problem, from).length === 0 ? from : undefined;
  const near = small ? undefined : better(await rounded(problem, search), known && standing(problem, known));
  if (near) search.onFound?.(near);
  if (near && gapOf(near) <= search.gap * 1_000_000) return near;
  const start = near?.grants ?? known;
  const answer = await judged(problem, { small, near }, { ...search, start: start && columnsOf(problem, start, small) });
  if (answer.kind === "infeasible") return await smallestConflict(problem, search);
  if (answer.kind === "nothing") return near ?? { kind: "undecided" };
  const worth = worthOf(problem, answer.grants);
  const found: Proposal = { kind: "proposed", grants: answer.grants, worth, bound: wholeBound(answer.bound, worth) };
  return better(found, near) ?? found;
}

/** Whether the search looks for the very best, ties included. */
export function isExact({ candidates }: Pick<Problem, "candidates">): boolean {
  return candidates.length <= mostCandidatesWithTies;
}

/** What is known without a proof. */
function standing(problem: Problem, grants: Grants): Proposal {
  return { kind: "proposed", grants, worth: worthOf(problem, grants), bound: largestBound };
}

/** Of two proposals the one that is worth more, with the nearest of their bounds: each holds for both. */
function better(left: Proposal | undefined, right: Proposal | undefined): Proposal | undefined {
  if (!left || !right) return left ?? (right && right.bound < largestBound ? right : undefined);
  const bound = left.bound < right.bound ? left.bound : right.bound;
  const best = right.worth > left.worth ? right : left;
  return { ...best, bound: bound < best.worth ? best.worth : bound };
}

/** A proposal near the answer that cuts candidates anywhere, at once, when it breaks nothing. */
async function rounded(problem: Problem, search: Search): Promise<Proposal | undefined> {
  const answer = await optimumOf(programOf(problem), { ...search, relaxed: true });
  if (answer.kind !== "found") return undefined;
  const grants = roundedDown(problem, answer.columns);
  if (faultsOf(problem, grants).length > 0) return undefined;
  const worth = worthOf(problem, grants);
  return { kind: "proposed", grants, worth, bound: wholeBound(answer.bound, worth) };
}

type Judged =
  | { readonly kind: "infeasible" }
  | { readonly kind: "nothing" }
  | { readonly kind: "judged"; readonly grants: Grants; readonly bound: number };

const mostTightenings = 5;

/**
 * What the solver finds, in parts of each candidate. A ceiling or a floor that its floating figures overstep by less than the smallest unit is drawn
 * in by one, and the search starts again: what is proposed breaks nothing, to the cent.
 */
async function judged(
  problem: Problem,
  { small, near }: { readonly small: boolean; readonly near: Proposal | undefined },
  search: ProposalSearch & Pick<Search, "start">,
): Promise<Judged> {
  let drawnIn = problem;
  let bound: number | undefined;
  for (let attempt = 0; attempt <= mostTightenings; attempt += 1) {
    const program = programOf(drawnIn);
    const { program: asked, scale } = small ? fairly(problem, program) : { program, scale: 1 };
    const told = search.onProgress;
    const onProgress =
      told && (({ cost, bound: above }: { cost: number; bound: number }) => told({ cost: cost / scale, bound: above / scale }));
    const onBetter = search.onFound && betterThan(near, problem, scale, search.onFound);
    const answer = await optimumOf(asked, { ...search, onProgress, onBetter });
    if (answer.kind !== "found") return { kind: answer.kind };
    bound ??= answer.bound / scale;
    const grants = grantsOf(problem, answer.columns);
    const broken = new Set(faultsOf(problem, grants).map(({ id }) => id));
    if (broken.size === 0) return { kind: "judged", grants, bound };
    drawnIn = {
      ...drawnIn,
      ceilings: drawnIn.ceilings.map((own) => (broken.has(own.id) ? { ...own, limit: own.limit - 1n } : own)),
      floors: drawnIn.floors.map((own) => (broken.has(own.id) ? { ...own, least: own.least + 1n } : own)),
    };
  }
  return { kind: "nothing" };
}

/** Tells what the solver finds on its way, once it is judged, where it is worth more than what is known. */
function betterThan(
  near: Proposal | undefined,
  problem: Problem,
  scale: number,
  onFound: (proposal: Proposal) => void,
): Search["onBetter"] {
  return ({ columns, bound }) => {
    const grants = grantsOf(problem, columns);
    const worth = worthOf(problem, grants);
    if ((near && worth <= near.worth) || faultsOf(problem, grants).length > 0) return;
    const above = wholeBound(bound / scale, worth);
    onFound({ kind: "proposed", grants, worth, bound: near && near.bound < above ? near.bound : above });
  };
}

function grantsOf({ candidates }: Problem, columns: readonly number[]): Grants {
  return new Map(candidates.flatMap(({ id }, index) => (columns[index] ? [[id, columns[index]] as const] : [])));
}

/** What no bound has been proven below of; far above any worth. */
const largestBound = 2n ** 62n;

/** Worths are whole: what is below the next one is not above this one. The solver's own rounding is given a thousandth. */
function wholeBound(bound: number, worth: bigint): bigint {
  if (!Number.isFinite(bound)) return largestBound;
  const floored = BigInt(Math.floor(bound + 0.001));
  return floored > worth ? floored : worth;
}
