import type { Capability } from "#app/domain/access.ts";
import type { StepName } from "#app/domain/campaign/calendar.ts";
import { takesRequests } from "#app/domain/campaign/campaign.ts";
import { type RequestAct, transitions } from "#app/domain/forecast/transition.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Campaign, campaignUnits } from "#db/queries/campaign.ts";
import { findRequest, type RequestRow } from "#db/queries/forecast/request.ts";
import { checkStep } from "./campaign-windows.ts";
import { type Actor, type CommandContext, denial } from "./run.ts";

/** The step of the calendar in which each act is done; none for what follows the campaign. */
const stepOf: Readonly<Record<RequestAct | "edit", StepName | undefined>> = {
  edit: "writing",
  submit: "submission",
  recall: "submission",
  accept: "review",
  return: "review",
  instruct: "review",
  preArbitrate: "review",
  callToConference: "review",
  decide: "arbitration",
  notify: undefined,
  allot: undefined,
};

/**
 * The request that an act is about, locked, when the actor may do this act on its unit; else it does not exist for them. Refused after that: the
 * campaign takes no requests, the step of the calendar is not open to the actor.
 */
export async function requestWithinReach(
  db: Db,
  { actor, today }: Pick<CommandContext, "actor" | "today">,
  requestId: string,
  act: RequestAct | "edit",
): Promise<Result<RequestRow>> {
  const request = await findRequest(db, requestId, { lock: true });
  if (!request) return refuse({ kind: "not-found", what: "request", id: requestId });
  const capability = act === "edit" ? "forecast.edit" : transitions[act].capability;
  if (denial(actor.access, { name: act, capability, unit: request.unit }))
    return refuse({ kind: "not-found", what: "request", id: requestId });
  const open = openForRequests({ state: request.campaignState });
  if (!open.ok) return open;
  const step = stepOf[act];
  if (!step) return accept(request);
  const within = await checkStep(db, { actor, today }, request, step);
  return within.ok ? accept(request) : within;
}

/** What concerns a whole campaign (envelopes, scenarios, adoption) asks the capability on each of its units. */
export async function checkCampaignReach(db: Db, actor: Actor, campaignId: string, capability: Capability): Promise<Result<true>> {
  for (const unit of await campaignUnits(db, campaignId)) {
    if (denial(actor.access, { name: "campaign", capability, unit })) return refuse({ kind: "forbidden", capability });
  }
  return accept(true);
}

export function openForRequests({ state }: Pick<Campaign, "state">): Result<true> {
  if (takesRequests(state)) return accept(true);
  return refuse({ kind: "wrong-state", what: "campaign", state, expected: ["open", "arbitration"] });
}
