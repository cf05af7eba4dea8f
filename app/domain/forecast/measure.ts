import type { BudgetResource } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";

/** What a line of a sheet may ask for, by the class of its nature: people and days go with personnel, the rest is money alone. */
export const measuresOf: Readonly<Record<SpendingClass, readonly BudgetResource[]>> = {
  personnel: ["AE", "CP", "ETPT", "DAY"],
  nonPersonnel: ["AE", "CP"],
};

/** The measure that always holds the same: personnel is paid in the year it is committed, so AE = CP (LOLF art. 8). */
export function twinOf(measure: BudgetResource, spendingClass: SpendingClass): BudgetResource | undefined {
  if (spendingClass !== "personnel") return undefined;
  return measure === "AE" ? "CP" : measure === "CP" ? "AE" : undefined;
}
