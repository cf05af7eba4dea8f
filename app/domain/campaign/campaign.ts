import { type Day, isDay } from "../month.ts";
import { accept, type Result, refuse } from "../result.ts";

export type CampaignKind = "initial" | "revised" | "landing";
export type CampaignState = "draft" | "open" | "arbitration" | "closed";

export interface CampaignPlan {
  readonly targetYear: number;
  readonly label: string;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly units: readonly string[];
}

/** A campaign has a name, real dates in order, and at least one unit, each once. */
export function checkCampaign<Plan extends CampaignPlan>(plan: Plan): Result<Plan> {
  if (plan.label.trim() === "") return refuse({ kind: "wrong-form", fields: { label: "required" } });
  for (const day of [plan.opensOn, plan.closesOn]) if (!isDay(day)) return refuse({ kind: "not-a-day", text: day });
  if (plan.closesOn < plan.opensOn) return refuse({ kind: "dates-out-of-order", earlier: plan.opensOn, later: plan.closesOn });
  if (plan.units.length === 0) return refuse({ kind: "wrong-form", fields: { units: "required" } });
  return accept(plan);
}

/** Requests are written, submitted and returned while the campaign is open or under arbitration; the deadline is said, not enforced. */
export function takesRequests(state: CampaignState): boolean {
  return state === "open" || state === "arbitration";
}

/** Where a unit stands in a campaign, said in one word (`ux.md` §2.4 C). */
export type Progress = "notStarted" | "underWay" | "submitted" | "returned" | "accepted";

/**
 * No request: not started. One returned and not submitted again: returned. One in draft: under way. All accepted or beyond: accepted.
 * Else everything is submitted.
 */
export function progressOf(counts: { requests: number; drafts: number; returned: number; accepted: number }): Progress {
  if (counts.requests === 0) return "notStarted";
  if (counts.returned > 0) return "returned";
  if (counts.drafts > 0) return "underWay";
  return counts.accepted === counts.requests ? "accepted" : "submitted";
}

/** Late: the deadline has passed and something is not handed in. */
export function isLate(progress: Progress, closesOn: Day, today: Day): boolean {
  return today > closesOn && progress !== "submitted" && progress !== "accepted";
}
