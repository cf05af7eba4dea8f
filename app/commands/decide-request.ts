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
import type { Mandate } from "#db/queries/arbitration/authority.ts";
import { decisionBasis } from "#db/queries/arbitration/basis.ts";
import { insertDecision, insertDecisionCells, latestOn, latestRows, standingDecision } from "#db/queries/arbitration/decision.ts";
import { decidedStandings } from "#db/queries/arbitration/envelope.ts";
import { findScenario, type Scenario, scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { moveSitting } from "#db/queries/arbitration/sitting.ts";
import { lockCampaign } from "#db/queries/campaign.ts";
import { authorsOf, moveRequest, type RequestRow } from "#db/queries/forecast/request.ts";
import { askedCells } from "#db/queries/forecast/sheet.ts";
import { mandateFor } from "./mandate.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { checkSitting, type Decider, deciderIn } from "./sitting-decider.ts";

export interface DecisionInput {
  readonly scenarioId: string;
  readonly requestId: string;
  /** The sitting in which it is taken: by its chair, whoever writes it down. */
  readonly sittingId?: string | undefined;
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
 * decide it, nor somebody else in their name; beyond what the table of decisions lets them, people do not either. Amounts are spread over the cells asked, exactly.
 */
export async function decideRequest(context: CommandContext, input: DecisionInput): Promise<Result<MadeDecision>> {
  const capability = input.sittingId === undefined ? "arbitration.decide" : "arbitration.read";
  return await runCommand(context, { name: "decide-request", capability }, input, async (db, touch) => {
    const scenario = await openScenario(db, input.scenarioId);
    if (!scenario.ok) return scenario;
    const decider = await deciderIn(db, context, input.sittingId, scenario.value);
    if (!decider.ok) return decider;
    const found = await decidable(db, { ...context, actor: decider.value.actor }, input, scenario.value);
    if (!found.ok) return found;
    const request = found.value;
    const inSitting = await checkSitting(db, decider.value, request);
    if (!inSitting.ok) return inSitting;
    const unseen = await decidedSince(db, input);
    if (!unseen.ok) return unseen;
    const moved = transit(request, "decide", input.reason);
    if (!moved.ok) return moved;
    const decided = await decidedAmounts(db, input, request);
    if (!decided.ok) return decided;
    const mandate = await mandateFor(db, { ...context, actor: decider.value.actor }, request, decided.value);
    if (!mandate.ok) return mandate;
    const before = await decidedStandings(db, request.campaignId, scenario.value.id);
    const made = await record(db, decider.value, input, request, { amounts: decided.value, ...mandate.value });
    const cells = spreadDecision(await askedCells(db, request.id, "whole"), decided.value);
    await insertDecisionCells(db, [{ decisionId: made.decisionId, cells }]);
    const after = await decidedStandings(db, request.campaignId, scenario.value.id);
    const fits = checkDecision(before, after, request.targetYear);
    if (!fits.ok) return fits;
    if (moved.value.moved) {
      const { to, version } = moved.value;
      const reason = input.reason.trim();
      await moveRequest(db, { requestId: request.id, from: request.state, to, version, actor: context.actor.id, reason });
    }
    if (decider.value.sitting) await moveSitting(db, decider.value.sitting.id, { shownRequest: null });
    touch({
      kind: "decision",
      id: made.decisionId,
      unit: request.unit,
      detail: {
        ...{ request: request.id, number: made.number, verb: input.verb },
        ...(mandate.value.onBehalfOf && { onBehalfOf: mandate.value.onBehalfOf.id }),
      },
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
  { actor, sitting }: Decider,
  { scenarioId, verb, reason, condition }: DecisionInput,
  request: RequestRow,
  { amounts, onBehalfOf }: Mandate & { readonly amounts: readonly DecidedAmount[] },
): Promise<{ decisionId: string; number: number }> {
  const decisionId = randomUUID();
  const latest = (await latestRows(db, scenarioId, [request.id])).get(request.id) ?? null;
  const number = await insertDecision(db, {
    ...{ id: decisionId, campaign: request.campaignId, scenarioId, requestId: request.id, requestVersion: request.version },
    ...{ verb, reason: reason.trim(), condition: condition?.trim() || null, amounts },
    ...{ requestedBy: request.author, decidedBy: actor.id, onBehalfOf, replaces: latest, sitting },
  });
  return { decisionId, number };
}
