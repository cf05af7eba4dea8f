import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as page } from "#app/routes/campaigns/index/route.tsx";
import { loader as file } from "#app/routes/campaigns/panorama-file/route.ts";
import { type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { outcomeOf, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
const params = { year: "2027" };
beforeAll(async () => {
  planning = await planningWorld();
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  await savedRequest(planning);
  token = await world.session((await planning.staff()).actor.id);
});
afterAll(() => planning.close());

async function fileOf(search: string): Promise<string[]> {
  const answer = await file(reading(world, `/2027/campaigns/file?campaign=${planning.campaignId}${search}`, { token, params }) as never);
  return (await answer.text()).split("\r\n");
}

test("the file holds the units of the page, with its figures, filtered as it is", async () => {
  const { shown } = await page(reading(world, `/2027/campaigns?campaign=${planning.campaignId}`, { token, params }) as never);
  if (!shown) throw new Error("no campaign is shown");
  const lines = await fileOf("&format=csv");
  for (const { unit, label, cp } of shown.rows) {
    const line = lines.find((own) => own.startsWith(`${unit};`)) ?? "";
    expect(line).toContain(label);
    expect(line).toContain(`;${cp / 100n},${String(cp % 100n).padStart(2, "0")};`);
  }
  expect((await fileOf("&format=csv&state=accepted")).some((line) => line.startsWith("DR44;"))).toBe(false);
});

test("a workbook and a page of paper too; another format and another year are not found", async () => {
  for (const format of ["xlsx", "pdf"]) {
    const answer = await file(reading(world, `/2027/campaigns/file?format=${format}`, { token, params }) as never);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  }
  for (const [address, own] of [
    ["/2027/campaigns/file?format=odt", params],
    ["/2031/campaigns/file?format=csv", { year: "2031" }],
  ] as const)
    expect(await outcomeOf(file(reading(world, address, { token, params: own }) as never))).toMatchObject({ status: 404 });
});
