import type { Month } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";

/** Why a planned expense is not kept, or not matched. */
export type PlannedRefusal =
  | { readonly kind: "unreadable-month"; readonly text: string }
  | { readonly kind: "planned-out-of-year"; readonly month: Month; readonly year: number }
  | { readonly kind: "payment-before-commitment"; readonly month: Month; readonly committed: Month }
  | { readonly kind: "payment-too-late"; readonly month: Month; readonly last: Month }
  | { readonly kind: "payment-month-twice"; readonly month: Month }
  | { readonly kind: "payments-differ"; readonly amount: Quantity; readonly paid: Quantity }
  | { readonly kind: "planned-below-matched"; readonly amount: Quantity; readonly matched: Quantity }
  | { readonly kind: "nothing-to-match"; readonly number: string }
  | { readonly kind: "unknown-plan-line"; readonly text: string }
  | { readonly kind: "ambiguous-plan-line"; readonly text: string; readonly count: number }
  | { readonly kind: "too-many-planned-rows"; readonly count: number; readonly limit: number };
