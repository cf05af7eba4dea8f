import { randomUUID } from "node:crypto";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdCells } from "#app/commands/hold-cells.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { recordPayroll } from "#app/commands/record-payroll.ts";
import { saveRequest } from "#app/commands/save-request.ts";
import { saveStaff } from "#app/commands/save-staff.ts";
import { setGuidance } from "#app/commands/set-guidance.ts";
import { startFromLastYear } from "#app/commands/start-from-last-year.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import { action as give } from "#app/routes/forecast/import/route.tsx";
import { sheetCells, sheetLines } from "#db/queries/forecast/grid.ts";
import { cell, newMeasure, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { moduleOf, siteRoutes } from "#tests/support/site-map.ts";
import { must } from "#tests/support/small-organisation.ts";
import { staffCosts, staffLine, staffNatures } from "#tests/support/staff.ts";
import { outcomeOf, reading, type World, worldOn } from "../security/world.ts";

/** 98 765 432,10 €: everything else that is asked is a few cents, so that a sum with it in it shows too. */
const secret = 9_876_543_210n;
/** What a payload would say of it: in cents, in euros, alone, in a sum or a difference, whatever the spaces. */
const told = /9876543[.,]?\d/;
/** Paid in a month of this year, which the execution shows to everybody; the plan compares nothing with it for whoever does not see costs. */
const paid = 8_765_432_100n;
const compared = /8765432[.,]?\d|87654[.,]?32/;
const isPlan = (path: string) => path.includes("/forecast") || path.includes("/campaigns");

let planning: PlanningWorld;
let world: World;
let requestId: string;
let line: string;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  planning = await planningWorld();
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  await staffNatures(planning);
  await staffCosts(planning);
  const personnel = { nature: "21-1025", activity: "01-ENQ", label: "Agents", cells: [] };
  const input = newMeasure(planning, {
    kind: "baseline",
    rank: null,
    justification: "",
    lines: [...newMeasure(planning).lines, personnel],
  });
  ({ requestId } = must(await saveRequest(await planning.agent(), input)));
  line = (await planning.read((db) => sheetLines(db, planning.campaignId, "DR44"))).find(({ nature }) => nature === "21-1025")?.id ?? "";
  await typed("staff", secret);
  must(await holdCells(await planning.staff(), { campaignId: planning.campaignId, unit: "DR44", held: true, cells: [place("AE")] }));
  await typed("staff", 1_200n, "ETPT");
  const guidance = { campaignId: planning.campaignId, unit: "DR44", nature: "21-1025", measures: ["AE", "CP"] as const, note: "" };
  must(await setGuidance(await planning.staff(), { ...guidance, kind: "amount", value: secret }));
  const payroll = [{ unit: "DR44", activity: "01-ENQ", nature: "21-1025", amount: paid }];
  must(await recordPayroll(await planning.system(), { month: "2026-01", on: "2026-01-28", lines: payroll }));
  for (const person of ["agent", "head", "staff"] as const) tokens[person] = await world.session((await planning[person]()).actor.id);
});
afterAll(() => planning.close());

function place(measure: "AE" | "CP" | "ETPT") {
  return { lineId: line, measure, targetYear: 2027, month: 0 };
}

async function typed(by: "agent" | "staff", amount: bigint | null, measure: "AE" | "ETPT" = "AE") {
  const edits = [{ ...place(measure), amount, seen: 1_000n, ...(measure === "AE" && amount ? { formula: "98765432,1+0" } : {}) }];
  return must(await writeCells(await planning[by](), { campaignId: planning.campaignId, unit: "DR44", kind: "entry", edits }));
}

/** Everything that a route's loader answers, as one text without spaces: the insides of a workbook too. */
async function payload(path: string, who: string): Promise<string | undefined> {
  const route = (await siteRoutes()).find((own) => own.path === path);
  const { loader } = route ? await moduleOf(route) : {};
  if (!loader || loader.declaration?.kind !== "loader" || !("capability" in loader.declaration)) return undefined;
  const known: Record<string, string> = {
    year: "2027",
    unit: "DR44",
    code: "DR44",
    request: requestId,
    campaign: planning.campaignId,
    import: imported ?? "",
  };
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  if (!names.every((name) => name in known)) return undefined;
  const params = Object.fromEntries(names.map((name) => [name, known[name] ?? ""]));
  const search = new URLSearchParams({
    ...{ campaign: planning.campaignId, since: "0", line, measure: "AE" },
    year: "2027",
    ...(imported && path.includes("/import") ? { import: imported } : {}),
  });
  const address = `${path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? "")}?${search}`;
  const answer: unknown = await loader(reading(world, address, { token: tokens[who], params }) as never).catch((thrown: unknown) => thrown);
  return await textOf(answer);
}

async function textOf(answer: unknown): Promise<string> {
  if (!(answer instanceof Response))
    return bare(JSON.stringify(answer, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)) ?? "");
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    await answer.body?.cancel();
    return "";
  }
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.subarray(0, 2).toString() !== "PK") return bare(bytes.toString());
  const parts = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ dir }) => !dir);
  return bare((await Promise.all(parts.map(async (part) => await part.async("string")))).join("\n"));
}

function bare(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]/g, "");
}

let imported: string | undefined;

/** The workbook of programme staff, which holds the amount, given to the sheet. */
async function given(): Promise<string> {
  const route = (await siteRoutes()).find(({ path }) => path.endsWith("/workbook"));
  const { loader } = route ? await moduleOf(route) : {};
  const params = { year: "2027", unit: "DR44" };
  const address = `/2027/forecast/DR44/workbook?campaign=${planning.campaignId}`;
  const book = (await loader?.(reading(world, address, { token: tokens["staff"], params }) as never)) as Response;
  const { request, ...rest } = reading(world, "/2027/forecast/DR44/import", {
    token: tokens["staff"],
    params,
    headers: { "sec-fetch-site": "same-origin" },
  });
  const body = new FormData();
  for (const [name, value] of Object.entries({ key: randomUUID(), campaign: planning.campaignId })) body.set(name, value);
  body.set("file", new File([await book.arrayBuffer()], "feuille.xlsx"));
  const asked = { request: new Request(request.url, { method: "POST", headers: request.headers, body }), ...rest };
  const { location = "" } = await outcomeOf(give(asked as never));
  return new URL(location, "http://localhost").searchParams.get("import") ?? "";
}

describe("what personnel costs", () => {
  test("leaves the server by no route for whoever does not see it, and by those that serve the plan for whoever does", async () => {
    imported = await given();
    const telling: string[] = [];
    for (const { path } of await siteRoutes()) {
      for (const who of ["agent", "head"]) {
        const seen = (await payload(path, who)) ?? "";
        expect(told.test(seen), `${path} tells it to the ${who}`).toBe(false);
        expect(isPlan(path) && compared.test(seen), `${path} compares with it for the ${who}`).toBe(false);
      }
      const seen = (await payload(path, "staff")) ?? "";
      if (told.test(seen)) telling.push(path);
      if (compared.test(seen)) telling.push(`${path} compares`);
    }
    // The walk sees something: each of these serves the amount to programme staff.
    expect(telling).toEqual(
      expect.arrayContaining([
        "/:year/campaigns",
        "/:year/forecast",
        "/:year/forecast/:unit",
        "/:year/forecast/:unit/cells",
        "/:year/forecast/:unit/changes",
        "/:year/forecast/:unit/workbook",
        "/:year/forecast/:unit/submission",
        "/:year/forecast/:unit/requests/:request",
        "/:year/forecast/:unit/requests/:request/submission",
        "/:year/campaigns/:campaign/guidance",
        "/:year/forecast/:unit compares",
        "/:year/forecast/:unit/projection compares",
      ]),
    );
  });

  test("people stay in sight of everybody", async () => {
    expect(await payload("/:year/forecast/:unit", "agent")).toContain('"measure":"ETPT"');
  });

  test("is not written by whoever does not see it: not in the grid, not in the form, not emptied by a workbook that comes back", async () => {
    const { refusals, conflicts } = await typed("agent", null);
    expect(conflicts).toEqual([]);
    expect(refusals).toMatchObject([{ fault: { kind: "cell-locked", lock: { kind: "costs" } } }]);
    const own = { lineId: line, nature: "21-1025", category: "21-1025", activity: "01-ENQ", label: "Agents" };
    const saving = async (other: object) =>
      await saveRequest(await planning.agent(), {
        ...newMeasure(planning, { kind: "baseline", rank: null, justification: "" }),
        ...{ requestId, seenRevision: 1_000n, lines: [{ ...own, ...other }] as never },
      });
    expect(await saving({ cells: [cell("AE", 1n), cell("CP", 1n)] })).toMatchObject({ refusal: { kind: "costs-not-seen" } });
    // Nor brought to light by making it something else than personnel.
    expect(await saving({ nature: "31", category: undefined, cells: [] })).toMatchObject({ refusal: { kind: "costs-not-seen" } });
    expect(await payload("/:year/forecast/:unit", "staff")).toMatch(told);
  });
});

test("an agent's staff is costed, and the agent's answers say nothing of it", async () => {
  const asked = [staffLine({ entry: null, fte: 1_000_000n, exit: null })];
  must(await saveStaff(await planning.agent(), { requestId, unit: "DR44", lines: asked, seenRevision: 1_000n }));
  // 10 000 ETPT at 60 000 €: 600 million euros of pay, 300 of pensions.
  const cost = /60000000000|600000000,|30000000000|300000000,|90000000000/;
  for (const path of [
    "/:year/forecast/:unit",
    "/:year/forecast/:unit/requests/:request",
    "/:year/forecast/:unit/requests/:request/staff",
  ]) {
    expect(cost.test((await payload(path, "agent")) ?? ""), path).toBe(false);
    expect(cost.test((await payload(path, "staff")) ?? ""), path).toBe(true);
  }
});

test("asked again from last year by an agent, personnel comes back with its people and without its euros", async () => {
  must(await submitRequest(await planning.head(), { requestId }));
  const dates = { opensOn: "2026-03-01", closesOn: "2026-04-30" };
  const opened = must(
    await openCampaign(await planning.staff(), { targetYear: 2028, kind: "initial", label: "Suite", ...dates, units: ["DR44"] }),
  );
  const start = { campaignId: opened.campaignId, units: ["DR44"], source: "requests", rate: 0n, title: "Socle" } as const;
  must(await startFromLastYear(await planning.agent(), start));
  const cells = await planning.read((db) => sheetCells(db, opened.campaignId, "DR44", "whole"));
  const natures = new Map((await planning.read((db) => sheetLines(db, opened.campaignId, "DR44"))).map(({ id, nature }) => [id, nature]));
  const asked = cells.map(({ lineId, measure }) => `${natures.get(lineId)} ${measure}`).sort();
  expect([...new Set(asked)]).toEqual(["21-1025 ETPT", "31 AE", "31 CP"]);
});
