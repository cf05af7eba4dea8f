import type { Capability } from "../access.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { RequestState } from "./request-state.ts";

/** What may happen to a request. */
export const requestActs = [
  "submit",
  "recall",
  "accept",
  "return",
  "instruct",
  "preArbitrate",
  "callToConference",
  "decide",
  "notify",
  "allot",
] as const;
export type RequestAct = (typeof requestActs)[number];

export interface Transition {
  readonly from: readonly RequestState[];
  readonly to: RequestState;
  /** What one must hold on the request's unit. */
  readonly capability: Capability;
  /** The act says why. */
  readonly reasoned: boolean;
  /** The request starts again as a new version, which keeps its history. */
  readonly newVersion: boolean;
}

/**
 * The life of a request (`domain.md` §2), each row one act. A unit takes back what it handed in while the department has done nothing with it;
 * accepting says that it is complete, and ends that. Acceptance, pre-arbitration and conference may be skipped; the instruction may not.
 * An act that leads where the request already is (a new opinion, a corrected decision) is allowed and moves nothing.
 */
export const transitions: Readonly<Record<RequestAct, Transition>> = {
  submit: row(["draft"], "submitted", "forecast.submit"),
  recall: row(["submitted"], "draft", "forecast.submit"),
  accept: row(["submitted"], "accepted", "forecast.return"),
  return: {
    ...row(["submitted", "accepted", "instructed", "preArbitrated", "conference"], "draft", "forecast.return"),
    reasoned: true,
    newVersion: true,
  },
  instruct: { ...row(["submitted", "accepted", "instructed"], "instructed", "arbitration.prepare"), reasoned: true },
  preArbitrate: row(["instructed"], "preArbitrated", "arbitration.prepare"),
  callToConference: row(["instructed", "preArbitrated"], "conference", "arbitration.prepare"),
  decide: { ...row(["instructed", "preArbitrated", "conference", "arbitrated"], "arbitrated", "arbitration.decide"), reasoned: true },
  notify: row(["arbitrated"], "notified", "allotment.notify"),
  allot: row(["notified"], "allotted", "allotment.release"),
};

export interface Moved {
  readonly to: RequestState;
  readonly version: number;
  /** False when the request is already there: nothing to log. */
  readonly moved: boolean;
}

/** Where an act takes a request that stands in `state` at `version`. Refused: `wrong-state`, then `reason-required`. */
export function transit({ state, version }: { state: RequestState; version: number }, act: RequestAct, reason = ""): Result<Moved> {
  const { from, to, reasoned, newVersion } = transitions[act];
  if (!from.includes(state)) return refuse({ kind: "wrong-state", what: "request", state, expected: from });
  if (reasoned && reason.trim() === "") return refuse({ kind: "reason-required" });
  return accept({ to, version: newVersion ? version + 1 : version, moved: to !== state });
}

function row(from: readonly RequestState[], to: RequestState, capability: Capability): Transition {
  return { from, to, capability, reasoned: false, newVersion: false };
}
