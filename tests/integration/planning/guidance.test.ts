import { afterAll, beforeAll, expect, test } from "vitest";
import { type GuidanceInput, setGuidance } from "#app/commands/set-guidance.ts";
import { guidanceFor } from "#app/domain/campaign/guidance.ts";
import { guidancesOf } from "#db/queries/campaign/guidance.ts";
import { otherCampaign, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

function rule(own: Pick<PlanningWorld, "campaignId">, other: Partial<GuidanceInput> = {}): GuidanceInput {
  return { campaignId: own.campaignId, unit: null, nature: null, measures: ["CP"], kind: "rate", value: -200n, note: "", ...other };
}

test("a rule is set, replaced and taken back; those in force are read with the natures below theirs", async () => {
  const own = await otherCampaign(world);
  const staff = world.staff;
  must(await setGuidance(await staff(), rule(own, { measures: ["AE", "CP"] })));
  must(await setGuidance(await staff(), rule(own, { nature: "HT2", value: 100n, note: "Prix" })));
  must(await setGuidance(await staff(), rule(own, { unit: "DR44", kind: "amount", value: 5_000_00n })));
  const read = () => world.read((db) => guidancesOf(db, own.campaignId));
  const first = await read();
  expect(first.map(({ unit, nature, measure, kind, value }) => [unit, nature, measure, kind, value])).toEqual([
    [null, null, "AE", "rate", -200n],
    [null, null, "CP", "rate", -200n],
    [null, "HT2", "CP", "rate", 100n],
    ["DR44", null, "CP", "amount", 5_000_00n],
  ]);
  expect(first.find(({ nature }) => nature === "HT2")?.natures).toEqual(["31", "HT2"]);
  expect(guidanceFor(first, { unit: "DPT", nature: "31", measure: "CP" }, 10_000n)).toBe(10_100n);

  expect(must(await setGuidance(await staff(), rule(own)))).toEqual({ set: 0 });
  must(await setGuidance(await staff(), rule(own, { value: -300n })));
  must(await setGuidance(await staff(), rule(own, { nature: "HT2", value: null })));
  expect((await read()).map(({ nature, measure, value }) => [nature, measure, value])).toEqual([
    [null, "AE", -200n],
    [null, "CP", -300n],
    [null, "CP", 5_000_00n],
  ]);
  const s = world.superuser(world.organisation.schemaName);
  const kept = await world.superuser`select count(*)::int as n from ${s}.guidance where campaign = ${own.campaignId}`;
  expect(kept[0]).toMatchObject({ n: 6 });
});

test.each([
  ["a campaign that is not there", { campaignId: "00000000-0000-4000-8000-000000000000" }, { kind: "not-found", what: "campaign" }],
  ["a unit that is not asked", { unit: "INSEE" }, { kind: "not-found", what: "unit" }],
  ["no measure", { measures: [] }, { kind: "wrong-form" }],
  ["a nature that is none", { nature: "99" }, { kind: "unknown-code", code: "99" }],
  ["people on a nature that has none", { nature: "31", measures: ["ETPT"] }, { kind: "wrong-form" }],
  ["a rate beyond bounds", { value: -10_001n }, { kind: "rate-out-of-bounds" }],
  ["an amount told to all", { kind: "amount", value: 1n }, { kind: "amount-without-unit" }],
] as const)("refused: %s", async (_, other, refusal) => {
  expect(await setGuidance(await world.staff(), rule(world, other))).toMatchObject({ ok: false, refusal });
});

test("a head of unit sets none", async () => {
  expect(await setGuidance(await world.head(), rule(world, { unit: "DR44" }))).toMatchObject({
    ok: false,
    refusal: { kind: "forbidden", capability: "campaign.manage" },
  });
});
