import { randomUUID } from "node:crypto";
import type { DecidedAmount } from "#app/domain/arbitration/amount.ts";
import { type CaseOfMany, decideMany, type ManyDecisions, type VerbForMany } from "#app/domain/arbitration/decide-many.ts";
import { checkDecision } from "#app/domain/arbitration/envelope.ts";
import { spreadDecision } from "#app/domain/arbitration/spreading.ts";
import { transitions } from "#app/domain/forecast/transition.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Mandate, mandatesOn } from "#db/queries/arbitration/authority.ts";
import { insertDecisionCells, insertDecisions, latestRows, standingDecisions } from "#db/queries/arbitration/decision.ts";
import { decidedStandings, decidedTotals, envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { askedCellsOf, askedOfEach, copyAskedCells, decidedBy, type RequestOfMany, requestsOfMany } from "#db/queries/arbitration/many.ts";
import { amountsProposed } from "#db/queries/arbitration/proposed.ts";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { references } from "#db/queries/forecast/reference.ts";
import { authorsOfEach, moveRequests } from "#db/queries/forecast/request.ts";
import { checkStep } from "./campaign-windows.ts";
import { openScenario } from "./decide-request.ts";
import { openForRequests } from "./planning-reach.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

export interface ManyDecisionsInput {
  readonly scenarioId: string;
  /** In the order in which they are decided. */
  readonly requestIds: readonly string[];
  readonly verb: VerbForMany;
  readonly reason: string;
}
export interface MadeDecisions {
  /** The act that they share: they are taken back together. Null when none was made. */
  readonly act: string | null;
  readonly decided: number;
  readonly first: number;
  readonly last: number;
  readonly exceptions: ManyDecisions["exceptions"];
}

type Decider = Pick<CommandContext, "actor" | "today">;

/**
 * Decides many requests alike, in one transaction: a row of the register for each, under one act. Those that cannot be decided (their author
 * decides, they are decided already, nothing is asked, a ceiling is reached) are exceptions, which change nothing and are named with their reason.
 */
export async function decideRequests(context: CommandContext, input: ManyDecisionsInput): Promise<Result<MadeDecisions>> {
  return await runCommand(context, { name: "decide-requests", capability: "arbitration.decide" }, input, async (db, touch) => {
    const scenario = await openScenario(db, input.scenarioId);
    if (!scenario.ok) return scenario;
    if (input.reason.trim() === "") return refuse({ kind: "reason-required" });
    const foreseen = await foreseenDecisions(db, context, scenario.value, input, { lock: true });
    if (!foreseen.ok) return foreseen;
    const { made, exceptions, requests } = foreseen.value;
    const act = randomUUID();
    const before = await decidedStandings(db, scenario.value.campaignId, scenario.value.id);
    const numbers = await record(db, context, { ...input, act }, scenario.value, foreseen.value);
    // The exceptions look at the ceilings of the whole campaign; the narrower ones refuse the act, and nothing of it is kept.
    const after = await decidedStandings(db, scenario.value.campaignId, scenario.value.id);
    const fits = checkDecision(before, after, foreseen.value.targetYear);
    if (!fits.ok) return fits;
    made.forEach(({ requestId }, index) => {
      const unit = requests.get(requestId)?.unit ?? "";
      touch({ kind: "decision", id: act, unit, detail: { request: requestId, number: numbers[index], verb: input.verb } });
    });
    const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
    return accept({ act: made.length > 0 ? act : null, decided: made.length, first, last, exceptions });
  });
}

export interface Foreseen extends ManyDecisions {
  readonly targetYear: number;
  readonly requests: ReadonlyMap<string, RequestOfMany>;
  /** Who delegated the decision of each to the decider; null: they decide in their own name. */
  readonly inWhoseName: ReadonlyMap<string, Mandate["onBehalfOf"]>;
}

/** What deciding these requests would do, in the state in which they are; nothing is written. */
export async function foreseenDecisions(
  db: Db,
  decider: Decider,
  scenario: Pick<Scenario, "id" | "campaignId">,
  input: Pick<ManyDecisionsInput, "requestIds" | "verb" | "reason">,
  { lock }: { readonly lock: boolean } = { lock: false },
): Promise<Result<Foreseen>> {
  const campaign = await findCampaign(db, scenario.campaignId);
  if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: scenario.campaignId });
  const open = openForRequests(campaign);
  if (!open.ok) return open;
  const requests = await requestsOfMany(db, campaign.id, input.requestIds, { lock });
  const ids = requests.map(({ id }) => id);
  const units = [...new Set(requests.map(({ unit }) => unit))];
  const obstacles = await obstaclesOn(db, decider, { campaign, scenario: scenario.id, requests, units });
  const proposed = await amountsProposed(db, ids);
  const asked = await askedOfEach(db, ids);
  const held = await decidedBy(db, scenario.id, units);
  const known = {
    ...{ verb: input.verb, reason: input.reason, targetYear: campaign.targetYear, decidedOfUnit: held.ofUnit },
    notified: grouped(await references(db, units, campaign.targetYear, "everywhere"), ({ unit }) => unit),
    envelopes: await envelopesOf(db, campaign.id),
    decided: await decidedTotals(db, scenario.id),
  };
  const decidedWithout = (impeded: ReadonlyMap<string, Refusal>) => {
    const cases = requests.map(
      ({ id, unit }): CaseOfMany => ({
        ...{ requestId: id, unit, asked: asked.get(id) ?? [], proposed: proposed.get(id) ?? null },
        ...{ decided: held.ofRequest.get(id) ?? [], obstacle: impeded.get(id) },
      }),
    );
    return decideMany({ ...known, cases });
  };
  // Who may decide depends on the amounts: they are reckoned, and again without those that are beyond the decider.
  const first = decidedWithout(obstacles);
  const mandates = await mandatesOf(db, decider, requests, first);
  const beyond = [...mandates].flatMap(([id, mandate]) => (mandate.ok ? [] : [[id, mandate.refusal] as const]));
  const decisions = beyond.length === 0 ? first : decidedWithout(new Map([...obstacles, ...beyond]));
  const inWhoseName = new Map([...mandates].flatMap(([id, mandate]) => (mandate.ok ? [[id, mandate.value.onBehalfOf] as const] : [])));
  return accept({
    ...decisions,
    targetYear: campaign.targetYear,
    inWhoseName,
    requests: new Map(requests.map((request) => [request.id, request])),
  });
}

/** Why some of the requests cannot be decided by this person now. */
async function obstaclesOn(
  db: Db,
  decider: Decider,
  given: { campaign: Campaign; scenario: string; requests: readonly RequestOfMany[]; units: readonly string[] },
): Promise<Map<string, Refusal>> {
  const obstacles = new Map<string, Refusal>();
  const locks = new Map<string, Refusal>();
  for (const unit of given.units) {
    if (denial(decider.actor.access, { name: "decide", capability: "arbitration.decide", unit })) {
      locks.set(unit, { kind: "forbidden", capability: "arbitration.decide" });
      continue;
    }
    const within = await checkStep(db, decider, { ...given.campaign, unit, campaignId: given.campaign.id }, "arbitration");
    if (!within.ok) locks.set(unit, within.refusal);
  }
  const authors = await authorsOfEach(
    db,
    given.requests.map(({ id }) => id),
  );
  const standing = await standingDecisions(db, given.scenario, new Set(given.units));
  for (const { id, unit, state } of given.requests) {
    const author = authors.get(id)?.get(decider.actor.id);
    const decision = standing.get(id);
    const from = transitions.decide.from;
    const obstacle: Refusal | undefined =
      locks.get(unit) ??
      (author === undefined ? undefined : { kind: "author-decides", author }) ??
      (decision && { kind: "already-decided", number: decision.number }) ??
      (from.includes(state) ? undefined : { kind: "wrong-state", what: "request", state, expected: from });
    if (obstacle) obstacles.set(id, obstacle);
  }
  return obstacles;
}

/** In whose name each request would be decided, or why it is beyond the decider. */
async function mandatesOf(
  db: Db,
  decider: Decider,
  requests: readonly RequestOfMany[],
  { made }: ManyDecisions,
): Promise<Map<string, Result<Mandate>>> {
  const amounts = new Map(made.map((own) => [own.requestId, own.amounts]));
  const atStake = requests.flatMap(({ id, unit, state }) => {
    const own = amounts.get(id);
    return own ? [{ id, unit, state, amounts: own }] : [];
  });
  return await mandatesOn(db, decider, atStake);
}

async function record(
  db: Db,
  { actor }: CommandContext,
  { verb, act, ...input }: ManyDecisionsInput & { act: string },
  scenario: Scenario,
  { made, requests, inWhoseName }: Foreseen,
): Promise<number[]> {
  const ids = made.map(({ requestId }) => requestId);
  const reason = input.reason.trim();
  const latest = await latestRows(db, scenario.id, ids);
  const rows = made.map(({ requestId, amounts }) => {
    const request = requests.get(requestId);
    return {
      ...{
        id: randomUUID(),
        scenarioId: scenario.id,
        requestId,
        requestVersion: request?.version ?? 1,
        verb,
        reason,
        condition: null,
        amounts,
      },
      ...{ requestedBy: request?.author ?? 0n, decidedBy: actor.id, replaces: latest.get(requestId) ?? null, act },
      onBehalfOf: inWhoseName.get(requestId) ?? null,
    };
  });
  const numbers = await insertDecisions(db, scenario.campaignId, rows);
  await spreadOver(db, rows);
  await moveRequests(
    db,
    made.flatMap(({ requestId }) => {
      const request = requests.get(requestId);
      if (!request || request.state === "arbitrated") return [];
      return [{ requestId, from: request.state, to: "arbitrated" as const, version: request.version, actor: actor.id, reason }];
    }),
  );
  return numbers;
}

/** Each decision over the cells asked: those that give all or nothing without the cells leaving the database, the others spread. */
async function spreadOver(
  db: Db,
  rows: readonly { readonly id: string; readonly requestId: string; readonly amounts: readonly DecidedAmount[] }[],
): Promise<void> {
  const whole = rows.map((row) => ({
    ...{ row, all: row.amounts.every(({ asked, decided }) => decided === asked), none: row.amounts.every(({ decided }) => decided === 0n) },
  }));
  const copied = whole.filter(({ all, none }) => all || none);
  await copyAskedCells(
    db,
    copied.map(({ row, all }) => ({ decisionId: row.id, requestId: row.requestId, all })),
  );
  const others = whole.filter(({ all, none }) => !all && !none).map(({ row }) => row);
  const cells = await askedCellsOf(
    db,
    others.map(({ requestId }) => requestId),
  );
  await insertDecisionCells(
    db,
    others.map(({ id, requestId, amounts }) => ({ decisionId: id, cells: spreadDecision(cells.get(requestId) ?? [], amounts) })),
  );
}
