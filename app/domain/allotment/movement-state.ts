import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { MovementKind } from "../stage.ts";

/**
 * The life of a movement's document (decision 0129): written, proposed to a second person, then posted, refused or withdrawn. A tranche is
 * planned, then posted or cancelled. What is posted stays: it is undone by another document.
 */
export const movementStates = ["draft", "proposed", "planned", "posted", "refused", "withdrawn", "cancelled"] as const;
export type MovementState = (typeof movementStates)[number];

export const movementActs = ["propose", "approve", "refuse", "withdraw", "release", "cancel"] as const;
export type MovementAct = (typeof movementActs)[number];

const steps: Readonly<Record<MovementAct, { readonly from: readonly MovementState[]; readonly to: MovementState }>> = {
  propose: { from: ["draft"], to: "proposed" },
  approve: { from: ["proposed"], to: "posted" },
  refuse: { from: ["proposed"], to: "refused" },
  withdraw: { from: ["draft", "proposed"], to: "withdrawn" },
  release: { from: ["planned"], to: "posted" },
  cancel: { from: ["planned"], to: "cancelled" },
};

/** The state after an act, or `wrong-state`. */
export function afterAct(state: MovementState, act: MovementAct): Result<MovementState> {
  const { from, to } = steps[act];
  if (from.includes(state)) return accept(to);
  return refuse<Refusal>({ kind: "wrong-state", what: "movement", state, expected: from });
}

export function mayAct(state: MovementState, act: MovementAct): boolean {
  return steps[act].from.includes(state);
}

/** What carries out a decision that was taken already is posted by its author alone; the others wait for a second person. */
const alone: ReadonlySet<MovementKind> = new Set(["notification", "allotment", "withdrawal", "earmark"]);

export function needsApproval(kind: MovementKind): boolean {
  return !alone.has(kind);
}

/** What is done by hand on a page; a year's end is the closing's. */
export const kindsByHand = [
  "opening",
  "carryOver",
  "virement",
  "transfer",
  "cancellation",
  "freeze",
  "extraFreeze",
  "release",
  "notification",
  "allotment",
  "withdrawal",
  "redeployment",
  "earmark",
  "overrunClearing",
] as const satisfies readonly MovementKind[];
export type KindByHand = (typeof kindsByHand)[number];

/** What an act outside the department allows: its number goes with the document (« décret n° 2026-… »). */
const byAct: ReadonlySet<MovementKind> = new Set(["opening", "carryOver", "virement", "transfer", "cancellation"]);

export function needsAct(kind: MovementKind): boolean {
  return byAct.has(kind);
}
