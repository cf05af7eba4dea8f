import type { Day } from "../month.ts";
import { type AlertState, type Finding, isCounted, rankOf, type StandingAlert } from "./alert.ts";
import type { AlertSettings } from "./settings.ts";

/** What becomes of an alert when it is looked at again; each is a line of its history but `measured`, which says the same with today's figures. */
export type AlertAct = "raised" | "worsened" | "eased" | "measured" | "woken" | "reopened" | "ended";

/** What is kept of an alert's history: what was found, and what people said. */
export type AlertStepAct = Exclude<AlertAct, "measured"> | "asked" | "answered" | "snoozed";

export interface AlertChange {
  readonly act: AlertAct;
  readonly state: AlertState;
}

/**
 * What is found today against what is kept: nothing where nothing changed, so that looking twice is looking once. An alert ends by itself when its
 * cause does, unless somebody still waits for an explanation; what was answered, put aside or ended comes back when it has grown.
 */
export function changeOf(
  standing: StandingAlert | undefined,
  finding: Finding | undefined,
  settings: AlertSettings,
  today: Day,
): AlertChange | undefined {
  if (!standing) return finding && { act: "raised", state: "open" };
  if (standing.cause === "question") return undefined;
  const { state } = standing;
  if (!finding) return state === "closed" || standing.asked ? undefined : { act: "ended", state: "closed" };
  if (state === "closed") return returns(finding, settings) ? { act: "reopened", state: "open" } : undefined;
  if (state === "open") return moved(standing, finding);
  if (standing.reference && isWorse(finding, standing.reference, settings)) return { act: "worsened", state: "open" };
  if (state === "snoozed" && (standing.snoozedUntil ?? "") <= today) return { act: "woken", state: "open" };
  return isSame(standing, finding) ? undefined : { act: "measured", state };
}

function moved(standing: StandingAlert, finding: Finding): AlertChange | undefined {
  if (isSame(standing, finding)) return undefined;
  const byRank = rankOf(standing) - rankOf(finding);
  const weight = byRank === 0 ? levels.indexOf(finding.level) - levels.indexOf(standing.level) : byRank;
  return { act: weight > 0 ? "worsened" : weight < 0 ? "eased" : "measured", state: "open" };
}

const levels = ["watch", "serious"] as const;

/** A cause that ended and is found again: only when it is serious, or well beyond its limit, so that what hovers around it stays closed. */
function returns(finding: Finding, settings: AlertSettings): boolean {
  return finding.level === "serious" || finding.size >= finding.limit + stepOf(finding, settings);
}

function isWorse(finding: Finding, { sign, size }: Pick<Finding, "sign" | "size">, settings: AlertSettings): boolean {
  const byRank = rankOf({ cause: finding.cause, sign }) - rankOf(finding);
  return byRank > 0 || (byRank === 0 && finding.size >= size + stepOf(finding, settings));
}

function stepOf({ cause }: Finding, { worsening, worseningCount }: AlertSettings): number {
  return isCounted(cause) ? worseningCount : worsening;
}

function isSame(left: Finding, right: Finding): boolean {
  const told = ["sign", "level", "size", "amount", "day", "months"] as const;
  return told.every((key) => left[key] === right[key]);
}

/** Until when an alert may be put aside: tomorrow at the earliest, half a year at most. */
export const longestSnoozeDays = 184;
