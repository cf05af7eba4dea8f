import type { VarianceCause } from "./cause.ts";

export type ReviewRefusal =
  | { readonly kind: "cause-without-amount"; readonly cause: VarianceCause }
  | { readonly kind: "cause-twice"; readonly cause: VarianceCause }
  | { readonly kind: "other-cause-unnamed" }
  /** What would be issued is not what was seen. */
  | { readonly kind: "report-moved" };
