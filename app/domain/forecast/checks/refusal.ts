/** Why requests are not handed in: what their checks found. */
export type CheckRefusal =
  | { readonly kind: "submission-blocked"; readonly count: number }
  | { readonly kind: "warnings-to-confirm"; readonly count: number }
  | { readonly kind: "nothing-to-submit"; readonly unit: string };
