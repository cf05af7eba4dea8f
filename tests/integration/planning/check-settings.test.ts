import { afterAll, beforeAll, expect, test } from "vitest";
import { saveCheckSettings } from "#app/commands/save-check-settings.ts";
import { submitSheet } from "#app/commands/submit-request.ts";
import { type CheckSettings, usualChecks } from "#app/domain/forecast/checks/settings.ts";
import { checkSettings, checkSettingsChanges } from "#db/queries/forecast/checks.ts";
import { type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

const settings = () => world.read(checkSettings);
const changes = () => world.read((db) => checkSettingsChanges(db, 10));
const changed: CheckSettings = {
  levels: { ...usualChecks.levels, "schedule-differs": "blocking", "unit-suspicious": "off" },
  departureRate: 750n,
  departureAmount: 20_000_00n,
};

test("nobody settles the checks but who conducts campaigns for the whole programme", async () => {
  const forbidden = { ok: false, refusal: { kind: "forbidden", capability: "campaign.manage" } };
  const ofOneUnit = await world.as("partial", { role: "programmeStaff", unit: "DR44" });
  for (const context of [await world.agent(), await world.head(), await world.arbitrator(), ofOneUnit]) {
    expect(await saveCheckSettings(context, changed), context.actor.login).toEqual(forbidden);
  }
  expect(await settings()).toEqual(usualChecks);
  expect(await changes()).toEqual([]);
});

test("thresholds stay within bounds", async () => {
  const save = async (other: Partial<CheckSettings>) => await saveCheckSettings(await world.staff(), { ...usualChecks, ...other });
  for (const departureRate of [-1n, 100_001n])
    expect(await save({ departureRate })).toMatchObject({ refusal: { kind: "rate-out-of-bounds" } });
  expect(await save({ departureAmount: -1n })).toMatchObject({ refusal: { kind: "negative-amount" } });
  expect(await save({ departureAmount: 10n ** 15n })).toMatchObject({ refusal: { kind: "amount-out-of-range" } });
  expect(await settings()).toEqual(usualChecks);
});

test("a change holds from then on, and is told: who, when, from what to what; the same settings again are no change", async () => {
  await savedRequest(world);
  const submit = async () => await submitSheet(await world.head(), { campaignId: world.campaignId, unit: "DR44", confirmed: [] });
  expect(await submit()).toMatchObject({ refusal: { kind: "warnings-to-confirm", count: 1 } });

  expect(must(await saveCheckSettings(await world.staff(), changed))).toEqual({ changed: 4 });
  expect(must(await saveCheckSettings(await world.staff(), changed))).toEqual({ changed: 0 });
  expect(await settings()).toEqual(changed);
  expect(await submit()).toMatchObject({ refusal: { kind: "submission-blocked", count: 1 } });

  const open: CheckSettings = { ...changed, levels: { ...changed.levels, "schedule-differs": "off" } };
  must(await saveCheckSettings(await world.staff(), open));
  expect(await submit()).toMatchObject({ ok: true });
  expect(await changes()).toMatchObject([
    { author: "staff", before: changed, after: open },
    { author: "staff", before: usualChecks, after: changed },
  ]);
  const [{ at } = { at: undefined }] = await changes();
  expect(at).toBeInstanceOf(Date);
});
