import { afterAll, beforeAll, expect, it } from "vitest";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { type DecisionInput, decideRequest } from "#app/commands/decide-request.ts";
import { instructRequest } from "#app/commands/instruct-request.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { type RequestInput, saveRequest } from "#app/commands/save-request.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { postEntries } from "#db/posting.ts";
import { decisionsOf } from "#db/queries/arbitration/decision.ts";
import { decidedCells, requestsToNotify } from "#db/queries/arbitration/scenario.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { budgetEntry } from "#tests/support/budget.ts";
import {
  cell,
  instructedRequest,
  newMeasure,
  otherCampaign,
  type PlanningWorld,
  planningWorld,
  savedRequest,
} from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
let scenarioId: string;
beforeAll(async () => {
  world = await planningWorld();
  scenarioId = await scenario(world, "Main");
});
afterAll(() => world.close());

const scenario = async (own: PlanningWorld, name: string) =>
  must(await createScenario(await own.staff(), { campaignId: own.campaignId, name, startFrom: "asked" })).scenarioId;
const envelope = async (own: PlanningWorld, spendingClass: "personnel" | "nonPersonnel", resource: "AE" | "CP" | "ETPT", amount: bigint) =>
  must(await setEnvelope(await own.staff(), { campaignId: own.campaignId, spendingClass, resource, targetYear: 2027, amount }));
const decide = async (requestId: string, other: Partial<DecisionInput> = {}, by?: CommandContext) =>
  await decideRequest(by ?? (await world.arbitrator()), { scenarioId, requestId, verb: "grant", reason: "Fondé.", ...other });

it("numbers decisions without gap, and a correction is a new decision that cites the one it replaces", async () => {
  const requestId = await instructedRequest(world);
  const first = must(await decide(requestId));
  const second = must(await decide(requestId, { verb: "refuse", reason: "Changement de cap." }));
  expect(second.number).toBe(first.number + 1);
  const units = new Set(["DR44"]);
  const register = await world.read((db) => decisionsOf(db, { campaign: world.campaignId, units, request: requestId }));
  expect(
    register.map(({ number, verb, corrects, correctedBy, decidedBy }) => ({ number, verb, corrects, correctedBy, decidedBy })),
  ).toEqual([
    { number: second.number, verb: "refuse", corrects: first.number, correctedBy: null, decidedBy: "arbitrator" },
    { number: first.number, verb: "grant", corrects: null, correctedBy: second.number, decidedBy: "arbitrator" },
  ]);
  expect(register[1]?.amounts).toEqual([
    { spendingClass: "nonPersonnel", measure: "AE", targetYear: 2027, asked: 100n, decided: 100n },
    { spendingClass: "nonPersonnel", measure: "CP", targetYear: 2027, asked: 60n, decided: 60n },
  ]);
  expect(await world.read((db) => decisionsOf(db, { campaign: world.campaignId, units: new Set(["DPT"]) }))).toEqual([]);
});

it("16 deciders at once leave no gap and no double number", async () => {
  const own = await otherCampaign(world);
  const ownScenario = await scenario(own, "Race");
  const requests: string[] = [];
  for (let index = 0; index < 16; index += 1) requests.push(await instructedRequest(own));
  const contexts: CommandContext[] = [];
  for (const _ of requests) contexts.push(await own.arbitrator());
  const made = await Promise.all(
    requests.map((requestId, index) => {
      const context = contexts[index];
      if (!context) throw new Error("no context");
      return decideRequest(context, { scenarioId: ownScenario, requestId, verb: "grant", reason: "R" });
    }),
  );
  const numbers = made.map((each) => must(each).number).sort((left, right) => left - right);
  expect(numbers).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
});

it("spreads what is decided over the lines and months asked, exactly, for the notification", async () => {
  const own = await otherCampaign(world);
  const ownScenario = await scenario(own, "Spread");
  const months = [1, 2, 3].map((month) => cell("CP", 10n, { month }));
  const lines: RequestInput["lines"] = [
    { nature: "31", activity: "01-ENQ", label: "A", cells: [...months, cell("AE", 30n)] },
    { nature: "31", activity: "01", label: "B", cells: [cell("AE", 30n), cell("CP", 1n, { targetYear: 2028 })] },
  ];
  const requestId = await instructedRequest(own, { lines });
  const amounts = [
    { measure: "AE" as const, targetYear: 2027, decided: 41n },
    { measure: "CP" as const, targetYear: 2027, decided: 20n },
  ];
  must(await decideRequest(await own.arbitrator(), { scenarioId: ownScenario, requestId, verb: "other", reason: "R", amounts }));
  const decided = await own.read((db) => decidedCells(db, ownScenario));
  const codes = { unit: "DR44", nature: "31" };
  expect(decided).toHaveLength(4);
  expect(decided.filter((each) => each.measure === "AE").reduce((total, each) => total + each.amount, 0n)).toBe(41n);
  expect(decided).toContainEqual({ ...codes, activity: "01-ENQ", measure: "CP", targetYear: 2027, amount: 20n });
  expect(decided).toContainEqual({ ...codes, activity: "01", measure: "CP", targetYear: 2028, amount: 1n });
  const toNotify = await own.database.write(own.organisation, (db) => requestsToNotify(db, ownScenario));
  expect(toNotify).toEqual([{ id: requestId, unit: "DR44", version: 1 }]);
});

it("caps at what is left of the unit's notified N once its other requests are decided", async () => {
  const own = await otherCampaign(world);
  const move = (resource: "AE" | "CP", amount: bigint) => [
    budgetEntry({ from: "voted", to: "unallocated", resource, amount }),
    budgetEntry({ from: "unallocated", to: "notified", toUnit: "DR44", resource, amount }),
  ];
  const system = await own.system();
  const drafts = [
    ...move("AE", 150n),
    ...move("CP", 100n),
    budgetEntry({ from: "notified", to: "allotted", fromUnit: "DR44", amount: 30n }),
  ];
  must(await own.database.write(own.organisation, (db) => postEntries(db, drafts, { actor: system.actor.id, today })));
  const ownScenario = await scenario(own, "Cap");
  const requests = [await instructedRequest(own), await instructedRequest(own)];
  const amounts: (readonly bigint[])[] = [];
  for (const requestId of requests) {
    must(await decideRequest(await own.arbitrator(), { scenarioId: ownScenario, requestId, verb: "capAtNotified", reason: "R" }));
    const [decision] = await own.read((db) => decisionsOf(db, { campaign: own.campaignId, units: new Set(["DR44"]), request: requestId }));
    amounts.push(decision?.amounts.map((amount) => amount.decided) ?? []);
  }
  expect(amounts).toEqual([
    [100n, 60n],
    [50n, 40n],
  ]);
});

const refusals: { rule: string; act: () => Promise<unknown>; refusal: object }[] = [
  {
    rule: "the capability",
    act: async () => decide(await instructedRequest(world), {}, await world.staff()),
    refusal: { kind: "forbidden", capability: "arbitration.decide" },
  },
  { rule: "a scenario", act: async () => decide("x", { scenarioId: "x" }), refusal: { kind: "not-found", what: "scenario", id: "x" } },
  { rule: "a request", act: async () => decide("x"), refusal: { kind: "not-found", what: "request", id: "x" } },
  {
    rule: "an instructed request",
    act: async () => {
      const { requestId } = await savedRequest(world);
      must(await submitRequest(await world.head(), { requestId }));
      return await decide(requestId);
    },
    refusal: {
      kind: "wrong-state",
      what: "request",
      state: "submitted",
      expected: ["instructed", "preArbitrated", "conference", "arbitrated"],
    },
  },
  { rule: "a reason", act: async () => decide(await instructedRequest(world), { reason: "\t" }), refusal: { kind: "reason-required" } },
  {
    rule: "a condition",
    act: async () => decide(await instructedRequest(world), { verb: "grantConditionally" }),
    refusal: { kind: "condition-required" },
  },
  {
    rule: "amounts of one's own",
    act: async () => decide(await instructedRequest(world), { verb: "other" }),
    refusal: { kind: "amounts-required" },
  },
  {
    rule: "a reason of its own above what is asked",
    act: async () =>
      decide(await instructedRequest(world), { verb: "propose", amounts: [{ measure: "AE", targetYear: 2027, decided: 101n }] }),
    refusal: { kind: "above-asked", resource: "AE", year: 2027, asked: 100n, decided: 101n },
  },
];

it.each(refusals)("a decision asks for $rule", async ({ act, refusal }) => {
  expect(await act()).toEqual({ ok: false, refusal });
});

it("the author never decides: who opened the request, who wrote in it, who submitted it", async () => {
  const both = (login: string) => world.as(login, { role: "arbitrator", unit: "INSEE" }, { role: "unitHead", unit: "DR44" });
  const { requestId, revision } = must(await saveRequest(await both("opener"), newMeasure(world)));
  const addition = [{ nature: "31", activity: "01-ENQ", label: "", cells: [cell("AE", 1n)] }];
  must(await saveRequest(await both("writer"), newMeasure(world, { requestId, seenRevision: revision, lines: addition })));
  must(await submitRequest(await both("submitter"), { requestId }));
  must(await instructRequest(await world.staff(), { requestId, view: "favourable", sentence: "S" }));
  for (const author of ["opener", "writer", "submitter"]) {
    expect(await decide(requestId, {}, await both(author))).toEqual({ ok: false, refusal: { kind: "author-decides", author } });
  }
  must(await decide(requestId));
});

it("says which envelopes are exceeded on the way, refuses adoption until they hold, and adopts once", async () => {
  const own = await otherCampaign(world);
  const [first, other] = [await scenario(own, "First"), await scenario(own, "Other")];
  const requestId = await instructedRequest(own);
  const decision = { scenarioId: first, requestId, verb: "grant", reason: "R" } as const;
  const adopt = async (scenarioId: string) => adoptScenario(await own.arbitrator(), { scenarioId });
  const aeMissing = { kind: "envelope-missing", spendingClass: "nonPersonnel", resource: "AE", year: 2027 };
  must(await decideRequest(await own.arbitrator(), decision));
  expect(await adopt(first)).toEqual({ ok: false, refusal: aeMissing });
  await envelope(own, "nonPersonnel", "AE", 99n);
  await envelope(own, "nonPersonnel", "CP", 60n);
  const warned = must(await decideRequest(await own.arbitrator(), decision));
  expect(warned.exceeded).toMatchObject([{ measure: "AE", envelope: 99n, decided: 100n, decidedOver: 1n }]);
  const exceeded = { kind: "envelope-exceeded", spendingClass: "nonPersonnel", resource: "AE", envelope: 99n, decided: 100n };
  expect(await adopt(first)).toEqual({ ok: false, refusal: exceeded });
  await envelope(own, "nonPersonnel", "AE", 100n);
  expect(await adoptScenario(await own.staff(), { scenarioId: first })).toMatchObject({ refusal: { kind: "forbidden" } });
  must(await adopt(first));
  const adopted = { kind: "wrong-state", what: "campaign", state: "adopted", expected: ["open"] };
  expect(await adopt(other)).toEqual({ ok: false, refusal: adopted });
  const late = await decideRequest(await own.arbitrator(), { ...decision, scenarioId: other });
  expect(late).toEqual({ ok: false, refusal: { kind: "wrong-state", what: "scenario", state: "adopted", expected: ["open"] } });
  const kept = await own.read((db) => db.selectFrom("envelope").select("amount").where("resource", "=", "AE").orderBy("set_at").execute());
  expect(kept.map((row) => row.amount)).toEqual([99n, 100n]);
});

it("refuses at once a decision that takes personnel credits above their envelope, and moves nothing", async () => {
  const own = await otherCampaign(world);
  const ownScenario = await scenario(own, "Personnel");
  await envelope(own, "personnel", "AE", 4n);
  const pay = [{ nature: "21", activity: "01-ENQ", label: "", cells: [cell("AE", 5n), cell("CP", 5n), cell("ETPT", 1200n)] }];
  const requestId = await instructedRequest(own, { lines: pay });
  const refused = await decideRequest(await own.arbitrator(), { scenarioId: ownScenario, requestId, verb: "grant", reason: "R" });
  const refusal = { kind: "envelope-exceeded", spendingClass: "personnel", resource: "AE", envelope: 4n, decided: 5n };
  expect(refused).toEqual({ ok: false, refusal });
  expect(await own.read((db) => findRequest(db, requestId))).toMatchObject({ state: "instructed" });
  const amounts = [{ measure: "AE" as const, targetYear: 2027, decided: 4n }];
  must(await decideRequest(await own.arbitrator(), { scenarioId: ownScenario, requestId, verb: "other", reason: "R", amounts }));
  const decided = await own.read((db) => decidedCells(db, ownScenario));
  expect(decided.map((each) => [each.measure, each.amount])).toEqual([
    ["AE", 4n],
    ["CP", 4n],
    ["ETPT", 1200n],
  ]);
});

it("an envelope and a scenario are for those who prepare the whole campaign", async () => {
  const local = () => world.as("local", { role: "programmeStaff", unit: "DPT" });
  const forbidden = { ok: false, refusal: { kind: "forbidden", capability: "arbitration.prepare" } };
  const { campaignId } = world;
  const input = { campaignId, spendingClass: "nonPersonnel", resource: "AE", targetYear: 2027, amount: 1n } as const;
  expect(await setEnvelope(await local(), input)).toEqual(forbidden);
  expect(await createScenario(await local(), { campaignId, name: "Local", startFrom: "asked" })).toEqual(forbidden);
  expect(await setEnvelope(await world.staff(), { ...input, amount: -1n })).toEqual({
    ok: false,
    refusal: { kind: "negative-amount", line: 0, amount: -1n },
  });
  const taken = await createScenario(await world.staff(), { campaignId, name: " Main ", startFrom: "asked" });
  expect(taken).toEqual({ ok: false, refusal: { kind: "already-exists", what: "scenario", id: "Main" } });
});
