import { accept, type Result, refuse } from "../result.ts";
import type { SpendingClass } from "../stage.ts";
import type { MovementLine } from "./movement.ts";

/** Who judged a move of title 2 towards other titles, and how. */
export interface ControllerAct {
  readonly favourable: boolean;
  readonly by: string;
}

export const fungibilityArticle = "LOLF art. 7 II";

/**
 * Asymmetric fungibility: title 2 may serve other titles inside the programme, with an act of the budget controller; other titles never serve
 * title 2 (`checkMovement` refuses it in any case). True when the act is needed.
 */
export function leavesPersonnel(lines: readonly MovementLine[], classOf: (nature: string) => SpendingClass | undefined): boolean {
  return lines.some(({ from, to }) => classOf(from.nature) === "personnel" && classOf(to.nature) === "nonPersonnel");
}

/** The act that stands last decides: none yet (`controller-act-required`), or an unfavourable one (`controller-act-refused`), and nothing is approved. */
export function checkControllerAct(needed: boolean, acts: readonly ControllerAct[]): Result<true> {
  if (!needed) return accept(true);
  const last = acts.at(-1);
  if (!last) return refuse({ kind: "controller-act-required", article: fungibilityArticle });
  return last.favourable ? accept(true) : refuse({ kind: "controller-act-refused", by: last.by, article: fungibilityArticle });
}
