import { accept, type Result, refuse } from "../../result.ts";

/** A scenario is written while it is open; frozen, it may be adopted or opened again; one of a campaign is adopted, once. */
export const scenarioStates = ["open", "frozen", "adopted", "rejected"] as const;
export type ScenarioState = (typeof scenarioStates)[number];

/** What the amounts of a scenario are before anybody writes one: what is asked, what was notified in N, what the department proposes. */
export const scenarioStarts = ["asked", "previousYear", "proposal"] as const;
export type ScenarioStart = (typeof scenarioStarts)[number];

export const scenarioActs = ["freeze", "unfreeze", "reject", "reinstate"] as const;
export type ScenarioAct = (typeof scenarioActs)[number];

interface Move {
  readonly from: readonly ScenarioState[];
  readonly to: ScenarioState;
  readonly needsReason: boolean;
}

export const scenarioMoves: Readonly<Record<ScenarioAct, Move>> = {
  freeze: { from: ["open"], to: "frozen", needsReason: false },
  unfreeze: { from: ["frozen"], to: "open", needsReason: true },
  reject: { from: ["open", "frozen"], to: "rejected", needsReason: true },
  reinstate: { from: ["rejected"], to: "open", needsReason: true },
};

/** States from which a scenario may be adopted. */
export const adoptable: readonly ScenarioState[] = ["open", "frozen"];

/** Where an act leads. Refused in this order: a state that it does not leave (`wrong-state`), no reason where one is asked (`reason-required`). */
export function moveScenario(state: ScenarioState, act: ScenarioAct, reason: string): Result<ScenarioState> {
  const { from, to, needsReason } = scenarioMoves[act];
  if (!from.includes(state)) return refuse({ kind: "wrong-state", what: "scenario", state, expected: from });
  if (needsReason && reason.trim() === "") return refuse({ kind: "reason-required" });
  return accept(to);
}
