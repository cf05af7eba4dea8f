import { type BaselineComponent, baselineComponents } from "#app/domain/forecast/component.ts";
import type { PlannedCell } from "#app/domain/forecast/request.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";

interface ComponentLine {
  readonly component: BaselineComponent | null;
  readonly cells: readonly (Omit<PlannedCell, "amount"> & { readonly amount: Quantity | null })[];
}

/** What a component of the baseline comes to in a measure, year by year; `other`: lines of which nobody said what they are. */
export interface ComponentTotal {
  readonly component: BaselineComponent | "other";
  readonly measure: BudgetResource;
  readonly amounts: ReadonlyMap<number, Quantity>;
}

const measures = ["AE", "CP", "ETPT", "DAY"] as const satisfies readonly BudgetResource[];

/** The sub-totals of baseline lines, in the order of the components; those that hold nothing are left out. */
export function componentTotals(lines: readonly ComponentLine[]): ComponentTotal[] {
  return [...baselineComponents, "other" as const].flatMap((component) => {
    const cells = lines.filter((line) => (line.component ?? "other") === component).flatMap((line) => line.cells);
    return measures.flatMap((measure) => {
      const own = cells.filter((cell) => cell.measure === measure && cell.amount !== null);
      const years = [...new Set(own.map(({ targetYear }) => targetYear))].sort();
      const amounts = new Map(
        years.map((year) => [year, sum(own.filter(({ targetYear }) => targetYear === year).map(({ amount }) => amount ?? 0n))]),
      );
      return own.length === 0 ? [] : [{ component, measure, amounts }];
    });
  });
}
