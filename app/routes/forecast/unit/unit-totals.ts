import { amountUnder, type PlannedAmount, totalled } from "#app/domain/arbitration/amount.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { type SpendingClass, spendingClasses } from "#app/domain/stage.ts";
import type { Reference } from "#db/queries/forecast/reference.ts";

export interface UnitTotal {
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly executed: Quantity;
  readonly notified: Quantity;
  readonly asked: Quantity;
}

const measures = ["AE", "CP", "ETPT", "DAY"] as const satisfies readonly BudgetResource[];

/** What a unit asks for the year beside what it had, for each class and measure where there is something. */
export function unitTotals(
  requests: readonly { readonly asked: readonly PlannedAmount[] }[],
  references: readonly Reference[],
  targetYear: number,
): UnitTotal[] {
  const asked = totalled(requests.flatMap((request) => request.asked));
  return spendingClasses.flatMap((spendingClass) =>
    measures.flatMap((measure) => {
      const reference = references.find((own) => own.spendingClass === spendingClass && own.measure === measure);
      const [executed, notified] = [reference?.executed ?? 0n, reference?.notified ?? 0n];
      const total = { spendingClass, measure, executed, notified, asked: amountUnder(asked, { spendingClass, measure, targetYear }) };
      return total.asked === 0n && executed === 0n && notified === 0n ? [] : [total];
    }),
  );
}
