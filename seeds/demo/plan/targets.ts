import type { Place } from "#app/domain/allotment/movement.ts";
import { type BudgetResource, type Quantity, spread, sum } from "#app/domain/quantity.ts";
import type { Action } from "#seeds/nomenclature/activities.ts";
import { type ByAction, type CreditKind, totalOf } from "../published.ts";
import type { Need, YearNeeds } from "./needs.ts";
import { titleOf } from "./places.ts";

/** Where a unit's credits are given: the unit, the title, the action; what it will consume there is its weight. */
export interface AllotmentTarget {
  readonly unit: string;
  readonly title: string;
  readonly action: Action;
  readonly weight: bigint;
}
export type AllotmentTargets = Readonly<Record<CreditKind, readonly AllotmentTarget[]>>;

export function allotmentTargets({ personnel, expenses }: YearNeeds): AllotmentTargets {
  return {
    T2: gathered(personnel, ({ ae }) => ae),
    HT2_AE: gathered(expenses, ({ ae }) => ae),
    HT2_CP: gathered(expenses, ({ cp }) => cp),
  };
}

/** What each target receives of a total, in proportion of what it will consume. */
export function sharesOf(credits: ByAction, targets: readonly AllotmentTarget[]): (AllotmentTarget & { readonly amount: Quantity })[] {
  const parts = spread(
    totalOf(credits),
    targets.map(({ weight }) => weight),
  );
  return targets.map((target, index) => ({ ...target, amount: parts[index] ?? 0n }));
}

/** The resources that a published figure stands for: title 2 is both at once (LOLF art. 8). */
export function resourcesOf(kind: CreditKind): readonly BudgetResource[] {
  return kind === "T2" ? ["AE", "CP"] : kind === "HT2_AE" ? ["AE"] : ["CP"];
}

export function placeOf({ unit, title, action }: AllotmentTarget): Place {
  return { unit, nature: title, activity: action };
}

export function gathered<Own extends Pick<Need, "unit" | "nature" | "activity" | "action">>(
  places: readonly Own[],
  amountOf: (place: Own) => Quantity,
): AllotmentTarget[] {
  const targets = new Map<string, AllotmentTarget>();
  for (const place of places) {
    const { unit, action } = place;
    const title = titleOf(place);
    const key = `${unit} ${title} ${action}`;
    targets.set(key, { unit, title, action, weight: sum([targets.get(key)?.weight ?? 0n, amountOf(place)]) });
  }
  return [...targets.values()].filter(({ weight }) => weight > 0n);
}
