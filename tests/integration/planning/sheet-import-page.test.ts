import { randomUUID } from "node:crypto";
import excel from "exceljs";
import JSZip from "jszip";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommandContext } from "#app/commands/run.ts";
import { saveDetail } from "#app/commands/save-detail.ts";
import { setGuidance } from "#app/commands/set-guidance.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import type { Story } from "#app/routes/forecast/cells/message.ts";
import { loader as cells } from "#app/routes/forecast/cells/route.ts";
import { action as give, loader as page } from "#app/routes/forecast/import/route.tsx";
import { action as apply } from "#app/routes/forecast/import-application/route.tsx";
import { loader as file } from "#app/routes/forecast/import-file/route.ts";
import { action as makeLines } from "#app/routes/forecast/import-lines/route.tsx";
import { loader as workbook } from "#app/routes/forecast/workbook/route.ts";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
let foreign: string;
const base = "/2027/forecast/DR44/import";
const params = { year: "2027", unit: "DR44" };

beforeAll(async () => {
  planning = await planningWorld();
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  await savedRequest(planning);
  token = await world.session((await planning.agent()).actor.id);
  foreign = await world.session((await planning.as("elsewhere", { role: "agent", unit: "DPT" })).actor.id);
});
afterAll(() => planning.close());

/** Gives a file as a browser does; where that leads. */
async function given(name: string, bytes: Uint8Array, campaign = planning.campaignId) {
  const { request, ...rest } = reading(world, base, { token, params, headers: { "sec-fetch-site": "same-origin" } });
  const body = new FormData();
  body.set("key", randomUUID());
  body.set("campaign", campaign);
  body.set("file", new File([new Uint8Array(bytes)], name));
  const own = { request: new Request(request.url, { method: "POST", headers: request.headers, body }), ...rest };
  return await outcomeOf(give(own as never));
}

async function shownAt(location: string | undefined) {
  const { shown } = await page(reading(world, location ?? "", { token, params }) as never);
  if (!shown) throw new Error("nothing is shown");
  return shown;
}

async function typed(person: () => Promise<CommandContext>, amount: bigint | null, month: number) {
  const [line] = await planning.read((db) => sheetLines(db, planning.campaignId, "DR44"));
  const edit = { lineId: line?.id ?? "", measure: "CP" as const, targetYear: 2027, month, amount, seen: 10_000n };
  must(await writeCells(await person(), { campaignId: planning.campaignId, unit: "DR44", kind: "entry", edits: [edit] }));
}

test("a long list of refusals is cut, said to be, and given whole as a file to those who see the page", async () => {
  const rows = Array.from({ length: 620 }, (_, index) => `=9${index};01-ENQ;CP;10`);
  const { location } = await given("prévision.csv", Buffer.from(["Nature;Activité;Mesure;mars", ...rows].join("\n"), "latin1"));
  expect(location).toContain(`campaign=${planning.campaignId}`);
  const shown = await shownAt(location);
  expect([shown.faults.length, shown.faultCount]).toEqual([500, 620]);
  expect(shown.source).toEqual({ kind: "text", charset: "ISO-8859-15", separator: "semicolon", mojibake: false });
  const address = `${base}/file${shown.search}&format=csv`;
  const answer = await file(reading(world, address, { token, params }) as never);
  expect(answer.headers.get("content-type")).toContain("text/csv");
  const whole = await answer.text();
  expect(whole.match(/Aucune ligne de cette prévision/g)).toHaveLength(620);
  expect(whole).not.toMatch(/(^|;)=/m);
  expect(await outcomeOf(file(reading(world, address, { token: foreign, params }) as never))).toMatchObject({ status: 404 });
});

test("accents that were encoded twice are put right, and that is said", async () => {
  const { location } = await given("a.csv", Buffer.from("Nature;ActivitÃ©;mars\n31;01-ENQ;1\n"));
  expect((await shownAt(location)).source).toMatchObject({ charset: "UTF-8", mojibake: true });
});

test("a conflict says whose figure it is, and applying comes back to the campaign with the cells written", async () => {
  await typed(planning.agent, null, 0);
  const [line] = await planning.read((db) => sheetLines(db, planning.campaignId, "DR44"));
  const taken = await workbook(reading(world, `/2027/forecast/DR44/workbook?campaign=${planning.campaignId}`, { token, params }) as never);
  const book = new excel.Workbook();
  await book.xlsx.load(await taken.arrayBuffer());
  const sheet = book.getWorksheet("CP");
  const rows = (sheet?.getRows(1, sheet.rowCount) ?? []).map((row) => ({ row, values: row.values as unknown[] }));
  const keys = rows.findIndex(({ values }) => values.includes("enveloppe:1"));
  const [march = 0, april = 0] = ["2027-03", "2027-04"].map((key) => rows[keys]?.values.indexOf(key));
  const own = rows.find(({ values }) => values[1] === line?.id)?.row;
  if (!own) throw new Error("no row of the line");
  own.getCell(march).value = 12.5;
  own.getCell(april).value = 8;
  await typed(planning.head, 900n, 3);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const { location } = await given("DR44.xlsx", bytes);
  const kept = await shownAt(location);
  expect(kept.before).toBeUndefined();
  expect(kept.faults).toEqual([]);
  expect(kept.changes.map(({ month, note }) => [month, note.split(" le ")[0]])).toEqual([
    [4, ""],
    [3, "Modifié aussi par head"],
  ]);
  expect([kept.count, kept.changeCount]).toEqual([1, 2]);
  const told = await file(reading(world, `${base}/file${kept.search}&of=changes&format=csv`, { token, params }) as never);
  const table = (await told.text()).split("\r\n").map((row) => row.replaceAll(/[\u00a0\u202f]/g, " "));
  expect(table.filter((row) => /;CP;0[34]\/2027;/.test(row))).toEqual([
    expect.stringMatching(/;CP;04\/2027;.*;vide;8;8;$/),
    expect.stringMatching(/;CP;03\/2027;.*;9;12,50;3,50;Modifié aussi par head le /),
  ]);
  const mine = await shownAt(`${location}&conflicts=mine`);
  expect([mine.count, mine.changeCount]).toEqual([2, 2]);
  const at = { token, params: { ...params, import: mine.id } };
  const applied = await outcomeOf(
    apply(posting(world, `${base}/${mine.id}/application${mine.search}`, { digest: mine.digest }, at) as never),
  );
  expect(applied).toEqual({ status: 302, location: `/2027/forecast/DR44?campaign=${planning.campaignId}` });
  const again = await shownAt((await given("copie.xlsx", bytes)).location);
  expect([again.before?.by, again.count]).toEqual(["agent", 0]);
});

test("a cell tells the file that it came from, the quantities that it is the sum of, and the guidance that its line follows", async () => {
  const [line] = await planning.read((db) => sheetLines(db, planning.campaignId, "DR44"));
  const lineId = line?.id ?? "";
  const told = { campaignId: planning.campaignId, unit: null, nature: null, measures: ["CP"], kind: "rate", value: -200n } as const;
  must(await setGuidance(await planning.staff(), { ...told, note: "Lettre" }));
  const detail = { label: "Postes", quantity: 200n, unitWord: "postes", unitPrice: 25_000n };
  const may = { lineId, measure: "CP", targetYear: 2027, month: 5 } as const;
  must(await saveDetail(await planning.agent(), { unit: "DR44", cell: may, lines: [detail], seenRevision: 10_000n }));
  const asked = (month: number, own: string) => {
    const place = { campaign: planning.campaignId, line: lineId, measure: "CP", year: "2027", month: String(month) };
    return cells(reading(world, `/2027/forecast/DR44/cells?${new URLSearchParams(place)}`, { token: own, params }) as never);
  };
  const storyOf = async (month: number): Promise<Story> => await (await asked(month, token)).json();
  const april = await storyOf(4);
  expect(april.steps[0]).toMatchObject({ author: "agent", kind: "import", after: "800", file: "DR44.xlsx" });
  expect(april.details).toEqual([]);
  expect(april.guidance).toMatchObject({ kind: "rate", value: "-200", nature: null, isOwn: false, author: "staff", note: "Lettre" });
  const { steps, details } = await storyOf(5);
  expect(steps[0]).toMatchObject({ kind: "detail", after: "500", file: null });
  expect(details).toEqual([{ label: "Postes", quantity: "200", unitWord: "postes", unitPrice: "25000", origin: null }]);
  expect(await outcomeOf(asked(5, foreign))).toMatchObject({ status: 404 });
});

test("a file that is refused for what it carries leaves a trace in the audit, and is not kept", async () => {
  const zip = await JSZip.loadAsync(await new excel.Workbook().xlsx.writeBuffer());
  zip.file("xl/vbaProject.bin", "x");
  const before = await world.run("select count(*) from sheet_import");
  expect(await given("C:\\temp\\piège.xlsm", await zip.generateAsync({ type: "uint8array" }))).toMatchObject({
    status: 422,
    kind: "sheet-file-unsafe",
  });
  expect(await world.run("select count(*) from sheet_import")).toEqual(before);
  const traces = await world.run("select actor, unit, object_kind, detail from audit where action = 'record-unsafe-file'");
  expect(traces).toMatchObject([
    {
      actor: String((await planning.agent()).actor.id),
      unit: "DR44",
      object_kind: "unsafe-file",
      detail: { name: "piège.xlsm", reason: "macros" },
    },
  ]);
});

test("a file for a sheet that has none of its lines makes them, then fills them", async () => {
  const own = await otherCampaign(planning);
  const rows = ["Nature;Activité;Libellé;Mesure;mars", "31;01-ENQ;Loyer;CP;1 200,50", "31;01-ENQ;Énergie;CP;80", "99;01-ENQ;Inconnue;CP;5"];
  const { location = "" } = await given("charges.csv", Buffer.from(rows.join("\n"), "latin1"), own.campaignId);
  const before = await shownAt(location);
  expect(before).toMatchObject({ count: 0, faultCount: 3 });
  expect(before.missing).toEqual([
    { nature: "31", activity: "01-ENQ", label: "Loyer" },
    { nature: "31", activity: "01-ENQ", label: "Énergie" },
  ]);
  const lines = `${base}/${before.id}/lines${before.search}`;
  const at = { ...params, import: before.id };
  const post = (fields: Record<string, string>, by = token) =>
    outcomeOf(makeLines(posting(world, lines, fields, { token: by, params: at }) as never));
  expect(await post({ title: "Socle" }, foreign)).toMatchObject({ status: 404 });
  expect(await post({ title: " " })).toMatchObject({ status: 422, kind: "wrong-form" });
  expect(await post({ title: "Socle repris" })).toMatchObject({ status: 302 });
  const after = await shownAt(location);
  expect(after).toMatchObject({ count: 2, faultCount: 1, missing: [] });
  expect(after.changes.map(({ line, after: amount }) => [line, amount])).toEqual([
    ["Loyer (31 · 01-ENQ)", "1\u202f200,50"],
    ["Énergie (31 · 01-ENQ)", "80"],
  ]);
  expect(await post({ title: "Encore" })).toMatchObject({ kind: "sheet-import-nothing" });
});
