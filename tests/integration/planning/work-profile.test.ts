import { afterAll, beforeAll, expect, test } from "vitest";
import { saveRequest } from "#app/commands/save-request.ts";
import { action } from "#app/routes/forecast/request/route.tsx";
import { loader as sheetPage } from "#app/routes/forecast/unit/route.tsx";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { profilesOn } from "#db/queries/forecast/profile.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { cell, newMeasure, otherCampaign, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
beforeAll(async () => {
  planning = await planningWorld();
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  token = await world.session((await planning.agent()).actor.id);
});
afterAll(() => planning.close());

const days = (label: string, amount: bigint, profile?: string | null) => {
  return { nature: "21", activity: "01-ENQ", label, profile, cells: [cell("DAY", amount)] };
};

test("days are asked of a profile and summed by profile on the sheet's page; the grid says whose days a line asks", async () => {
  const own = await otherCampaign(planning);
  const lines = [days("Un", 100n, "DEV"), days("Deux", 50n, "STAT"), days("Trois", 25n, "DEV"), days("Quatre", 5n)];
  must(await saveRequest(await planning.agent(), newMeasure(own, { lines })));
  const address = `/2027/forecast/DR44?campaign=${own.campaignId}`;
  const { workload, sheet } = await sheetPage(reading(world, address, { token, params: { year: "2027", unit: "DR44" } }) as never);
  expect(workload.map(({ profile, lines: count, days: sum }) => [profile, count, sum])).toEqual([
    ["STAT", 1, 50n],
    ["DEV", 2, 125n],
    [null, 1, 5n],
  ]);
  expect(sheet?.lines.map(({ profile }) => profile)).toEqual(["Développeur", "Statisticien", "Développeur", null]);
});

test("the form of a request gives a line another profile, or takes it away; what is not said stays", async () => {
  const own = await otherCampaign(planning);
  const { requestId } = must(await saveRequest(await planning.agent(), newMeasure(own, { lines: [days("Un", 100n, "DEV")] })));
  const standing = async () => (await planning.read((db) => linesOf(db, requestId, "whole")))[0];
  const line = await standing();
  const send = async (profile: string) => {
    const fields = {
      ...{ title: "T", kind: "newMeasure", rank: "1", obligation: "discretionary", justification: "J", risk: "", seenRevision: "999" },
      ...{ "lines[0].lineId": line?.id ?? "", "lines[0].nature": "21", "lines[0].activity": "01-ENQ", "lines[0].label": "Un" },
      ...{ "lines[0].amounts.DAY0": "1", "lines[0].profile": profile },
    };
    const params = { year: "2027", unit: "DR44", request: requestId };
    return await outcomeOf(action(posting(world, `/2027/forecast/DR44/requests/${requestId}`, fields, { token, params }) as never));
  };
  expect(await send("STAT")).toMatchObject({ status: 302 });
  expect((await standing())?.profile).toBe("STAT");
  expect(await send("NOBODY")).toMatchObject({ status: 404, kind: "not-found" });
  const again = newMeasure(own, { requestId, seenRevision: 999n, lines: [{ ...days("Un", 100n), lineId: line?.id }] });
  must(await saveRequest(await planning.agent(), again));
  expect((await standing())?.profile).toBe("STAT");
  expect(await send("")).toMatchObject({ status: 302 });
  expect((await standing())?.profile).toBeNull();
});

test("a line without days takes no profile, and one out of date is none", async () => {
  const own = await otherCampaign(planning);
  const lines = [{ nature: "31", activity: "01-ENQ", label: "Terrain", profile: "DEV", cells: [cell("AE", 1n)] }];
  expect(await saveRequest(await planning.agent(), newMeasure(own, { lines }))).toMatchObject({
    refusal: { kind: "profile-without-days", line: 1, nature: "31" },
  });
  await world.run("update work_profile set valid = '[2000-01-01,2026-12-31)' where code = 'SUP'");
  expect((await planning.read((db) => profilesOn(db, "2027-01-01"))).map(({ code }) => code)).not.toContain("SUP");
  const ended = newMeasure(own, { lines: [days("Un", 1n, "SUP")] });
  expect(await saveRequest(await planning.agent(), ended)).toMatchObject({ refusal: { kind: "not-found", what: "profile" } });
  expect(await planning.read((db) => sheetLines(db, own.campaignId, "DR44"))).toEqual([]);
});
