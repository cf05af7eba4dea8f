import type { RequestKind } from "./request-state.ts";

/** What a line of the baseline is (`domain.md` §2): what goes on as it was, the rest of a year begun late, prices, what happened once. */
export const baselineComponents = ["renewal", "fullYearEffect", "priceIndexation", "endOfOneOffs"] as const;
export type BaselineComponent = (typeof baselineComponents)[number];

/** The sign of the amounts of a line: a saving and the end of what happened once are never above 0, everything else is never below. */
export function signOf(kind: RequestKind, component: BaselineComponent | null | undefined): "notPositive" | "notNegative" {
  return kind === "saving" || component === "endOfOneOffs" ? "notPositive" : "notNegative";
}
