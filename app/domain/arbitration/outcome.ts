import type { DecidedAmount } from "./amount.ts";
import type { RegisterVerb } from "./verb.ts";

/** How a decided request came out (`domain.md` §2): the words of the register and of the notification. */
export type Outcome = "granted" | "conditional" | "partial" | "deferred" | "refused" | "takenBack";

/** A verb names its outcome, but for those that set amounts: all that was asked is granted, nothing of it is refused, else partial. */
export function outcomeOf(verb: RegisterVerb, amounts: readonly Pick<DecidedAmount, "asked" | "decided">[]): Outcome {
  if (verb === "takeBack") return "takenBack";
  if (verb === "grantConditionally") return "conditional";
  if (verb === "defer") return "deferred";
  if (verb === "refuse") return "refused";
  if (amounts.every(({ asked, decided }) => decided >= asked)) return "granted";
  return amounts.every(({ decided }) => decided === 0n) ? "refused" : "partial";
}
