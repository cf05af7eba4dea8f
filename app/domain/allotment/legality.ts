import type { Quantity } from "../quantity.ts";
import type { MovementKind, SpendingClass } from "../stage.ts";
import { type CapState, capRules } from "./caps.ts";
import { type ControllerAct, fungibilityArticle, leavesPersonnel } from "./fungibility.ts";
import { checkMovement, type MovementLine, movementRules } from "./movement.ts";
import { needsAct } from "./movement-state.ts";
import type { RoomChange } from "./redeployment.ts";

/** One thing that the law, or what is left, says of a movement; `ok` null: not settled yet. */
export type LegalPoint =
  | { readonly rule: "direction"; readonly ok: boolean; readonly article: string; readonly way: "same" | "toOther" | "toPersonnel" }
  | { readonly rule: "personnel"; readonly ok: boolean; readonly article: string }
  | { readonly rule: "act"; readonly ok: boolean; readonly article: string }
  | { readonly rule: "controller"; readonly ok: boolean | null; readonly article: string; readonly by: string }
  | { readonly rule: "cap"; readonly ok: boolean; readonly article: string; readonly state: CapState; readonly asked: Quantity }
  | { readonly rule: "available"; readonly ok: boolean; readonly short: readonly RoomChange[] };

export interface JudgedMovement {
  readonly kind: MovementKind;
  readonly lines: readonly MovementLine[];
  readonly actReference?: string;
  readonly acts?: readonly ControllerAct[];
  /** Each cap that it draws on, as it stands, with what is asked of it. */
  readonly caps?: readonly { readonly state: CapState; readonly asked: Quantity }[];
  /** Of the units whose room is known. */
  readonly changes?: readonly RoomChange[];
  readonly reversal?: boolean;
}

/** What the rules say of a movement, point by point, those that concern it: to be read while it is written, and before it is approved. */
export function legalPoints(movement: JudgedMovement, classOf: (nature: string) => SpendingClass | undefined): LegalPoint[] {
  const { kind, lines, actReference = "", acts = [], caps = [], changes = [], reversal = false } = movement;
  if (lines.length === 0) return [];
  const refusal = checkMovement(kind, lines, classOf, { reversal });
  const broken = refusal.ok ? null : refusal.refusal.kind;
  const touches = (spendingClass: SpendingClass) =>
    lines.some(({ from, to }) => classOf(from.nature) === spendingClass || classOf(to.nature) === spendingClass);
  const points: LegalPoint[] = [];
  if (kind === "redeployment") {
    const leaves = leavesPersonnel(lines, classOf);
    const way = broken === "non-personnel-to-personnel" ? "toPersonnel" : leaves ? "toOther" : "same";
    points.push({ rule: "direction", ok: way !== "toPersonnel", article: fungibilityArticle, way });
    const last = acts.at(-1);
    if (leaves) points.push({ rule: "controller", ok: last?.favourable ?? null, article: fungibilityArticle, by: last?.by ?? "" });
  }
  if (touches("personnel")) points.push({ rule: "personnel", ok: broken !== "personnel-authorisations-differ", article: "LOLF art. 8" });
  if (needsAct(kind)) points.push({ rule: "act", ok: actReference.trim() !== "", article: movementRules[kind].article });
  for (const { state, asked } of caps) {
    const ok = asked <= 0n || state.used + asked <= state.ceiling;
    points.push({ rule: "cap", ok, article: capRules[state.cap].article, state, asked });
  }
  if (changes.length > 0) {
    const short = changes.filter(({ missing }) => missing > 0n);
    points.push({ rule: "available", ok: short.length === 0, short });
  }
  return points;
}
