import { afterAll, beforeAll, expect, test } from "vitest";
import { planWork } from "#app/commands/plan-work.ts";
import { addWorkItem } from "#app/commands/save-work-item.ts";
import { filesOfTime } from "#app/commands/time-file.ts";
import { keepFile } from "#app/commands/workforce-file.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { loader as awayPage, action as sayAway } from "#app/routes/workload/away/route.tsx";
import { action as keepForecast } from "#app/routes/workload/forecasts/route.tsx";
import { action as changeItem, loader as itemPage } from "#app/routes/workload/item/route.tsx";
import { action as addItem } from "#app/routes/workload/item-new/route.tsx";
import { loader as overviewPage } from "#app/routes/workload/overview/route.tsx";
import { action as setUp } from "#app/routes/workload/settings/route.tsx";
import { action as spend, loader as timePage } from "#app/routes/workload/time/route.tsx";
import { loader as rejectedRows } from "#app/routes/workload/time-rejected/route.ts";
import { action as reallocate, loader as trialPage } from "#app/routes/workload/trial/route.tsx";
import { loader as unitPage } from "#app/routes/workload/unit/route.tsx";
import { workItems } from "#db/queries/workload/items.ts";
import { instructedRequest, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, worldOn } from "../security/world.ts";

let organisation: PlanningWorld;
let world: ReturnType<typeof worldOn>;
let head: string;
let staff: string;
let item: string;
const base = "/2026/workforce/workload";
const params = { year: "2026", unit: "DR44", item: "COLLECTE" };

beforeAll(async () => {
  organisation = await planningWorld();
  world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  const chief = await organisation.head();
  head = await world.session(chief.actor.id);
  staff = await world.session((await organisation.staff()).actor.id);
  const said = {
    label: "Collecte",
    kind: "recurrent",
    activity: "01-ENQ",
    requestId: null,
    firstMonth: "2026-01",
    lastMonth: null,
  } as const;
  must(await addWorkItem(chief, { ...said, code: "COLLECTE", unit: "DR44" }));
  const found = await organisation.database.read(organisation.organisation, (db) => workItems(db, { codes: ["COLLECTE"] }, today));
  item = found[0]?.id ?? "";
});
afterAll(() => organisation.close());

const send = (action: (args: never) => Promise<unknown>, address: string, fields: Record<string, string>, token = head) =>
  outcomeOf(action(posting(world, address, fields, { token, params }) as never) as never);
const read = async <Page>(loader: (args: never) => Promise<Page>, address: string, token = head) =>
  (await loader(reading(world, address, { token, params }) as never)) as Awaited<Page>;

test("an item is added by a plain form, and told in words why it is not", async () => {
  const fields = {
    code: "NOUVEAU",
    unit: "DR44",
    label: "Nouveau",
    kind: "project",
    activity: "01-ENQ",
    firstMonth: "2026-05",
    lastMonth: "2026-04",
  };
  expect(await send(addItem, `${base}/items/new`, fields)).toMatchObject({ status: 422, kind: "item-ends-before-it-begins" });
  expect(await send(addItem, `${base}/items/new`, { ...fields, lastMonth: "" })).toMatchObject({ location: `${base}/items/NOUVEAU` });
  expect(await send(addItem, `${base}/items/new`, { ...fields, lastMonth: "" })).toMatchObject({ status: 409, kind: "already-exists" });
});

test("days are planned by a plain form; what cannot be read, or moved meanwhile, changes nothing", async () => {
  const days = (text: string, seen = "0") => ({ item, team: "DR44", "days STAT 2026-03": text, "seen STAT 2026-03": seen });
  const address = `${base}/items/COLLECTE`;
  expect(await send(changeItem, address, days("douze"))).toMatchObject({ status: 422, kind: "not-a-number" });
  expect(await send(changeItem, address, days("-1"))).toMatchObject({ status: 422, kind: "negative-amount" });
  expect(await send(changeItem, address, days("12,5"))).toMatchObject({ location: address });
  expect(await send(changeItem, address, days("13"))).toMatchObject({ status: 409, kind: "stale" });
  const page = await read(itemPage, address);
  const march = page.teams[0]?.rows.find(({ place }) => place === "STAT")?.cells[2];
  expect(march?.days).toBe(1_250n);
  expect(page.total).toMatchObject({ planned: 1_250n, spent: 0n });
});

test("time of a month is entered by a plain form, beside what was planned", async () => {
  const address = `${base}/units/DR44/time`;
  expect(await read(timePage, `${address}?month=2026-03`)).toMatchObject({
    month: "2026-03",
    isOpen: true,
    rows: [{ planned: 1_250n, spent: 0n }],
  });
  expect(await send(spend, address, { [`days ${item} STAT 2026-03`]: "11,5" })).toMatchObject({ location: `${address}?month=2026-03` });
  expect(await send(spend, address, { [`days ${item} STAT 2026-09`]: "1" })).toMatchObject({ status: 422, kind: "time-to-come" });
  expect((await read(timePage, `${address}?month=2026-03`)).rows).toMatchObject([{ planned: 1_250n, spent: 1_150n }]);
});

test("a reallocation is kept when all that it takes is given", async () => {
  const address = `${base}/units/DR44/trial`;
  const { seen } = await read(trialPage, `${address}?from=2026-01`);
  const [place] = seen;
  const at = (month: string, days: string, of = "0") => ({ item, unit: "DR44", profile: "STAT", month, days, seen: of });
  const taken = at("2026-03", "250", String(place?.changeId));
  const reallocation = (...days: object[]) => ({ days: JSON.stringify(days) });
  expect(await send(reallocate, address, reallocation(taken))).toMatchObject({ status: 422, kind: "trial-unbalanced" });
  expect(await send(reallocate, address, reallocation(taken, at("2026-04", "1000")))).toMatchObject({ location: address });
  expect(await send(reallocate, address, { days: "[" })).toMatchObject({ status: 422, kind: "wrong-form" });
  const page = await read(unitPage, `${base}/units/DR44`);
  expect(page.whole.load).toBe(1_250n);
  // Nobody is known there: the works ask for all that they ask, and the page says so.
  expect(page.missing).toBe(1_250n);
  expect(page.proof).toMatchObject([{ code: "COLLECTE", days: 1_250n }]);
});

test("days away, settings and a kept forecast have their forms; the whole is for whoever holds it", async () => {
  expect(await send(sayAway, `${base}/units/DR44/away`, { "days training 2026-03": "4,5" })).toMatchObject({
    location: `${base}/units/DR44/away`,
  });
  expect((await read(awayPage, `${base}/units/DR44/away`)).rows.find(({ kind }) => kind === "training")?.cells[2]?.days).toBe(450n);
  const settings = { leave: "13", training: "2", overhead: "4", high: "90", over: "80" };
  expect(await send(setUp, `${base}/settings`, settings, staff)).toMatchObject({ status: 422, kind: "thresholds-out-of-order" });
  expect(await send(setUp, `${base}/settings`, { ...settings, over: "100" }, staff)).toMatchObject({ location: `${base}/settings` });
  expect(await send(setUp, `${base}/settings`, settings)).toMatchObject({ kind: "forbidden" });
  expect(await send(keepForecast, `${base}/forecasts`, { name: "Prévision de juin" }, staff)).toMatchObject({ location: base });
  expect(await send(keepForecast, `${base}/forecasts`, { name: "Encore" }, staff)).toMatchObject({
    status: 409,
    kind: "forecast-unchanged",
  });
  const { overview, forecasts } = await read(overviewPage, `${base}?forecast=1`, staff);
  expect(forecasts).toMatchObject([{ name: "Prévision de juin" }]);
  expect(overview.after).toMatchObject({ name: "Prévision de juin" });
});

test("who does some of a work reads their own days of it, not those of other units nor the request behind it", async () => {
  const requestId = await instructedRequest(organisation, { title: "Une demande de DR44" });
  const said = { label: "Partagé", kind: "project", activity: "01-ENQ", requestId, firstMonth: "2026-01", lastMonth: null } as const;
  must(await addWorkItem(await organisation.head(), { ...said, code: "SHARED", unit: "DR44" }));
  const [shared] = await organisation.read((db) => workItems(db, { codes: ["SHARED"] }, today));
  const days = (unit: string, amount: bigint) => ({
    item: shared?.id ?? "",
    unit,
    profile: "STAT",
    month: "2026-03",
    days: amount,
    seen: 0n,
  });
  must(await planWork(await organisation.staff(), { source: "entry", days: [days("DR44", 700n), days("DPT", 300n)] }));
  const other = await world.session((await organisation.as("other", { role: "unitHead", unit: "DPT" })).actor.id);
  const at = (token: string) =>
    itemPage(reading(world, `${base}/items/SHARED`, { token, params: { year: "2026", item: "SHARED" } }) as never);
  const theirs = await at(other);
  expect(theirs).toMatchObject({
    total: { planned: 300n },
    teams: [{ unit: "DPT" }],
    mayChange: false,
    requests: [],
    item: { requestTitle: null },
  });
  expect(theirs.changes.map(({ unit }) => unit)).toEqual(["DPT"]);
  expect(JSON.stringify(theirs, (_, value) => (typeof value === "bigint" ? `${value}` : value))).not.toContain("Une demande de DR44");
  expect(await at(head)).toMatchObject({ total: { planned: 1_000n }, item: { requestTitle: "Une demande de DR44" } });
  const unit = await unitPage(reading(world, `${base}/units/DPT`, { token: other, params: { year: "2026", unit: "DPT" } }) as never);
  expect(unit.candidates).toMatchObject([{ code: "SHARED", requestTitle: null, days: 300n }]);
});

test("the rows of a file of time that are not taken are given back as they were written, with the reason, to its author alone", async () => {
  const agent = await organisation.agent();
  const content = Buffer.from(
    "Travail;Équipe;Profil;Mois;Jours\nCOLLECTE;DR44;STAT;2026-03;4\nCOLLECTE;DR44;STAT;2026-09;=1\nRIEN;DR44;STAT;2026-03;1\n",
  );
  const book = must(await readSheetFile({ name: "temps.csv", bytes: content }));
  const { fileId } = must(await keepFile(filesOfTime, agent, { name: "temps.csv", content, book }));
  const at = (token: string) =>
    rejectedRows(reading(world, `${base}/time/${fileId}/rejected?format=csv`, { token, params: { year: "2026", file: fileId } }) as never);
  const text = await (await at(await world.session(agent.actor.id))).text();
  const [, ...rows] = text.trim().split("\r\n").slice(-3);
  expect(rows).toEqual([
    expect.stringMatching(/^3;.+;COLLECTE;DR44;STAT;2026-09;'=1$/),
    expect.stringMatching(/^4;.+RIEN.+;RIEN;DR44;STAT;2026-03;1$/),
  ]);
  await expect(at(head)).rejects.toMatchObject({ status: 404 });
});
