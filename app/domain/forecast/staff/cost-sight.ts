import { type Access, unitsWhere } from "../../access.ts";
import type { BudgetResource } from "../../quantity.ts";
import type { SpendingClass } from "../../stage.ts";

/** On which units a person sees what personnel costs; the system sees all of them. */
export type CostSight = "everywhere" | ReadonlySet<string>;

/** What personnel costs is for those who hold `planning.costs`; people and days are for everybody who reads the plan. */
export function costSightOf(access: Access): CostSight {
  return access.system ? "everywhere" : unitsWhere(access, "planning.costs");
}

/** What is read of one unit's plan: whole, or without what personnel costs. */
export type CostView = "whole" | "withoutCosts";

export function costView(sight: CostSight, unit: string): CostView {
  return sight === "everywhere" || sight.has(unit) ? "whole" : "withoutCosts";
}

/** The euros of personnel: AE and CP of a nature of title 2. */
export function isCost(measure: BudgetResource, spendingClass: SpendingClass | null | undefined): boolean {
  return spendingClass === "personnel" && (measure === "AE" || measure === "CP");
}

/** What is seen of amounts, each of a class. */
export function seen<Own extends { readonly measure: BudgetResource }>(
  amounts: readonly Own[],
  classOf: (own: Own) => SpendingClass | null | undefined,
  view: CostView,
): readonly Own[] {
  return view === "whole" ? amounts : amounts.filter((own) => !isCost(own.measure, classOf(own)));
}
