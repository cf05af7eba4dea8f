import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { TimeColumn } from "../workload/time-file.ts";
import type { StaffColumn } from "./people-file.ts";

/** What is refused of people, posts and their files; shares of working time in hundredths. */
export type WorkforceRefusal =
  | { readonly kind: "working-time-out-of-range"; readonly ratio: Quantity }
  | { readonly kind: "leaving-before-arrival"; readonly firstDay: Day; readonly lastDay: Day }
  | {
      readonly kind: "contracts-overlap";
      readonly person: string;
      readonly unit: string;
      readonly firstDay: Day;
      readonly lastDay: Day | null;
    }
  | { readonly kind: "more-than-full-time"; readonly person: string; readonly on: Day; readonly ratio: Quantity }
  | { readonly kind: "post-not-open"; readonly post: string; readonly firstDay: Day; readonly lastDay: Day | null }
  | { readonly kind: "post-overfilled"; readonly post: string; readonly size: Quantity; readonly on: Day; readonly ratio: Quantity }
  | { readonly kind: "post-is-held"; readonly post: string; readonly until: Day | null }
  | { readonly kind: "employment-category-unknown"; readonly category: string }
  | { readonly kind: "change-out-of-contract"; readonly on: Day; readonly firstDay: Day; readonly lastDay: Day | null }
  | { readonly kind: "change-of-nothing" }
  | { readonly kind: "staffing-month-not-over"; readonly month: string; readonly lastDay: Day }
  | { readonly kind: "staffing-nothing-to-post"; readonly month: string }
  /** Of files of people and of time: what is wrong with the file, whatever it tells. */
  | { readonly kind: "staff-cell-missing"; readonly column: StaffColumn | TimeColumn }
  | { readonly kind: "staff-file-columns-missing"; readonly columns: readonly (StaffColumn | TimeColumn)[] }
  | { readonly kind: "staff-file-applied"; readonly at: string; readonly by: string }
  | { readonly kind: "staff-file-moved" }
  | { readonly kind: "staff-file-brings-nothing" }
  | { readonly kind: "staff-file-undone" }
  | { readonly kind: "staff-file-changed-since"; readonly person: string };
