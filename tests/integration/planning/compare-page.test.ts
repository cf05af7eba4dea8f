import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freezeVersion } from "#app/commands/freeze-version.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import { comparedTotals, hasMoved } from "#app/domain/forecast/comparison.ts";
import { loader } from "#app/routes/forecast/compare/route.tsx";
import { loader as file } from "#app/routes/forecast/compare-file/route.ts";
import { comparedLines, sheetVersions } from "#db/queries/forecast/comparison.ts";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { cell, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { outcomeOf, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
let line: string;
let staffLine: string;
const params = { year: "2027", unit: "DR44" };
const never = 10_000n;

beforeAll(async () => {
  planning = await planningWorld();
  world = worldOn(planning);
  token = await world.session((await planning.staff()).actor.id);
  await savedRequest(planning, {
    lines: [
      {
        nature: "31",
        activity: "01-ENQ",
        label: "Terrain",
        cells: [cell("AE", 100n), cell("CP", 40n, { month: 1 }), cell("CP", 60n, { month: 2 })],
      },
      { nature: "31", activity: "01-ENQ", label: "Immobile", cells: [cell("AE", 7n), cell("CP", 7n)] },
      { nature: "21", activity: "01-ENQ", label: "Équipe", cells: [cell("AE", 50n), cell("CP", 50n), cell("ETPT", 1200n)] },
    ],
  });
  const lines = await planning.read((db) => sheetLines(db, planning.campaignId, "DR44"));
  line = lines[0]?.id ?? "";
  staffLine = lines[2]?.id ?? "";
  await frozen("Première");
  await typed("CP", 40n - 15n, 1);
  await typed("CP", 60n + 15n, 2);
  await frozen("Deuxième");
  await typed("AE", 120n, 0);
  await typed("AE", null, 0, staffLine);
});
afterAll(() => planning.close());

async function frozen(name: string) {
  must(await freezeVersion(await planning.staff(), { campaignId: planning.campaignId, name, note: "", units: null }));
}
async function typed(measure: "AE" | "CP", amount: bigint | null, month: number, lineId = line) {
  const edit = { lineId, measure, targetYear: 2027, month, amount, seen: never };
  const writer = lineId === staffLine ? planning.staff : planning.head;
  const written = await writeCells(await writer(), { campaignId: planning.campaignId, unit: "DR44", kind: "entry", edits: [edit] });
  expect(must(written).refusals).toEqual([]);
}
const versions = () => planning.read((db) => sheetVersions(db, planning.campaignId, "DR44"));
const page = async (search = "") =>
  await loader(reading(world, `/2027/forecast/DR44/compare?campaign=${planning.campaignId}${search}`, { token, params }) as never);

test("unsaid, the last version is set against the sheet as it stands: what moved, by whom, and totals that are the sheet's", async () => {
  const { from, to, lines } = await page();
  expect([from?.name, to.name]).toEqual(["Deuxième", null]);
  const moved = lines.filter(hasMoved);
  expect(moved.map(({ label, measure, before, after, author }) => [label, measure, before, after, author])).toEqual([
    ["Terrain", "AE", 100n, 120n, "head"],
    ["Équipe", "AE", 50n, null, "staff"],
    ["Équipe", "CP", 50n, null, "staff"],
  ]);
  expect(comparedTotals(lines)).toEqual([
    { measure: "AE", targetYear: 2027, before: 157n, after: 127n, gap: -30n, moved: 2 },
    { measure: "CP", targetYear: 2027, before: 157n, after: 107n, gap: -50n, moved: 1 },
    { measure: "ETPT", targetYear: 2027, before: 1200n, after: 1200n, gap: 0n, moved: 0 },
  ]);
});

test("months that make up for one another moved all the same; either way round says the opposite", async () => {
  const [second, first] = await versions();
  const { lines } = await page(`&v=${first?.id}&vs=${second?.id}`);
  expect(lines.filter(hasMoved)).toMatchObject([{ label: "Terrain", measure: "CP", before: 100n, after: 100n, moved: 2, month: 2 }]);
  const straight = comparedTotals((await page(`&v=${first?.id}&vs=now`)).lines);
  const reversed = comparedTotals((await page(`&v=now&vs=${first?.id}`)).lines);
  expect(reversed.map(({ gap }) => gap)).toEqual(straight.map(({ gap }) => -gap));
  expect((await page("&v=now&vs=now")).lines.filter(hasMoved)).toEqual([]);
});

test("without the right to what personnel costs, its people stay and its euros are nowhere", async () => {
  const own = { campaign: planning.campaignId, unit: "DR44", from: 0n, to: never, view: "withoutCosts" as const };
  const lines = await planning.read((db) => comparedLines(db, own));
  expect(lines.filter(({ lineId }) => lineId === staffLine).map(({ measure }) => measure)).toEqual(["ETPT"]);
});

test("the file holds the lines that moved, or all of them, with the figures of the page", async () => {
  const text = async (search: string) => {
    const address = `/2027/forecast/DR44/compare/file?campaign=${planning.campaignId}&format=csv${search}`;
    return await (await file(reading(world, address, { token, params }) as never)).text();
  };
  const rows = (await text("")).trim().split("\r\n");
  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatch(/^1;Terrain;31;01-ENQ;2027;1,00;1,20;0,20;/);
  expect((await text("&lines=all")).trim().split("\r\n")).toHaveLength(4);
});

test("a version of nothing, a stranger: not found; a sheet that nobody froze: no side to compare", async () => {
  expect(await outcomeOf(page(`&v=${randomUUID()}`))).toMatchObject({ status: 404 });
  expect(await outcomeOf(page("&vs=x"))).toMatchObject({ status: 404 });
  const foreign = await world.session((await planning.as("elsewhere", { role: "agent", unit: "DPT" })).actor.id);
  const address = `/2027/forecast/DR44/compare?campaign=${planning.campaignId}`;
  expect(await outcomeOf(loader(reading(world, address, { token: foreign, params }) as never))).toMatchObject({ status: 404 });
});
