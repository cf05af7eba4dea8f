import type { Month } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";

/** What is refused of staff asked for, and of what it costs; lines are numbered from 1, full-time equivalents in hundredths. */
export type StaffRefusal =
  | { readonly kind: "staff-fte-out-of-range"; readonly line: number; readonly fte: Quantity; readonly largest: Quantity }
  | {
      readonly kind: "staff-month-not-planned";
      readonly line: number;
      readonly month: Month;
      readonly first: number;
      readonly last: number;
    }
  | { readonly kind: "staff-exit-before-entry"; readonly line: number; readonly entry: Month; readonly exit: Month }
  | { readonly kind: "staff-entry-missing"; readonly line: number }
  | { readonly kind: "staff-saving-is-a-leaving"; readonly line: number }
  | { readonly kind: "staff-category-unknown"; readonly line: number; readonly category: string }
  | { readonly kind: "staff-lines-remain" }
  | { readonly kind: "average-cost-missing"; readonly category: string; readonly year: number }
  | { readonly kind: "cost-hypotheses-missing"; readonly year: number }
  | { readonly kind: "cells-from-staff"; readonly nature: string }
  | { readonly kind: "costs-not-seen"; readonly nature: string };
