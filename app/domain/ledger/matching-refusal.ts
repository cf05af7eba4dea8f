import type { Quantity } from "../quantity.ts";

/** Why lines are not matched, or a matching not undone. Amounts are cents. */
export type MatchingRefusal =
  | { kind: "account-not-matched"; account: string; prefixes: readonly string[] }
  | { kind: "matching-too-few-lines"; count: number }
  | { kind: "matching-parties-differ"; parties: readonly string[] }
  | { kind: "matching-one-sided"; side: "debit" | "credit" }
  | { kind: "matching-unbalanced"; debit: Quantity; credit: Quantity }
  | { kind: "matching-line-taken"; journal: string; number: bigint; line: number; code: string }
  | { kind: "matching-gap-too-large"; gap: Quantity; threshold: Quantity }
  | { kind: "matching-proposals-changed" }
  | { kind: "matching-nothing-proposed" }
  | { kind: "matching-nothing-to-undo" }
  | { kind: "matching-undo-changed"; seen: number; current: number };
