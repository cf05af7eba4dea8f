import type { ExtractField, ExtractKind } from "./kind.ts";

/** Why an extract is not written in the books, or why what it wrote is not undone. */
export type ChorusRefusal =
  /** Between its check and its import something else was written: it is to be looked at again. */
  | { readonly kind: "extract-moved" }
  | { readonly kind: "extract-unchecked"; readonly name: string }
  | { readonly kind: "extract-unmapped"; readonly fields: readonly ExtractField[] }
  | { readonly kind: "extract-nothing-new" }
  | { readonly kind: "extract-posted"; readonly at: string; readonly by: string }
  /** A later extract of the same kind stands on it: that one is undone first. */
  | { readonly kind: "extract-not-last"; readonly of: ExtractKind; readonly name: string }
  | { readonly kind: "extract-older"; readonly asOf: string; readonly name: string }
  | { readonly kind: "extract-unbalanced"; readonly debit: bigint; readonly credit: bigint }
  | { readonly kind: "reconciliation-moved" }
  | { readonly kind: "reconciliation-unexplained"; readonly count: number };
