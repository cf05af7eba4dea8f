import { afterAll, beforeAll, expect, test } from "vitest";
import { setGuidance } from "#app/commands/set-guidance.ts";
import { loader } from "#app/routes/campaigns/guidance/route.tsx";
import { campaignUnits } from "#db/queries/campaign.ts";
import { type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { reading, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
beforeAll(async () => {
  planning = await planningWorld();
});
afterAll(() => planning.close());

test("whoever conducts a part of the programme reads the guidance of that part alone", async () => {
  const { campaignId } = planning;
  const told = { campaignId, nature: null, measures: ["CP"], kind: "amount", value: 5_000_00n, note: "" } as const;
  must(await setGuidance(await planning.staff(), { ...told, unit: "DR44" }));
  must(await setGuidance(await planning.staff(), { ...told, unit: null, kind: "rate", value: -200n }));
  const world = worldOn(planning);
  const seenBy = async (id: bigint) => {
    const token = await world.session(id);
    const params = { year: "2027", campaign: campaignId };
    const { units, aims, rules } = await loader(reading(world, `/2027/campaigns/${campaignId}/guidance`, { token, params }) as never);
    return { units: units.map(({ code }) => code), aims: aims.map(({ unit }) => unit), rules: rules.map(({ unit }) => unit) };
  };
  const asked = await planning.read((db) => campaignUnits(db, campaignId));
  expect(asked).toContain("DR44");

  const whole = await seenBy((await planning.staff()).actor.id);
  expect([whole.units, whole.rules.toSorted()]).toEqual([asked, ["DR44", null]]);
  const elsewhere = await planning.as("part-of-it", { role: "programmeStaff", unit: "DPT" });
  const part = asked.filter((unit) => unit === "DPT");
  expect(await seenBy(elsewhere.actor.id)).toEqual({ units: part, aims: part, rules: [null] });
});
