import type { BudgetResource, Quantity } from "../quantity.ts";
import { sum } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { SpendingClass } from "../stage.ts";
import { type AmountKey, sameAmountKey, twinOf } from "./amount.ts";
import { areApart, contains, isWhole, type NamedScope, type Reach, reachOf, type ScopeTrees, sameScope } from "./envelope-scope.ts";

/** A ceiling in force, and the floor that it may promise. */
export interface Ceiling extends AmountKey {
  readonly scope: NamedScope;
  readonly amount: Quantity;
  readonly floor: Quantity | null;
}

/** Two ceilings that cannot both hold, by their names and their numbers. */
interface Contradiction {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly year: number;
}
export type EnvelopeRefusal =
  | (Contradiction & { kind: "envelope-above-parent"; child: string; childAmount: Quantity; parent: string; parentAmount: Quantity })
  | (Contradiction & {
      kind: "envelope-floors-above-parent";
      children: readonly string[];
      floors: Quantity;
      parent: string;
      parentAmount: Quantity;
    })
  | (Contradiction & { kind: "envelope-floor-above-ceiling"; place: string; floor: Quantity; ceiling: Quantity })
  | { kind: "envelope-authorisations-differ"; place: string; year: number; ae: Quantity; cp: Quantity }
  | { kind: "envelope-reaches-nothing"; place: string }
  | { kind: "envelope-basis-unknown"; basis: "notified" | "trend" | "landing"; year: number };

/**
 * Do the ceilings of these keys agree? Refused, in this order: a floor above its own ceiling · on personnel AE ≠ CP (LOLF art. 8) · a ceiling
 * above one that contains it · floors of what a ceiling contains that add up to more than it. Ceilings that add up to more than the one
 * above them are no contradiction (`overAllotted` tells them).
 */
export function checkCeilings(ceilings: readonly Ceiling[], trees: ScopeTrees, keys: readonly AmountKey[]): Result<true> {
  const reached = withReaches(ceilings, trees);
  for (const key of keys) {
    const own = reached.filter((ceiling) => sameAmountKey(ceiling, key));
    const why = floorAbove(own) ?? twinApart(own, reached) ?? childAbove(own) ?? floorsAbove(own);
    if (why) return refuse(why);
  }
  return accept(true);
}

/** Ceilings that together promise more than the one above them: allowed, for not all need be used, and told. */
export interface OverAllotted extends AmountKey {
  readonly parent: NamedScope;
  readonly parentAmount: Quantity;
  readonly children: readonly NamedScope[];
  readonly total: Quantity;
}

export function overAllotted(ceilings: readonly Ceiling[], trees: ScopeTrees): OverAllotted[] {
  const reached = withReaches(ceilings, trees);
  return reached.flatMap((parent) => {
    const { spendingClass, measure, targetYear } = parent;
    return familiesOf(parent, reached).flatMap((children) => {
      const total = sum(children.map(({ amount }) => amount));
      if (total <= parent.amount) return [];
      const own = { spendingClass, measure, targetYear, parent: parent.scope, parentAmount: parent.amount, total };
      return [{ ...own, children: children.map(({ scope }) => scope) }];
    });
  });
}

/** The scopes, each after the nearest one that contains it, and how deep it stands under it; the whole campaign first. */
export function scopeTree(scopes: readonly NamedScope[], trees: ScopeTrees): { readonly scope: NamedScope; readonly depth: number }[] {
  const reached = scopes.map((scope) => ({ scope, reach: reachOf(scope, trees) }));
  type Placed = (typeof reached)[number];
  const parentOf = (child: Placed): Placed | undefined => {
    const around = reached.filter((own) => own !== child && contains(own.reach, child.reach));
    return around.find((own) => !around.some((other) => other !== own && contains(own.reach, other.reach)));
  };
  const parents = new Map(reached.map((own) => [own, parentOf(own)]));
  const descend = (parent: Placed | undefined, depth: number): { scope: NamedScope; depth: number }[] =>
    reached
      .filter((own) => parents.get(own) === parent)
      .toSorted((left, right) => orderOf(left.scope, right.scope))
      .flatMap((own) => [{ scope: own.scope, depth }, ...descend(own, depth + 1)]);
  return descend(undefined, 0);
}

type Reached = Ceiling & { readonly reach: Reach };

function withReaches(ceilings: readonly Ceiling[], trees: ScopeTrees): Reached[] {
  return ceilings.map((ceiling) => ({ ...ceiling, reach: reachOf(ceiling.scope, trees) }));
}

function named({ spendingClass, measure, targetYear }: AmountKey): Contradiction {
  return { spendingClass, resource: measure, year: targetYear };
}

function floorAbove(own: readonly Reached[]): EnvelopeRefusal | undefined {
  const wrong = own.find(({ floor, amount }) => floor !== null && floor > amount);
  if (!wrong || wrong.floor === null) return undefined;
  return { kind: "envelope-floor-above-ceiling", ...named(wrong), place: wrong.scope.label, floor: wrong.floor, ceiling: wrong.amount };
}

function twinApart(own: readonly Reached[], all: readonly Reached[]): EnvelopeRefusal | undefined {
  for (const ceiling of own) {
    const key = twinOf(ceiling);
    const twin = key && all.find((other) => sameAmountKey(other, key) && sameScope(other.scope, ceiling.scope));
    if (!twin || twin.amount === ceiling.amount) continue;
    const [ae, cp] = ceiling.measure === "AE" ? [ceiling.amount, twin.amount] : [twin.amount, ceiling.amount];
    return { kind: "envelope-authorisations-differ", place: ceiling.scope.label, year: ceiling.targetYear, ae, cp };
  }
  return undefined;
}

function childAbove(own: readonly Reached[]): EnvelopeRefusal | undefined {
  for (const child of own) {
    const parent = own.find((other) => contains(other.reach, child.reach) && child.amount > other.amount);
    if (!parent) continue;
    const [childAmount, parentAmount] = [child.amount, parent.amount];
    return {
      ...{ kind: "envelope-above-parent", ...named(child), childAmount, parentAmount },
      ...{ child: child.scope.label, parent: parent.scope.label },
    };
  }
  return undefined;
}

function floorsAbove(own: readonly Reached[]): EnvelopeRefusal | undefined {
  for (const parent of own) {
    for (const children of familiesOf(parent, own)) {
      const promised = children.filter(({ floor }) => floor !== null);
      const floors = sum(promised.map(({ floor }) => floor ?? 0n));
      if (floors <= parent.amount) continue;
      const labels = promised.map(({ scope }) => scope.label);
      return {
        ...{ kind: "envelope-floors-above-parent", ...named(parent), floors },
        ...{ children: labels, parent: parent.scope.label, parentAmount: parent.amount },
      };
    }
  }
  return undefined;
}

/** The ceilings just under one, cut the same way (by activity, by unit, by both) and apart from one another: only those add up. */
function familiesOf(parent: Reached, all: readonly Reached[]): Reached[][] {
  const inside = all.filter((own) => sameAmountKey(own, parent) && contains(parent.reach, own.reach));
  const direct = inside.filter((own) => !inside.some((other) => contains(other.reach, own.reach)));
  const families = new Map<string, Reached[]>();
  for (const own of direct) {
    const cut = `${own.scope.activity !== null} ${own.scope.unit !== null || own.scope.group !== null}`;
    const family = families.get(cut) ?? [];
    if (family.every((other) => areApart(other.reach, own.reach))) families.set(cut, [...family, own]);
  }
  return [...families.values()];
}

function orderOf(left: NamedScope, right: NamedScope): number {
  const rank = (scope: NamedScope) =>
    isWhole(scope) ? 0 : scope.activity === null ? 3 : scope.unit === null && scope.group === null ? 1 : 2;
  return rank(left) - rank(right) || (left.label < right.label ? -1 : left.label > right.label ? 1 : 0);
}
