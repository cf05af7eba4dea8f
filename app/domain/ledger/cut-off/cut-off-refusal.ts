import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";

/** What the assistant that cuts two exercises apart refuses. */
export type CutOffRefusal =
  | { kind: "accounts-not-of-cut-off"; cutOff: string; result: string; balance: string }
  | { kind: "above-evidence"; asked: Quantity; limit: Quantity }
  | { kind: "nothing-after-year-end"; from: Day; to: Day; lastDay: Day }
  | { kind: "no-cut-off-to-post"; year: number }
  | { kind: "no-cut-off-to-reverse"; year: number }
  | { kind: "no-cut-off-to-release"; month: string }
  | { kind: "next-year-not-open"; year: number };
