import type { BudgetResource, Quantity } from "../quantity.ts";
import type { EditFault } from "./edit.ts";
import type { SpreadFault } from "./spread-total.ts";

/** Why what a request says, beyond its amounts, is not kept. */
export type RequestRefusal =
  | { readonly kind: "component-outside-baseline"; readonly line: number }
  | { readonly kind: "one-offs-not-negative"; readonly line: number; readonly amount: Quantity }
  | { readonly kind: "rank-taken"; readonly rank: number; readonly number: number; readonly title: string }
  | { readonly kind: "rank-not-moved"; readonly why: "first" | "last" | "unranked" }
  | {
      readonly kind: "cell-has-detail";
      readonly line: number;
      readonly measure: BudgetResource;
      readonly year: number;
      readonly month: number;
    }
  | { readonly kind: "detail-not-here"; readonly why: "personnel" | "measure" }
  | { readonly kind: "detail-too-long"; readonly limit: number }
  | { readonly kind: "cell-refused"; readonly fault: EditFault | SpreadFault; readonly measure: BudgetResource }
  | { readonly kind: "schedule-of-personnel" }
  | { readonly kind: "schedule-not-whole"; readonly year: number; readonly committed: Quantity; readonly scheduled: Quantity }
  | { readonly kind: "schedule-sign"; readonly year: number; readonly amount: Quantity; readonly sign: "notPositive" | "notNegative" }
  | { readonly kind: "keys-not-whole"; readonly total: bigint };
