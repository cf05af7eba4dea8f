import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";

export type CreditsYearEndRefusal =
  | { readonly kind: "complementary-over"; readonly year: number; readonly lastDay: Day; readonly on: Day; readonly days: number }
  /** What was carried over, and the requests that were taken again, rest on the lapse: they are undone first. */
  | {
      readonly kind: "lapse-rested-upon";
      readonly year: number;
      readonly next: number;
      readonly carried: Quantity;
      readonly requests: number;
    };
