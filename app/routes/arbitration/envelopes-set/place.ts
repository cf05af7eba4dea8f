import type { EnvelopeScope } from "#app/domain/arbitration/envelope-scope.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { type SpendingClass, spendingClasses } from "#app/domain/stage.ts";
import { measureIn } from "../measure.ts";

/** Which envelope a page is about: its class and measure, and what it bounds. */
export interface Place {
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly scope: EnvelopeScope;
}

/** `?class=personnel&m=cp&activity=01&where=unit:DR44`. */
export function placeIn(search: URLSearchParams): Place {
  const spendingClass = spendingClasses.find((own) => own === search.get("class")) ?? "nonPersonnel";
  const [kind, ...code] = (search.get("where") ?? "").split(":");
  const named = (own: string) => (kind === own && code.length > 0 ? code.join(":") : null);
  return {
    ...{ spendingClass, measure: measureIn(search) },
    scope: { activity: search.get("activity") || null, unit: named("unit"), group: named("group") },
  };
}

export function placeSearch({ spendingClass, measure, scope }: Place, campaign: string): URLSearchParams {
  const where = whereOf(scope);
  return new URLSearchParams({
    ...{ campaign, class: spendingClass, m: measure.toLowerCase() },
    ...(scope.activity === null ? {} : { activity: scope.activity }),
    ...(where === "" ? {} : { where }),
  });
}

export function whereOf({ unit, group }: EnvelopeScope): string {
  return unit !== null ? `unit:${unit}` : group !== null ? `group:${group}` : "";
}

/** On personnel AE and CP are one ceiling: both are set together. */
export function measuresSet({ spendingClass, measure }: Pick<Place, "spendingClass" | "measure">): readonly BudgetResource[] {
  return spendingClass === "personnel" && (measure === "AE" || measure === "CP") ? ["AE", "CP"] : [measure];
}
