import type { ExpenseKey } from "./operation.ts";

export type WorksRefusal =
  /** An expense is given away once: what is asked and what others have, in thousandths. */
  | { readonly kind: "expense-given-twice"; readonly key: ExpenseKey; readonly code: string; readonly share: number; readonly left: number }
  /** Work, dates or expense still stand in the phase. */
  | { readonly kind: "phase-in-use"; readonly label: string }
  /** An item is the work of one operation at most. */
  | { readonly kind: "item-of-another-operation"; readonly item: string; readonly operation: string }
  | { readonly kind: "operation-out-of-order"; readonly first: string; readonly last: string };
