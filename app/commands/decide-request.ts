import { randomUUID } from "node:crypto";
import type { DecidedAmount } from "#app/domain/arbitration/amount.ts";
import { decide } from "#app/domain/arbitration/decision.ts";
import { checkDecision, type Standing } from "#app/domain/arbitration/envelope.ts";
import { type Outcome, outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { spreadDecision } from "#app/domain/arbitration/spreading.ts";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import { transit } from "#app/domain/forecast/transition.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { decisionBasis } from "#db/queries/arbitration/basis.ts";
import { insertDecision, insertDecisionCells, latestOn, latestRows, standingDecision } from "#db/queries/arbitration/decision.ts";
import { standings } from "#db/queries/arbitration/envelope.ts";
import { findScenario, type Scenario, scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { lockCampaign } from "#db/queries/campaign.ts";
import { authorsOf, moveRequest, type RequestRow } from "#db/queries/forecast/request.ts";
import { askedCells } from "#db/queries/forecast/sheet.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type Actor, type CommandContext, runCommand } from "./run.ts";

export interface DecisionInput {
  readonly scenarioId: string;
  readonly requestId: string;
  readonly verb: DecisionVerb;
  readonly reason: string;
  readonly condition?: string | undefined;
  /** The number of the decision that the decider saw in force, 0 for none; left out: whatever stands is corrected. */
  readonly seen?: number | undefined;
  /** The class may be left out when the request asks for one only. */
  readonly amounts?:
    | readonly { spendingClass?: SpendingClass | undefined; measure: BudgetResource; targetYear: number; decided: Quantity }[]
    | undefined;
}
export interface MadeDecision {
  readonly decisionId: string;
  readonly number: number;
  readonly outcome: Outcome;
  /** Envelopes that what is decided so far exceeds: allowed while others are to come, refused at adoption. */
  readonly exceeded: readonly Standing[];
}

/**
 * Decides a request in a scenario; a second decision on it corrects the first, and cites it. Whoever had a hand in the request does not
 * decide it. Amounts are spread over the cells asked, exactly.
 */
export async function decideRequest(context: CommandContext, input: DecisionInput): Promise<Result<MadeDecision>> {
  return await runCommand(context, { name: "decide-request", capability: "arbitration.decide" }, input, async (db, touch) => {
    const scenario = await openScenario(db, input.scenarioId);
    if (!scenario.ok) return scenario;
    const found = await decidable(db, context, input, scenario.value);
    if (!found.ok) return found;
    const request = found.value;
    const unseen = await decidedSince(db, input);
    if (!unseen.ok) return unseen;
    const moved = transit(request, "decide", input.reason);
    if (!moved.ok) return moved;
    const decided = await decidedAmounts(db, input, request);
    if (!decided.ok) return decided;
    const before = await standings(db, request.campaignId, scenario.value.id);
    const made = await record(db, context.actor, input, request, decided.value);
    const cells = spreadDecision(await askedCells(db, request.id, "whole"), decided.value);
    await insertDecisionCells(db, [{ decisionId: made.decisionId, cells }]);
    const after = await standings(db, request.campaignId, scenario.value.id);
    const fits = checkDecision(before, after, request.targetYear);
    if (!fits.ok) return fits;
    if (moved.value.moved) {
      const { to, version } = moved.value;
      const reason = input.reason.trim();
      await moveRequest(db, { requestId: request.id, from: request.state, to, version, actor: context.actor.id, reason });
    }
    touch({
      kind: "decision",
      id: made.decisionId,
      unit: request.unit,
      detail: { request: request.id, number: made.number, verb: input.verb },
    });
    return accept({
      ...made,
      outcome: outcomeOf(input.verb, decided.value),
      exceeded: after.filter((standing) => standing.decidedOver > 0n),
    });
  });
}

/** The scenario, with its campaign locked: one decision at a time, and none once a scenario is adopted. */
export async function openScenario(db: Db, id: string): Promise<Result<Scenario>> {
  const named = await findScenario(db, id);
  if (!named || !(await lockCampaign(db, named.campaignId))) return refuse({ kind: "not-found", what: "scenario", id });
  const scenarios = await scenariosOf(db, named.campaignId);
  const scenario = scenarios.find((own) => own.id === id) ?? named;
  const state = scenarios.some((own) => own.state === "adopted") ? "adopted" : scenario.state;
  return state === "open" ? accept(scenario) : refuse({ kind: "wrong-state", what: "scenario", state, expected: ["open"] });
}

async function decidable(
  db: Db,
  context: CommandContext,
  { requestId }: DecisionInput,
  { campaignId }: Scenario,
): Promise<Result<RequestRow>> {
  const found = await requestWithinReach(db, context, requestId, "decide");
  if (!found.ok) return found;
  if (found.value.campaignId !== campaignId) return refuse({ kind: "not-found", what: "request", id: requestId });
  const author = (await authorsOf(db, requestId)).get(context.actor.id);
  return author === undefined ? found : refuse<Refusal>({ kind: "author-decides", author });
}

/** Whoever decides corrects what they saw, and nothing that came since. */
async function decidedSince(db: Db, { scenarioId, requestId, seen }: DecisionInput): Promise<Result<true>> {
  if (seen === undefined) return accept(true);
  const standing = await standingDecision(db, scenarioId, requestId);
  if ((standing?.number ?? 0) === seen) return accept(true);
  const { number, by } = (await latestOn(db, scenarioId, requestId)) ?? { number: 0, by: "" };
  return refuse<Refusal>({ kind: "decided-since", number, by });
}

async function decidedAmounts(db: Db, input: DecisionInput, request: RequestRow): Promise<Result<DecidedAmount[]>> {
  const { asked, proposed, room } = await decisionBasis(db, input.scenarioId, request);
  const given = (input.amounts ?? []).map(({ decided, ...key }) => ({ ...key, amount: decided }));
  return decide({ verb: input.verb, reason: input.reason, condition: input.condition ?? "", asked, given, proposed, room });
}

async function record(
  db: Db,
  actor: Actor,
  { scenarioId, verb, reason, condition }: DecisionInput,
  request: RequestRow,
  amounts: readonly DecidedAmount[],
): Promise<{ decisionId: string; number: number }> {
  const decisionId = randomUUID();
  const latest = (await latestRows(db, scenarioId, [request.id])).get(request.id) ?? null;
  const number = await insertDecision(db, {
    ...{ id: decisionId, campaign: request.campaignId, scenarioId, requestId: request.id, requestVersion: request.version },
    ...{ verb, reason: reason.trim(), condition: condition?.trim() || null, amounts },
    ...{ requestedBy: request.author, decidedBy: actor.id, replaces: latest },
  });
  return { decisionId, number };
}
