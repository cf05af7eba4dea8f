import { afterAll, beforeAll, expect, it } from "vitest";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { type DecisionInput, decideRequest } from "#app/commands/decide-request.ts";
import { decideRequests } from "#app/commands/decide-requests.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { type TakingBackInput, takeDecisionBack } from "#app/commands/take-decision-back.ts";
import { decisionsOf, standingDecision } from "#db/queries/arbitration/decision.ts";
import { askedTotals } from "#db/queries/arbitration/envelope.ts";
import { decidedCells } from "#db/queries/arbitration/scenario.ts";
import { stepsOf } from "#db/queries/forecast/reading.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { cell, instructedRequest, otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

interface Room {
  readonly own: PlanningWorld;
  readonly scenarioId: string;
  decide(requestId: string, other?: Partial<DecisionInput>, by?: CommandContext): ReturnType<typeof decideRequest>;
  takeBack(which: TakingBackInput["which"], by?: CommandContext): ReturnType<typeof takeDecisionBack>;
  decided(): Promise<(string | bigint)[][]>;
  stateOf(requestId: string): Promise<string | undefined>;
}

/** A campaign of its own with one scenario. */
async function room(): Promise<Room> {
  const own = await otherCampaign(world);
  const { scenarioId } = must(await createScenario(await own.staff(), { campaignId: own.campaignId, name: "Séance", startFrom: "asked" }));
  return {
    ...{ own, scenarioId },
    decide: async (requestId, other = {}, by) =>
      await decideRequest(by ?? (await own.arbitrator()), { scenarioId, requestId, verb: "grant", reason: "Fondé.", ...other }),
    takeBack: async (which, by) =>
      await takeDecisionBack(by ?? (await own.arbitrator()), { scenarioId, which, reason: "Erreur de ligne." }),
    decided: async () => (await own.read((db) => decidedCells(db, scenarioId))).map(({ measure, amount }) => [measure, amount]),
    stateOf: async (requestId) => (await own.read((db) => findRequest(db, requestId)))?.state,
  };
}

const registerOf = async ({ own }: Room) => {
  const rows = await own.read((db) => decisionsOf(db, { campaign: own.campaignId, units: new Set(["DR44", "DPT"]) }));
  return rows.map(({ number, verb, corrects, restores, takenBack, standing }) => ({
    number,
    verb,
    corrects,
    restores,
    takenBack,
    standing,
  }));
};

it("a decision taken back is a new row that cites it; the request waits where it waited, and the scenario holds nothing for it", async () => {
  const here = await room();
  const requestId = await instructedRequest(here.own);
  const { number, decisionId } = must(await here.decide(requestId));
  expect(await here.stateOf(requestId)).toBe("arbitrated");
  const { taken } = must(await here.takeBack({ decision: decisionId }));
  expect(taken).toEqual([{ requestId, number: number + 1, takesBack: number, restores: null }]);
  expect(await here.decided()).toEqual([]);
  expect(await here.stateOf(requestId)).toBe("instructed");
  expect(await registerOf(here)).toEqual([
    { number: number + 1, verb: "takeBack", corrects: number, restores: null, takenBack: false, standing: false },
    { number, verb: "grant", corrects: null, restores: null, takenBack: true, standing: false },
  ]);
  const [step] = await here.own.read((db) => stepsOf(db, requestId));
  expect(step).toMatchObject({ from: "arbitrated", to: "instructed", reason: "Erreur de ligne.", actor: "arbitrator" });
  const undecided = await here.own.read((db) => askedTotals(db, here.own.campaignId, { undecidedIn: here.scenarioId }));
  expect(undecided.find(({ measure }) => measure === "CP")?.amount).toBe(60n);
});

it("a correction taken back puts the earlier decision in force again, with its amounts, and that one can be taken back in turn", async () => {
  const here = await room();
  const requestId = await instructedRequest(here.own);
  const amounts = [{ measure: "AE" as const, targetYear: 2027, decided: 40n }];
  const first = must(await here.decide(requestId, { verb: "other", amounts }));
  must(await here.decide(requestId, { verb: "refuse", reason: "Non prioritaire." }));
  const { taken } = must(await here.takeBack("last"));
  expect(taken).toMatchObject([{ restores: first.number }]);
  expect(await here.decided()).toEqual([
    ["AE", 40n],
    ["CP", 60n],
  ]);
  expect(await here.stateOf(requestId)).toBe("arbitrated");
  const standing = await here.own.read((db) => standingDecision(db, here.scenarioId, requestId));
  expect(standing?.number).toBe(first.number);
  const again = must(await here.takeBack("last"));
  expect(again.taken).toMatchObject([{ takesBack: first.number, restores: null }]);
  expect(await here.stateOf(requestId)).toBe("instructed");
  expect(await here.takeBack("last")).toEqual({ ok: false, refusal: { kind: "no-decision-to-take-back" } });
  const next = must(await here.decide(requestId));
  expect(next.number).toBe(5);
  expect((await registerOf(here))[0]).toMatchObject({ number: 5, corrects: null, standing: true });
});

it("another scenario's decision keeps the request arbitrated", async () => {
  const here = await room();
  const { scenarioId } = must(
    await createScenario(await here.own.staff(), { campaignId: here.own.campaignId, name: "Autre", startFrom: "asked" }),
  );
  const requestId = await instructedRequest(here.own);
  must(await here.decide(requestId, { scenarioId }));
  const { decisionId } = must(await here.decide(requestId));
  must(await here.takeBack({ decision: decisionId }));
  expect(await here.stateOf(requestId)).toBe("arbitrated");
});

it("nobody takes back what another decided, nor what was decided again since, nor once a scenario is adopted", async () => {
  const here = await room();
  const other = () => world.as("deputy", { role: "arbitrator", unit: "INSEE" });
  const requestId = await instructedRequest(here.own);
  const first = must(await here.decide(requestId));
  const another = { kind: "decided-by-another", number: first.number, by: "arbitrator" };
  expect(await here.takeBack({ decision: first.decisionId }, await other())).toEqual({ ok: false, refusal: another });
  const second = must(await here.decide(requestId, { verb: "refuse", reason: "Arbitrage." }, await other()));
  const since = { kind: "decided-since", number: second.number, by: "deputy" };
  expect(await here.takeBack({ decision: first.decisionId })).toEqual({ ok: false, refusal: since });
  expect(await here.takeBack({ decision: "x" })).toMatchObject({ refusal: { kind: "not-found" } });
  expect(await here.decided()).toEqual([]);
  must(await adoptScenario(await here.own.arbitrator(), { scenarioId: here.scenarioId }));
  const adopted = { kind: "wrong-state", what: "scenario", state: "adopted", expected: ["open"] };
  expect(await here.takeBack({ decision: second.decisionId }, await other())).toEqual({ ok: false, refusal: adopted });
});

it("a decision is refused when another came since its decider looked, and nothing is lost", async () => {
  const here = await room();
  const requestId = await instructedRequest(here.own);
  const { number } = must(await here.decide(requestId, { seen: 0 }));
  const since = { ok: false, refusal: { kind: "decided-since", number, by: "arbitrator" } };
  expect(await here.decide(requestId, { verb: "refuse", reason: "R", seen: 0 })).toEqual(since);
  expect(await here.decided()).toEqual([
    ["AE", 100n],
    ["CP", 60n],
  ]);
  must(await here.decide(requestId, { verb: "refuse", reason: "R", seen: number }));
});

it("decides many requests alike under one act, names the exceptions, and takes all of it back at once", async () => {
  const here = await room();
  const [first, second, decided] = [
    await instructedRequest(here.own),
    await instructedRequest(here.own),
    await instructedRequest(here.own),
  ];
  const { number } = must(await here.decide(decided, { verb: "refuse", reason: "Autre priorité." }));
  const { requestId: handedIn } = await savedRequest(here.own);
  must(await submitRequest(await here.own.head(), { requestId: handedIn }));
  const saving = await instructedRequest(here.own, {
    kind: "saving",
    lines: [{ nature: "31", activity: "01-ENQ", label: "", cells: [cell("AE", -5n), cell("CP", -5n)] }],
  });
  const requestIds = [second, first, decided, handedIn, saving];
  const many = { scenarioId: here.scenarioId, requestIds, verb: "refuse", reason: "Cadrage." } as const;
  const made = must(await decideRequests(await here.own.arbitrator(), many));
  expect(made).toMatchObject({ decided: 2, first: number + 1, last: number + 2 });
  expect(made.exceptions.map(({ requestId, refusal }) => [requestId, refusal.kind])).toEqual([
    [decided, "already-decided"],
    [handedIn, "wrong-state"],
    [saving, "saving-apart"],
  ]);
  expect(await here.stateOf(first)).toBe("arbitrated");
  expect(await here.stateOf(handedIn)).toBe("submitted");
  const { taken } = must(await here.takeBack("last"));
  expect(taken.map((one) => one.requestId)).toEqual([second, first]);
  expect(await here.stateOf(first)).toBe("instructed");
  expect(await here.stateOf(decided)).toBe("arbitrated");
});

it("takes back all of an act, or nothing", async () => {
  const here = await room();
  const requestIds = [await instructedRequest(here.own), await instructedRequest(here.own)];
  const many = { scenarioId: here.scenarioId, requestIds, verb: "grant", reason: "Fondé." } as const;
  const { act } = must(await decideRequests(await here.own.arbitrator(), many));
  must(await here.decide(requestIds[1] ?? "", { verb: "defer", reason: "R" }));
  expect(await here.takeBack({ act: act ?? "" })).toMatchObject({ refusal: { kind: "decided-since" } });
  expect(await here.stateOf(requestIds[0] ?? "")).toBe("arbitrated");
});

it("the first come first under a ceiling, as if they were decided one by one; the author of one decides the others", async () => {
  const here = await room();
  const { campaignId } = here.own;
  const ceiling = { campaignId, spendingClass: "personnel", resource: "AE", targetYear: 2027, amount: 8n } as const;
  must(await setEnvelope(await here.own.staff(), ceiling));
  const pay = [{ nature: "21", activity: "01-ENQ", label: "", cells: [cell("AE", 5n), cell("CP", 5n), cell("ETPT", 1200n)] }];
  const requestIds = [await instructedRequest(here.own, { lines: pay }), await instructedRequest(here.own, { lines: pay })];
  const asBoth = () => world.as("both", { role: "arbitrator", unit: "INSEE" }, { role: "unitHead", unit: "DR44" });
  const { requestId: ownRequest } = await savedRequest(here.own);
  must(await submitRequest(await asBoth(), { requestId: ownRequest }));
  const many = { scenarioId: here.scenarioId, requestIds: [...requestIds, ownRequest], verb: "grant", reason: "Fondé." } as const;
  const made = must(await decideRequests(await asBoth(), many));
  expect(made.decided).toBe(1);
  expect(made.exceptions).toMatchObject([
    { requestId: requestIds[1], refusal: { kind: "envelope-exceeded", envelope: 8n, decided: 10n } },
    { requestId: ownRequest, refusal: { kind: "author-decides" } },
  ]);
  expect(await decideRequests(await asBoth(), { ...many, reason: " " })).toEqual({ ok: false, refusal: { kind: "reason-required" } });
});

it("the register finds words as a dictionary knows them and words begun without accents, by scenario, verb and author", async () => {
  const here = await room();
  const requestId = await instructedRequest(here.own, { title: "Enquêtes auprès des ménages" });
  must(await here.decide(requestId, { reason: "Les trajectoires d’emploi sont tenues." }));
  must(await here.decide(requestId, { verb: "refuse", reason: "Redéploiement interne." }));
  const found = async (other: object) =>
    (await here.own.read((db) => decisionsOf(db, { campaign: here.own.campaignId, units: new Set(["DR44"]), ...other }))).map(
      ({ number }) => number,
    );
  expect(await found({ words: "trajectoire" })).toEqual([1]);
  expect(await found({ words: "enquete menag" })).toEqual([2, 1]);
  expect(await found({ words: "redeploiements" })).toEqual([2]);
  expect(await found({ words: "trajectoire interne" })).toEqual([]);
  expect(await found({ verbs: ["refuse"] })).toEqual([2]);
  expect(await found({ standingOnly: true })).toEqual([2]);
  expect(await found({ decidedBy: "arbitrator", scenario: here.scenarioId, limit: 1 })).toEqual([2]);
  expect(await found({ before: 2 })).toEqual([1]);
  expect(await found({ from: "2000-01-01", to: "2000-12-31" })).toEqual([]);
});
