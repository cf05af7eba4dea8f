/** Why a decision is not made, or not taken back, because of what others did or of what the request is. */
export type DecisionRefusal =
  /** Another row of the register came after what the decider saw. */
  | { kind: "decided-since"; number: number; by: string }
  | { kind: "decided-by-another"; number: number; by: string }
  /** In an act on several requests, those that are decided stay as they are. */
  | { kind: "already-decided"; number: number }
  | { kind: "nothing-asked" }
  /** A saving is refused or put off by a decision of its own: it would add to what is spent. */
  | { kind: "saving-apart" }
  | { kind: "no-decision-to-take-back" };
