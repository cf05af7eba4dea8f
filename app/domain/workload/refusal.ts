import type { Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";

export type WorkloadRefusal =
  /** Work is planned and spent within the months of its item. */
  | { readonly kind: "work-outside-item"; readonly item: string; readonly month: Month; readonly first: Month; readonly last: Month | null }
  | { readonly kind: "time-on-closed-item"; readonly item: string; readonly closedOn: string }
  /** The month is locked or closed, or belongs to no exercise. */
  | { readonly kind: "time-in-closed-month"; readonly month: Month }
  /** Time to come is planned, not spent. */
  | { readonly kind: "time-to-come"; readonly month: Month }
  | { readonly kind: "workload-month-not-over"; readonly month: Month; readonly lastDay: string }
  | { readonly kind: "workload-nothing-to-post"; readonly month: Month }
  /** A row of a file tells a month that a row above, by its number, told already. */
  | { readonly kind: "time-row-twice"; readonly row: number }
  /** The plan gives no profile, or several, to the work of this unit on this item. */
  | { readonly kind: "time-profile-needed"; readonly item: string; readonly unit: string }
  | { readonly kind: "time-file-changed-since"; readonly item: string; readonly month: Month }
  | { readonly kind: "item-ends-before-it-begins"; readonly first: Month; readonly last: Month }
  /** Days are planned or spent outside what would be the months of the item. */
  | { readonly kind: "item-holds-work"; readonly item: string; readonly month: Month }
  /** At constant ceiling, what is taken is given: hundredths of a person-month, hundredths of a day. */
  | { readonly kind: "trial-unbalanced"; readonly staff: Quantity; readonly days: Quantity }
  /** The units of the moves on which the person may not do that. */
  | { readonly kind: "moves-out-of-reach"; readonly units: readonly string[] }
  | { readonly kind: "moves-nobody" }
  | { readonly kind: "move-waits-already"; readonly from: string; readonly to: string }
  /** Leave, training and overhead take more than all days; thresholds out of order. */
  | { readonly kind: "availability-beyond-all"; readonly total: number }
  | { readonly kind: "thresholds-out-of-order" }
  | { readonly kind: "forecast-unchanged"; readonly name: string };
