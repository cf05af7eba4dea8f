import { type Finding, findingName } from "#app/domain/forecast/checks/finding.ts";
import { checkSubmission } from "#app/domain/forecast/request.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { transit } from "#app/domain/forecast/transition.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { draftRequests } from "#db/queries/forecast/checks.ts";
import { moveRequest, type RequestRow } from "#db/queries/forecast/request.ts";
import { askedCells } from "#db/queries/forecast/sheet.ts";
import { findingsOf } from "./find-faults.ts";
import { tellOfRequests } from "./forecast-notices.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface Confirmation {
  /** The warnings that the person saw and confirmed, by `findingName`. Absent: nobody was asked (the demo, a file); what blocks still does. */
  readonly confirmed?: readonly string[];
}

/**
 * Hands a request in. From now on its lines are read only, until it is sent back or taken back. Refused: `submission-blocked` by its checks,
 * `warnings-to-confirm` when they find something else than what was confirmed.
 */
export async function submitRequest(
  context: CommandContext,
  input: { readonly requestId: string } & Confirmation,
): Promise<Result<{ requestId: string }>> {
  return await runCommand(context, { name: "submit-request", capability: "forecast.submit" }, input, async (db, touch) => {
    const found = await requestWithinReach(db, context, input.requestId, "submit");
    if (!found.ok) return found;
    const submitted = await submitAll(db, context, [found.value], input);
    if (!submitted.ok) return submitted;
    touch({ kind: "request", id: found.value.id, unit: found.value.unit, detail: { confirmed: submitted.value.confirmed } });
    return accept({ requestId: found.value.id });
  });
}

/** Hands in everything that a unit still has in draft, in one act: all of it, or nothing. */
export async function submitSheet(
  context: CommandContext,
  input: { readonly campaignId: string; readonly unit: string } & Confirmation,
): Promise<Result<{ count: number }>> {
  const declaration = { name: "submit-sheet", capability: "forecast.submit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    if (!(await findCampaign(db, input.campaignId))) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const drafts = await draftRequests(db, input.campaignId, input.unit, "whole");
    if (drafts.length === 0) return refuse({ kind: "nothing-to-submit", unit: input.unit });
    const requests: RequestRow[] = [];
    for (const { id } of drafts) {
      const found = await requestWithinReach(db, context, id, "submit");
      if (!found.ok) return found;
      requests.push(found.value);
    }
    const submitted = await submitAll(db, context, requests, input);
    if (!submitted.ok) return submitted;
    for (const { id, unit } of requests) touch({ kind: "request", id, unit, detail: { confirmed: submitted.value.confirmed } });
    return accept({ count: requests.length });
  });
}

async function submitAll(
  db: Db,
  context: CommandContext,
  requests: readonly RequestRow[],
  { confirmed }: Confirmation,
): Promise<Result<{ confirmed: number }>> {
  const [first] = requests;
  if (!first) throw new Error("nothing is handed in");
  for (const request of requests) {
    const moved = transit(request, "submit");
    if (!moved.ok) return moved;
    const complete = checkSubmission(request, [{ spendingClass: "nonPersonnel", cells: await askedCells(db, request.id, "whole") }]);
    if (!complete.ok) return complete;
  }
  const ids = new Set(requests.map(({ id }) => id));
  const view = costView(costSightOf(context.actor.access), first.unit);
  const findings = (await findingsOf(db, { ...first, today: context.today, view })).filter(({ requestId }) => ids.has(requestId));
  const checked = judge(findings, confirmed);
  if (!checked.ok) return checked;
  for (const { id, state, version } of requests)
    await moveRequest(db, { requestId: id, from: state, to: "submitted", version, actor: context.actor.id, reason: "" });
  await tellOfRequests(db, context, { kind: "submitted", requests });
  return checked;
}

function judge(findings: readonly Finding[], confirmed: readonly string[] | undefined): Result<{ confirmed: number }> {
  const blocking = findings.filter(({ level }) => level === "blocking");
  if (blocking.length > 0) return refuse({ kind: "submission-blocked", count: blocking.length });
  const warnings = findings.map(findingName);
  if (confirmed === undefined) return accept({ confirmed: 0 });
  const known = new Set(confirmed);
  const unseen = warnings.filter((name) => !known.has(name));
  return unseen.length > 0 ? refuse({ kind: "warnings-to-confirm", count: unseen.length }) : accept({ confirmed: warnings.length });
}
