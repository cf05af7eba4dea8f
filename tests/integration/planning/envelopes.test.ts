import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { type EnvelopeValue, type PlacedEnvelope, setEnvelopes } from "#app/commands/set-envelope.ts";
import { setReserveRates } from "#app/commands/set-reserve-rates.ts";
import { setUnitGroup } from "#app/commands/set-unit-group.ts";
import { type EnvelopeScope, wholeScope } from "#app/domain/arbitration/envelope-scope.ts";
import { sqlStateOf } from "#db/failure.ts";
import { postEntries } from "#db/posting.ts";
import { ceilingsOf, envelopeHistory, insertCeilings } from "#db/queries/arbitration/ceiling.ts";
import { standings } from "#db/queries/arbitration/envelope.ts";
import { unitGroupsOn } from "#db/queries/arbitration/unit-group.ts";
import { reserveRatesOf } from "#db/queries/reserve-rates.ts";
import { budgetEntry } from "#tests/support/budget.ts";
import { cell, instructedRequest, otherCampaign, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

const envelope = (
  value: EnvelopeValue,
  { scope = {}, ...other }: Partial<Omit<PlacedEnvelope, "scope">> & { scope?: Partial<EnvelopeScope> } = {},
): PlacedEnvelope => ({
  ...{ spendingClass: "nonPersonnel", resource: "CP", targetYear: 2027, scope: { ...wholeScope, ...scope }, value },
  ...other,
});
const set = async (own: PlanningWorld, ...envelopes: PlacedEnvelope[]) =>
  await setEnvelopes(await own.staff(), { campaignId: own.campaignId, envelopes });
const refusalOf = async (act: Promise<{ ok: boolean; refusal?: object }>) => {
  const result = await act;
  return result.ok ? "accepted" : result.refusal;
};

it("sets a tree of ceilings in one act, and keeps what was set before", async () => {
  const own = await otherCampaign(world);
  must(
    await set(
      own,
      envelope({ amount: 1_000n }),
      envelope({ amount: 600n, floor: 100n }, { scope: { unit: "DR44" } }),
      envelope({ amount: 300n }, { scope: { activity: "01-ENQ", unit: "DR44" } }),
    ),
  );
  must(await set(own, envelope({ amount: 700n }, { scope: { unit: "DR44" } })));
  must(await set(own, envelope({ amount: null }, { scope: { activity: "01-ENQ", unit: "DR44" } })));
  const { ceilings, trees } = await own.read((db) => ceilingsOf(db, own.campaignId));
  expect(ceilings.map(({ scope, amount, floor }) => [scope.label, amount, floor])).toEqual([
    ["", 1_000n, null],
    ["DR Grand Est", 700n, null],
  ]);
  const history = await own.read((db) => envelopeHistory(db, own.campaignId, { ...wholeScope, unit: "DR44" }, trees));
  expect(history.map(({ amount, floor, author, isReplaced }) => [amount, floor, author, isReplaced])).toEqual([
    [700n, null, "staff", false],
    [600n, 100n, "staff", true],
  ]);
});

describe("a contradiction is refused by both names, and nothing is kept", () => {
  it("a child above its parent, whichever is set last", async () => {
    const own = await otherCampaign(world);
    must(await set(own, envelope({ amount: 1_000n }), envelope({ amount: 600n }, { scope: { activity: "01" } })));
    const child = {
      kind: "envelope-above-parent",
      spendingClass: "nonPersonnel",
      resource: "CP",
      year: 2027,
      child: "01 Infrastructures statistiques",
      parent: "",
    };
    expect(await refusalOf(set(own, envelope({ amount: 1_001n }, { scope: { activity: "01" } })))).toEqual({
      ...child,
      childAmount: 1_001n,
      parentAmount: 1_000n,
    });
    expect(await refusalOf(set(own, envelope({ amount: 599n })))).toEqual({ ...child, childAmount: 600n, parentAmount: 599n });
    must(await set(own, envelope({ amount: 500n }), envelope({ amount: 500n }, { scope: { activity: "01" } })));
  });
  it("personnel AE ≠ CP, said by the rule and by the database", async () => {
    const own = await otherCampaign(world);
    const personnel = (resource: "AE" | "CP", amount: bigint) => envelope({ amount }, { spendingClass: "personnel", resource });
    expect(await refusalOf(set(own, personnel("AE", 10n), personnel("CP", 9n)))).toEqual({
      kind: "envelope-authorisations-differ",
      place: "",
      year: 2027,
      ae: 10n,
      cp: 9n,
    });
    must(await set(own, personnel("AE", 10n), personnel("CP", 10n)));
    expect(await refusalOf(set(own, personnel("CP", 9n)))).toMatchObject({ kind: "envelope-authorisations-differ", ae: 10n, cp: 9n });
    const row = { spendingClass: "personnel", measure: "CP", targetYear: 2027, scope: wholeScope, amount: 9n, floor: null } as const;
    const byHand = { basis: "manual", rate: 0, basisYear: null, basisAmount: null } as const;
    const { actor } = await own.staff();
    await expect(
      own.database.write(own.organisation, (db) => insertCeilings(db, own.campaignId, actor.id, [{ ...row, ...byHand }])),
    ).rejects.toSatisfy((error) => sqlStateOf(error) === "23514");
  });
  it.each([
    ["an unknown unit", { unit: "NOWHERE" }, { kind: "unknown-code", dimension: "unit", code: "NOWHERE" }],
    ["an unknown activity", { activity: "99" }, { kind: "unknown-code", dimension: "activity", code: "99" }],
    ["an unknown group", { group: "DR" }, { kind: "not-found", what: "unitGroup", id: "DR" }],
  ] as const)("%s", async (_, scope, refusal) => expect(await refusalOf(set(world, envelope({ amount: 1n }, { scope })))).toEqual(refusal));
  it("an amount below zero, and a floor above its ceiling", async () => {
    expect(await refusalOf(set(world, envelope({ amount: -1n })))).toEqual({ kind: "negative-amount", line: 0, amount: -1n });
    expect(await refusalOf(set(world, envelope({ amount: 1n, floor: 2n })))).toMatchObject({
      kind: "envelope-floor-above-ceiling",
      floor: 2n,
      ceiling: 1n,
    });
  });
});

it("refuses a decision above the staff ceiling of a unit at once, and lets one above its credits wait for adoption", async () => {
  const own = await otherCampaign(world);
  const scenarioId = must(
    await createScenario(await own.staff(), { campaignId: own.campaignId, name: "Main", startFrom: "asked" }),
  ).scenarioId;
  const staff = { spendingClass: "personnel", resource: "ETPT" } as const;
  must(
    await set(
      own,
      envelope({ amount: 12_000n }, staff),
      envelope({ amount: 1_200n }, { ...staff, scope: { unit: "DR44" } }),
      envelope({ amount: 1_000n }, { resource: "AE" }),
      envelope({ amount: 50n }, { resource: "AE", scope: { unit: "DR44" } }),
    ),
  );
  const posts = await instructedRequest(own, { lines: [{ nature: "21", activity: "01", label: "Postes", cells: [cell("ETPT", 2_400n)] }] });
  const credits = await instructedRequest(own);
  const decide = async (requestId: string) =>
    await decideRequest(await own.arbitrator(), { scenarioId, requestId, verb: "grant", reason: "Fondé." });
  expect(await refusalOf(decide(posts))).toEqual({
    ...{
      kind: "envelope-exceeded",
      spendingClass: "personnel",
      resource: "ETPT",
      envelope: 1_200n,
      decided: 2_400n,
      place: "DR Grand Est",
    },
  });
  expect(must(await decide(credits)).exceeded.map(({ scope, decidedOver }) => [scope?.label, decidedOver])).toEqual([
    ["DR Grand Est", 50n],
  ]);
  const all = await own.read((db) => standings(db, own.campaignId, scenarioId));
  expect(all.filter(({ scope }) => scope === undefined).map(({ measure, decided }) => [measure, decided])).toContainEqual(["AE", 100n]);
});

it("reckons a hypothesis itself, keeps it, and reckons it again on demand", async () => {
  const own = await otherCampaign(world);
  const notify = async (amount: bigint) => {
    const system = await own.system();
    const drafts = [
      budgetEntry({ from: "voted", to: "unallocated", resource: "CP", amount }),
      budgetEntry({ from: "unallocated", to: "notified", toUnit: "DR44", resource: "CP", amount }),
    ];
    must(await own.database.write(own.organisation, (db) => postEntries(db, drafts, { actor: system.actor.id, today })));
  };
  const inForce = async () =>
    (await own.read((db) => ceilingsOf(db, own.campaignId))).ceilings.map(({ amount, basis, rate, basisYear, basisAmount }) => ({
      amount,
      basis,
      rate,
      basisYear,
      basisAmount,
    }));
  expect(await refusalOf(set(own, envelope({ basis: "trend", rate: 0 })))).toMatchObject({
    kind: "envelope-basis-unknown",
    basis: "trend",
  });
  await notify(1_000n);
  must(await set(own, envelope({ basis: "notified", rate: -200 })));
  expect(await inForce()).toEqual([{ amount: 980n, basis: "notified", rate: -200, basisYear: 2026, basisAmount: 1_000n }]);
  await notify(500n);
  must(await set(own, envelope({ basis: "notified", rate: -200 })));
  expect(await inForce()).toEqual([{ amount: 1_470n, basis: "notified", rate: -200, basisYear: 2026, basisAmount: 1_500n }]);
});

describe("groups of units", () => {
  it("have dated members, and bound an envelope", async () => {
    const own = await otherCampaign(world);
    must(await setUnitGroup(await own.staff(), { code: "TERRAIN", label: "Terrain", units: ["DR44", "DPT"], from: "2026-01-01" }));
    must(await setUnitGroup(await own.staff(), { code: "TERRAIN", label: "Le terrain", units: ["DR44"], from: "2027-01-01" }));
    const membersOn = async (day: string) =>
      (await own.read((db) => unitGroupsOn(db, day))).find(({ code }) => code === "TERRAIN")?.units.map(({ code }) => code);
    expect(await membersOn("2026-12-31")).toEqual(["DPT", "DR44"]);
    expect(await membersOn("2027-01-01")).toEqual(["DR44"]);
    must(await set(own, envelope({ amount: 5n }, { scope: { group: "TERRAIN" } })));
    const { ceilings } = await own.read((db) => ceilingsOf(db, own.campaignId));
    expect(ceilings.map(({ scope }) => scope.label)).toEqual(["Le terrain"]);
    must(await setUnitGroup(await own.staff(), { code: "TERRAIN", label: "Le terrain", units: [], from: "2027-01-01" }));
    expect(await refusalOf(set(own, envelope({ amount: 5n }, { scope: { group: "TERRAIN" } })))).toEqual({
      kind: "envelope-reaches-nothing",
      place: "Le terrain",
    });
  });
  it("are of whoever prepares the arbitration of the whole programme", async () => {
    const part = await world.as("part", { role: "programmeStaff", unit: "DR44" });
    expect(await refusalOf(setUnitGroup(part, { code: "X", label: "X", units: [], from: "2027-01-01" }))).toEqual({
      kind: "forbidden",
      capability: "arbitration.prepare",
    });
    expect(await refusalOf(setUnitGroup(await world.staff(), { code: "X", label: "X", units: ["NOWHERE"], from: "2027-01-01" }))).toEqual({
      kind: "unknown-code",
      dimension: "unit",
      code: "NOWHERE",
    });
  });
});

it("keeps the rates of the reserve by year, the usual ones until then", async () => {
  expect(await world.read((db) => reserveRatesOf(db, 2027))).toEqual({ rates: { personnel: 50, nonPersonnel: 550 }, isSet: false });
  must(await setReserveRates(await world.staff(), { year: 2027, rates: { personnel: 50, nonPersonnel: 600 } }));
  expect(await world.read((db) => reserveRatesOf(db, 2027))).toEqual({ rates: { personnel: 50, nonPersonnel: 600 }, isSet: true });
  expect(await world.read((db) => reserveRatesOf(db, 2028))).toMatchObject({ isSet: false });
  expect(
    await refusalOf(setReserveRates(await world.staff(), { year: 2027, rates: { personnel: 10_001, nonPersonnel: 0 } })),
  ).toMatchObject({ kind: "rate-out-of-bounds" });
});
