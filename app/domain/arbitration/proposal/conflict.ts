import { optimumOf, type Search } from "../optimum.ts";
import type { Problem } from "./problem.ts";
import { type Program, programOf } from "./program.ts";

/** A rule that takes part in a contradiction; the mandatory requests count as one rule, for they are one reason. */
export type Rule = { readonly kind: "mandatory" } | { readonly kind: "ceiling" | "floor" | "exclusion" | "link"; readonly id: string };

/** Rules that cannot all hold: without any one of them, the others could. */
export interface Conflict {
  readonly kind: "conflict";
  readonly rules: readonly Rule[];
}

/** How long the smallest contradiction is sought before any without excess is told. */
const patienceMs = 3_000;

/**
 * The smallest set of rules of a problem that contradict each other, by implicit hitting sets: each time the rules looked at can hold together, those
 * that had to be left out to let them are noted (one of them must be in any contradiction), and the smallest set that meets every such note is looked
 * at next. The first that cannot hold is a smallest one. `undecided` when time ends first.
 */
export async function smallestConflict(problem: Problem, search: Search): Promise<Conflict | { readonly kind: "undecided" }> {
  const rules = rulesOf(problem);
  const leftOut: number[][] = [];
  const begun = performance.now();
  for (;;) {
    if (performance.now() - begun > patienceMs) return await conflictWithoutExcess(problem, rules, search);
    const looked = await smallestMeeting(rules.length, leftOut, search);
    const standing = await canHold(problem, rules, looked, search);
    if (standing === undefined) return { kind: "undecided" };
    if (!standing) return { kind: "conflict", rules: looked.flatMap((index) => rules[index] ?? []) };
    const together = new Set(looked);
    for (const index of rules.keys()) {
      if (together.has(index)) continue;
      const holds = await canHold(problem, rules, [...together, index], search);
      if (holds === undefined) return { kind: "undecided" };
      if (holds) together.add(index);
    }
    leftOut.push([...rules.keys()].filter((index) => !together.has(index)));
  }
}

async function conflictWithoutExcess(
  problem: Problem,
  rules: readonly Rule[],
  search: Search,
): Promise<Conflict | { readonly kind: "undecided" }> {
  let kept = [...rules.keys()];
  for (const index of rules.keys()) {
    const others = kept.filter((own) => own !== index);
    const holds = await canHold(problem, rules, others, search);
    if (holds === undefined) return { kind: "undecided" };
    if (!holds) kept = others;
  }
  return { kind: "conflict", rules: kept.flatMap((index) => rules[index] ?? []) };
}

function rulesOf({ candidates, ceilings, floors, exclusions, links }: Problem): Rule[] {
  return [
    ...(candidates.some(({ mandatory }) => mandatory) ? [{ kind: "mandatory" } as const] : []),
    ...ceilings.map(({ id }): Rule => ({ kind: "ceiling", id })),
    ...floors.map(({ id }): Rule => ({ kind: "floor", id })),
    ...exclusions.map(({ id }): Rule => ({ kind: "exclusion", id })),
    ...links.map(({ id }): Rule => ({ kind: "link", id })),
  ];
}

async function canHold(problem: Problem, rules: readonly Rule[], kept: readonly number[], search: Search): Promise<boolean | undefined> {
  const named = new Set(
    kept.flatMap((index) => rules[index] ?? []).map((rule) => (rule.kind === "mandatory" ? "" : `${rule.kind} ${rule.id}`)),
  );
  const program = programOf(problem, {
    mandatory: named.has(""),
    holds: (kind, id) => named.has(`${kind} ${id}`),
  });
  const answer = await optimumOf(withoutCost(program), { ...search, gap: 0, start: undefined });
  return answer.kind === "nothing" ? undefined : answer.kind === "found";
}

/** The fewest of `count` things that meet each of the sets. */
async function smallestMeeting(count: number, sets: readonly (readonly number[])[], search: Search): Promise<number[]> {
  if (sets.length === 0) return [];
  const program: Program = {
    columns: Array.from({ length: count }, () => ({ cost: -1, lower: 0, upper: 1, optional: false })),
    rows: sets.map((own) => ({ lower: 1, upper: Number.POSITIVE_INFINITY, entries: own.map((column) => [column, 1] as const) })),
  };
  const answer = await optimumOf(program, { ...search, gap: 0, start: undefined, onProgress: undefined });
  if (answer.kind !== "found") throw new Error("sets that are not empty are met by everything");
  return answer.columns.flatMap((chosen, index) => (chosen === 1 ? [index] : []));
}

function withoutCost({ columns, rows }: Program): Program {
  return { columns: columns.map((column) => ({ ...column, cost: 0 })), rows };
}
