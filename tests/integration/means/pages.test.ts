import { afterAll, beforeAll, expect, test } from "vitest";
import { recordArrival } from "#app/commands/record-arrival.ts";
import { addLease } from "#app/commands/save-lease.ts";
import { addSite, sayOccupation } from "#app/commands/save-site.ts";
import { saveCategory } from "#app/commands/save-staff-settings.ts";
import { setUnitGroup } from "#app/commands/set-unit-group.ts";
import { sayAwayDays } from "#app/commands/set-up-workload.ts";
import { loader as shellLoader } from "#app/routes/_shell/route.tsx";
import { action as bringAction, loader as bringPage } from "#app/routes/means/forecast/route.tsx";
import { loader as leasePage } from "#app/routes/means/lease/route.tsx";
import { loader as sitePage } from "#app/routes/means/site/route.tsx";
import { loader as sitesPage } from "#app/routes/means/sites/route.tsx";
import { loader as workforcePage } from "#app/routes/workforce/overview/route.tsx";
import { loader as workloadPage } from "#app/routes/workload/overview/route.tsx";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { staffNatures } from "#tests/support/staff.ts";
import { outcomeOf, posting, reading, worldOn } from "../security/world.ts";

let organisation: PlanningWorld;
let world: ReturnType<typeof worldOn>;
let agent: string;
let staff: string;
let head: string;

beforeAll(async () => {
  organisation = await planningWorld();
  world = worldOn(organisation);
  await staffNatures(organisation);
  agent = await world.session((await organisation.agent()).actor.id);
  head = await world.session((await organisation.head()).actor.id);
  staff = await world.session((await organisation.staff()).actor.id);
  const site = { label: "Siège", address: "", town: "Paris", surface: 200_000n, netSurface: null, workstations: 100 };
  const terms = {
    ...({ lessor: "Foncière", signedOn: "2026-01-01", firstDay: "2026-01-01", lastDay: "2028-12-31", rent: 1_200_000n } as const),
    ...({ charges: 0n, index: "none", billing: "month", due: "advance", notice: 3, breaks: [], leavesOn: null } as const),
  };
  for (const [code, unit, lease] of [
    ["S-DPT", "DPT", "L-DPT"],
    ["S-DR", "DR44", "L-DR"],
  ] as const) {
    must(await addSite(await organisation.staff(), { ...site, code, unit }));
    must(await addLease(await organisation.staff(), { code, lease, terms }));
  }
  for (const [unit, workstations] of [
    ["DR44", 30],
    ["DPT", 50],
  ] as const)
    must(await sayOccupation(await organisation.staff(), { code: "S-DPT", unit, workstations, residents: workstations }));
  must(await saveCategory(await organisation.staff(), { code: "A", label: "Catégorie A", nature: "21-1025" }));
  for (const [number, unit, dataProcessing] of [
    ["M1", "DR44", true],
    ["M2", "DR44", false],
    ["M3", "DPT", true],
  ] as const) {
    const contract = {
      ...{
        unit,
        activity: "01-ENQ",
        category: "A",
        post: null,
        ratio: 100n,
        firstDay: "2025-01-01",
        lastDay: null,
        profile: "",
        dataProcessing,
      },
    };
    must(await recordArrival(await organisation.staff(), { number, name: `Agent ${number}`, contract }));
  }
  must(
    await setUnitGroup(await organisation.staff(), { code: "IND", label: "Pôle industrie", units: ["DR44", "DPT"], from: "2026-01-01" }),
  );
});
afterAll(() => organisation.close());

const read = async <Page>(loader: (args: never) => Promise<Page>, address: string, token: string, params: Record<string, string> = {}) =>
  (await loader(reading(world, address, { token, params: { year: "2026", ...params } }) as never)) as Awaited<Page>;

test("a site of another unit where one has one's place is read without what it costs, nor who else is there; its lease does not exist", async () => {
  const { rows } = await read(sitesPage, "/2026/workforce/sites", agent);
  expect(rows.map(({ site, cost, units }) => [site.code, cost, units])).toEqual([
    ["S-DPT", null, ["DR44"]],
    ["S-DR", 1_200_000n, []],
  ]);
  const page = await read(sitePage, "/2026/workforce/sites/S-DPT", agent, { site: "S-DPT" });
  expect(page).toMatchObject({ pays: false, leases: [], cost: 0n });
  expect(page.occupations.map(({ unit, cost }) => [unit, cost])).toEqual([["DR44", null]]);
  await expect(read(leasePage, "/2026/workforce/leases/L-DPT", agent, { lease: "L-DPT" })).rejects.toMatchObject({ status: 404 });
  const whole = await read(sitePage, "/2026/workforce/sites/S-DPT", staff, { site: "S-DPT" });
  expect(whole.occupations.map(({ unit, cost }) => [unit, cost])).toEqual([
    ["DPT", 600_000n],
    ["DR44", 360_000n],
  ]);
  expect(whole.freeCost).toBe(240_000n);
});

test("what a line would hold is shown before it is written, then the lease says where it stands and whether it still says the same", async () => {
  const { requestId } = await savedRequest(organisation);
  const [line] = await organisation.read((db) => linesOf(db, requestId, "whole"));
  const params = { year: "2027", kind: "lease", code: "L-DR" };
  const address = `/2027/workforce/forecast/lease/L-DR`;
  const { chosen } = await read(bringPage, `${address}?line=${line?.id}`, agent, params);
  expect(chosen?.cells.map(({ measure, targetYear, brought, after }) => [measure, targetYear, brought, after])).toEqual([
    ["CP", 2027, 1_200_000n, 1_200_060n],
    ["CP", 2028, 1_200_000n, 1_200_000n],
  ]);
  expect(chosen).toMatchObject({ typedCells: 1, stands: false });
  const fields = { line: line?.id ?? "", act: "bring", typed: "keep", seenRevision: String(chosen?.seenRevision) };
  const sent = posting(world, address, fields, { token: agent, params });
  expect(await outcomeOf(bringAction(sent as never) as never)).toMatchObject({ location: "/2027/workforce/leases/L-DR" });
  const { brought } = await read(leasePage, "/2027/workforce/leases/L-DR", agent, { year: "2027", lease: "L-DR" });
  expect(brought).toMatchObject([{ lineLabel: "Terrain", ae: 0n, cp: 2_400_000n, upToDate: true }]);
  const other = posting(world, address, fields, { token: agent, params: { ...params, code: "L-DPT" } });
  expect(await outcomeOf(bringAction(other as never) as never)).toMatchObject({ status: 404 });
});

test("a group of units adds up those that the reader sees, and says how many it does not", async () => {
  const all = await read(workforcePage, "/2026/workforce?unit=group:IND", staff);
  const each = await Promise.all(
    ["DR44", "DPT"].map(async (unit) => (await read(workforcePage, `/2026/workforce?unit=${unit}`, staff)).overview.heads),
  );
  expect(all.overview.heads).toBe(each.reduce((total, heads) => total + heads, 0));
  expect(all.overview.heads).toBe(3);
  expect(all.unit).toBeNull();
  expect((await read(workforcePage, "/2026/workforce?unit=group:IND", agent)).overview.heads).toBe(2);
  const { group, groups } = await read(shellLoader, "/2026/workforce?unit=group:IND", agent);
  expect(group).toEqual({ code: "IND", label: "Pôle industrie", seen: 1, whole: 2 });
  expect(groups).toEqual([{ code: "IND", label: "Pôle industrie" }]);
  expect((await read(shellLoader, "/2026/workforce?unit=group:NONE", agent)).group).toBeNull();
  const sites = await read(sitesPage, "/2026/workforce/sites?unit=group:IND", staff);
  expect(sites.rows.map(({ site }) => site.code)).toEqual(["S-DPT", "S-DR"]);
});

test("automated data processing is counted for whoever sees names, in their units alone", async () => {
  const counted = async (token: string) => (await read(workforcePage, "/2026/workforce", token)).overview.dataProcessing;
  expect(await counted(agent)).toBeNull();
  expect(await counted(head)).toMatchObject([{ code: "DR44", heads: 1, fte: 100n, etpt: 1_200n }]);
  expect((await counted(staff))?.map(({ code, heads }) => [code, heads])).toEqual([
    ["DPT", 1],
    ["DR44", 1],
  ]);
});

test("days of training and of unions, said as totals, are taken from the capacity of their month, to the hundredth", async () => {
  const march = async () =>
    (await read(workloadPage, "/2026/workforce/workload?unit=DR44", head)).overview.units.find(({ code }) => code === "DR44")?.months[2]
      ?.capacity ?? 0n;
  const before = await march();
  const days = [
    { kind: "training", month: "2026-03", days: 450n },
    { kind: "union", month: "2026-03", days: 200n },
  ] as const;
  must(await sayAwayDays(await organisation.head(), { unit: "DR44", days }));
  expect(before).toBeGreaterThan(650n);
  expect(before - (await march())).toBe(650n);
});
