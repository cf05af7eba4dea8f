import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { MovementKind } from "../stage.ts";
import type { MovementLine } from "./movement.ts";
import type { MovementState } from "./movement-state.ts";

/** A movement as its reversal looks at it; `reversedBy`: the number of the document that undid it, or is about to. */
export interface ReversibleMovement {
  readonly number: string;
  readonly kind: MovementKind;
  readonly state: MovementState;
  readonly isReversal: boolean;
  readonly isOfScenario: boolean;
  readonly reversedBy: string | null;
}

/**
 * May a movement be undone by a document of its own? Refused: not posted · undone already · a reversal, a year's end, or what an adopted scenario
 * notified (its letters are out): these are answered by another movement.
 */
export function checkReversible({ number, kind, state, isReversal, isOfScenario, reversedBy }: ReversibleMovement): Result<true> {
  if (state !== "posted") return refuse<Refusal>({ kind: "wrong-state", what: "movement", state, expected: ["posted"] });
  if (reversedBy !== null) return refuse({ kind: "movement-already-reversed", number, by: reversedBy });
  if (isReversal || isOfScenario || kind === "lapse") return refuse({ kind: "movement-not-reversible", number, movement: kind });
  return accept(true);
}

/** The same lines the other way. */
export function reversalLines<Line extends MovementLine>(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, from: line.to, to: line.from }));
}
