import { accept, type Result, refuse } from "../result.ts";
import type { MovementKind, SpendingClass } from "../stage.ts";
import type { MovementLine } from "./movement.ts";

/** The programme on the other side of a virement or a transfer, and the class that gives or receives there. */
export interface Counterpart {
  readonly programme: string;
  readonly spendingClass: SpendingClass;
}

/** LOLF art. 12 IV: neither a virement nor a transfer feeds title 2 from another title. */
export const counterpartArticle = "LOLF art. 12 IV";

export function hasCounterpart(kind: MovementKind): kind is "virement" | "transfer" {
  return kind === "virement" || kind === "transfer";
}

/**
 * Says whether the two programmes of a virement or a transfer may meet. Refused, in this order: no programme on the other side
 * (`counterpart-required`) · one that is given to a movement that has none (`counterpart-forbidden`) · title 2 fed from another title, here or there
 * (`non-personnel-to-personnel`).
 */
export function checkCounterpart(
  kind: MovementKind,
  lines: readonly MovementLine[],
  counterpart: Counterpart | undefined,
  classOf: (nature: string) => SpendingClass | undefined,
): Result<true> {
  if (!hasCounterpart(kind)) {
    return counterpart ? refuse({ kind: "counterpart-forbidden", movement: kind, article: counterpartArticle }) : accept(true);
  }
  if (!counterpart) return refuse({ kind: "counterpart-required", movement: kind, article: counterpartArticle });
  for (const { from, to } of lines) {
    const own = classOf(to.nature);
    const [source, target] = from.stage === "voted" ? [counterpart.spendingClass, own] : [own, counterpart.spendingClass];
    if (target === "personnel" && source !== "personnel") return refuse({ kind: "non-personnel-to-personnel" });
  }
  return accept(true);
}
