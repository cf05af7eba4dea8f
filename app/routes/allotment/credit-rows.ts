import { addStages, type CreditsHeld, creditsHeld, type StageAmounts } from "#app/domain/allotment/credits-held.ts";
import { isCredit } from "#app/domain/allotment/notification.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";

/** What the queries give: positions of one unit, class and resource. */
export interface Credits {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly stages: StageAmounts;
}

/** Days are no credits: what is spent of them exceeds nothing. */
function stagesOf({ resource, stages }: Credits): StageAmounts {
  return isCredit({ resource }) ? stages : { ...stages, overrun: 0n };
}

/** The credits of these units for one resource, classes together. */
export function heldBy(credits: readonly Credits[], units: readonly string[], resource: BudgetResource): CreditsHeld {
  return creditsHeld(addStages(credits.filter((own) => own.resource === resource && units.includes(own.unit)).map(stagesOf)));
}

export interface HoldingRow {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly held: CreditsHeld;
}

const order: readonly BudgetResource[] = ["AE", "CP", "ETPT", "DAY"];

/** One row for each class and resource that these units hold together: other titles first, then title 2. */
export function holdingRows(credits: readonly Credits[]): HoldingRow[] {
  return (["nonPersonnel", "personnel"] as const).flatMap((spendingClass) =>
    order.flatMap((resource) => {
      const own = credits.filter((each) => each.spendingClass === spendingClass && each.resource === resource);
      return own.length === 0 ? [] : [{ spendingClass, resource, held: creditsHeld(addStages(own.map(stagesOf))) }];
    }),
  );
}
