import type { Quantity } from "../../quantity.ts";

/** What ends the credits of an exercise, in the order in which it is done. */
export const yearEndSteps = ["overruns", "tranches", "payments", "lapse", "requests", "commitments", "carryOver", "closing"] as const;
export type YearEndStep = (typeof yearEndSteps)[number];

/**
 * `blocking`: the exercise cannot close before it · `toDo` · `waiting`: another step comes first, or the exercise still runs · `done` ·
 * `nothing`: there was nothing to do.
 */
export type StepState = "blocking" | "toDo" | "waiting" | "done" | "nothing";

/** What the books and the documents say of the end of an exercise, in cents; staff and days count in `open` and `overruns` alone. */
export interface YearEndFacts {
  /** Today is after its last day. */
  readonly ended: boolean;
  /** Today may still pay for it. */
  readonly complementary: boolean;
  readonly closed: boolean;
  readonly overruns: number;
  /** Of which two persons agreed that the exercise closes in spite of them. */
  readonly overrunsWaived: number;
  readonly tranches: number;
  /** Asked in the exercise or before, not paid, and holding its CP. */
  readonly unpaid: number;
  /** Units and resources where a stage that ends with the exercise still holds something. */
  readonly open: number;
  readonly lapsed: boolean;
  /** Unpaid requests that no later exercise has taken yet. */
  readonly toTakeAgain: number;
  readonly takenAgain: number;
  readonly openCommitments: number;
  /** What lapsed and may be carried over, and what was. */
  readonly carriable: Quantity;
  readonly carried: Quantity;
  /** What stands before the closing, the overruns aside. */
  readonly closingBlocked: number;
}

/** Where each step stands. Every open stage is at zero once none of them is `blocking` nor `toDo`. */
export function stateOfSteps(facts: YearEndFacts): Readonly<Record<YearEndStep, StepState>> {
  const lapse = lapseState(facts);
  return {
    overruns: facts.overruns === 0 ? "nothing" : facts.overruns <= facts.overrunsWaived ? "done" : "blocking",
    tranches: facts.tranches === 0 ? "nothing" : facts.lapsed ? "done" : "toDo",
    payments: facts.unpaid === 0 ? "nothing" : !facts.ended ? "waiting" : facts.complementary && !facts.lapsed ? "toDo" : "done",
    lapse,
    requests: facts.toTakeAgain > 0 ? (facts.lapsed ? "toDo" : "waiting") : facts.takenAgain > 0 ? "done" : "nothing",
    // They pass by themselves: nothing is posted, their outstanding lives on the commitment.
    commitments: facts.openCommitments === 0 ? "nothing" : facts.ended ? "done" : "waiting",
    carryOver: facts.carried > 0n ? "done" : facts.carriable === 0n ? "nothing" : facts.lapsed ? "toDo" : "waiting",
    closing: closingState(facts, lapse),
  };
}

function lapseState({ open, ended, closed, lapsed }: YearEndFacts): StepState {
  if (open === 0) return lapsed ? "done" : "nothing";
  return ended && !closed ? "toDo" : "waiting";
}

function closingState({ closed, ended, closingBlocked }: YearEndFacts, lapse: StepState): StepState {
  if (closed) return "done";
  if (!ended || lapse === "toDo") return "waiting";
  return closingBlocked > 0 ? "blocking" : "toDo";
}
