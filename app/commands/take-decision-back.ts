import { randomUUID } from "node:crypto";
import { checkDecision } from "#app/domain/arbitration/envelope.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { mandatesOn } from "#db/queries/arbitration/authority.ts";
import { insertDecisions, latestRows } from "#db/queries/arbitration/decision.ts";
import { decidedStandings } from "#db/queries/arbitration/envelope.ts";
import { moveSitting, sealedMinutesWith } from "#db/queries/arbitration/sitting.ts";
import { type DecisionTaken, decisionsTaken, statesBeforeDecision, type Taken } from "#db/queries/arbitration/taking-back.ts";
import { authorsOf, moveRequests, type RequestRow } from "#db/queries/forecast/request.ts";
import { openScenario } from "./decide-request.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { checkSitting, type Decider, deciderIn } from "./sitting-decider.ts";

/** A decision, the decisions of an act, what stands on a request, or the last act of the person who asks. */
type Which = { readonly decision: string } | { readonly act: string } | { readonly request: string } | "last";

export interface TakingBackInput {
  readonly scenarioId: string;
  /** The sitting in which it is done: by its chair, whoever writes it down. */
  readonly sittingId?: string | undefined;
  readonly which: Which;
  /** Why, in a sentence. */
  readonly reason: string;
}
export interface TakenBack {
  readonly requestId: string;
  /** The row of the register that takes back, and the decision that it cites. */
  readonly number: number;
  readonly takesBack: number;
  /** The decision that is in force again; null: the request waits for one. */
  readonly restores: number | null;
}

/**
 * Takes decisions back: nothing is erased, each becomes a row of the register that cites it, and what stood before is in force again (an earlier
 * decision with its amounts, or nothing: the request goes back to where it waited). Only who decided takes back; all of an act, or nothing.
 * Refused: a scenario that is not open, a decision that another row has followed since, one that is another person's, one of sealed minutes.
 */
export async function takeDecisionBack(context: CommandContext, input: TakingBackInput): Promise<Result<{ taken: readonly TakenBack[] }>> {
  const capability = input.sittingId === undefined ? "arbitration.decide" : "arbitration.read";
  return await runCommand(context, { name: "take-decision-back", capability }, input, async (db, touch) => {
    const scenario = await openScenario(db, input.scenarioId);
    if (!scenario.ok) return scenario;
    const decider = await deciderIn(db, context, input.sittingId, scenario.value);
    if (!decider.ok) return decider;
    const inName = { ...context, actor: decider.value.actor };
    if (input.reason.trim() === "") return refuse({ kind: "reason-required" });
    const decisions = await decisionsTaken(db, scenario.value.id, whichOf(inName, input));
    const [first] = decisions;
    if (!first) return refuse<Refusal>(input.which === "last" ? { kind: "no-decision-to-take-back" } : notFound(input.which));
    const requests = new Map<string, RequestRow>();
    for (const decision of decisions) {
      const request = await takable(db, inName, decision);
      if (!request.ok) return request;
      const inSitting = await checkSitting(db, decider.value, request.value);
      if (!inSitting.ok) return inSitting;
      requests.set(decision.requestId, request.value);
    }
    const before = await decidedStandings(db, scenario.value.campaignId, scenario.value.id);
    const numbers = await record(db, { ...decider.value, today: context.today }, input, {
      campaign: scenario.value.campaignId,
      decisions,
      requests,
    });
    const after = await decidedStandings(db, scenario.value.campaignId, scenario.value.id);
    const targetYear = [...requests.values()][0]?.targetYear ?? 0;
    const fits = checkDecision(before, after, targetYear);
    if (!fits.ok) return fits;
    await moveBack(db, context, input.reason, requests);
    if (decider.value.sitting) await moveSitting(db, decider.value.sitting.id, { shownRequest: first.requestId });
    decisions.forEach(({ id, requestId, number }, index) => {
      const unit = requests.get(requestId)?.unit ?? "";
      touch({ kind: "decision", id, unit, detail: { request: requestId, number: numbers[index], takesBack: number } });
    });
    return accept({
      taken: decisions.map(({ requestId, number, before: earlier }, index) => ({
        ...{ requestId, number: numbers[index] ?? 0, takesBack: number, restores: earlier?.number ?? null },
      })),
    });
  });
}

function whichOf({ actor }: CommandContext, { which }: TakingBackInput): Taken {
  return which === "last" ? { lastOf: actor.id } : which;
}

function notFound(which: Exclude<Which, string>): Refusal {
  return { kind: "not-found", what: "decision", id: Object.values(which)[0] ?? "" };
}

/** The request of a decision that its decider may take back now, locked. */
async function takable(db: Db, context: CommandContext, decision: DecisionTaken): Promise<Result<RequestRow>> {
  const request = await requestWithinReach(db, context, decision.requestId, "decide");
  if (!request.ok) return request;
  const { state } = request.value;
  if (state !== "arbitrated") return refuse({ kind: "wrong-state", what: "request", state, expected: ["arbitrated"] });
  const { number, headNumber, headBy } = decision;
  const sealed = await sealedMinutesWith(db, decision.id);
  if (sealed) return refuse({ kind: "decision-sealed", number, minutes: sealed.minutes });
  if (!decision.standing) return refuse({ kind: "decided-since", number: headNumber, by: headBy });
  if (decision.decidedBy !== context.actor.id) return refuse({ kind: "decided-by-another", number, by: headBy });
  const author = (await authorsOf(db, decision.requestId)).get(context.actor.id);
  return author === undefined ? request : refuse<Refusal>({ kind: "author-decides", author });
}

async function record(
  db: Db,
  { actor, sitting, today }: Decider & Pick<CommandContext, "today">,
  { scenarioId, reason }: TakingBackInput,
  taken: { campaign: string; decisions: readonly DecisionTaken[]; requests: ReadonlyMap<string, RequestRow> },
): Promise<number[]> {
  const act = taken.decisions.length > 1 ? randomUUID() : null;
  const heads = await latestRows(
    db,
    scenarioId,
    taken.decisions.map(({ requestId }) => requestId),
  );
  const mandates = await mandatesOn(
    db,
    { actor, today },
    [...taken.requests.values()].map(({ id, unit, state }) => ({ id, unit, state, amounts: [] })),
  );
  const rows = taken.decisions.map(({ requestId, before }) => {
    const request = taken.requests.get(requestId);
    const mandate = mandates.get(requestId);
    return {
      onBehalfOf: mandate?.ok ? mandate.value.onBehalfOf : null,
      ...{ id: randomUUID(), scenarioId, requestId, requestVersion: request?.version ?? 1, verb: "takeBack" as const },
      ...{ reason: reason.trim(), condition: null, requestedBy: request?.author ?? 0n, decidedBy: actor.id },
      ...{ replaces: heads.get(requestId) ?? null, restores: before?.id ?? null, act, sitting, amounts: before?.amounts ?? [] },
    };
  });
  return await insertDecisions(db, taken.campaign, rows);
}

/** A request that no scenario decides any more waits where it waited before. */
async function moveBack(db: Db, { actor }: CommandContext, reason: string, requests: ReadonlyMap<string, RequestRow>): Promise<void> {
  const states = await statesBeforeDecision(db, [...requests.keys()]);
  const moves = [...states].map(([requestId, to]) => ({
    ...{
      requestId,
      from: "arbitrated" as const,
      to,
      version: requests.get(requestId)?.version ?? 1,
      actor: actor.id,
      reason: reason.trim(),
    },
  }));
  await moveRequests(db, moves);
}
