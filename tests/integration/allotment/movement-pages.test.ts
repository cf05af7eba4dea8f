import { afterAll, beforeAll, expect, test } from "vitest";
import { action as act, loader as one } from "#app/routes/allotment/movement/route.tsx";
import { action as acknowledgeLetter, loader as letter } from "#app/routes/allotment/movement-letter/route.tsx";
import { loader as letterFile } from "#app/routes/allotment/movement-letter-file/route.ts";
import { loader as form, action as write } from "#app/routes/allotment/movement-new/route.tsx";
import { loader as list } from "#app/routes/allotment/movements/route.tsx";
import { loader as file } from "#app/routes/allotment/movements-file/route.ts";
import { action as request, loader as requestForm } from "#app/routes/allotment/transfer-new/route.tsx";
import { allot, held } from "#tests/support/credits.ts";
import { type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
const tokens = { staff: "", head: "", arbitrator: "", elsewhere: "" };
const base = "/2026/allotment";

beforeAll(async () => {
  planning = await planningWorld();
  await allot(planning, 10_000_00n);
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  tokens.staff = await world.session((await planning.staff()).actor.id);
  tokens.head = await world.session((await planning.head()).actor.id);
  tokens.arbitrator = await world.session((await planning.arbitrator()).actor.id);
  tokens.elsewhere = await world.session((await planning.as("elsewhere", { role: "unitHead", unit: "DPT" })).actor.id);
});
afterAll(() => planning.close());

const params = { year: "2026" };
const typed = {
  ...{ fromUnit: "DR44", fromNature: "31", fromActivity: "01-ENQ", toUnit: "DPT", toNature: "31", toActivity: "01-ENQ" },
  ...{ cp: "1 200,50", on: "2026-06-10", reason: "Besoin du DPG", act: "propose" },
};
const ask = (other: Record<string, string> = {}) =>
  outcomeOf(request(posting(world, `${base}/transfers/new`, { ...typed, ...other }, { token: tokens.head, params }) as never));
const acted = (id: string, fields: Record<string, string>, token: string) =>
  outcomeOf(act(posting(world, `${base}/movements/${id}`, fields, { token, params: { ...params, movement: id } }) as never));
const seen = (id: string, token: string) =>
  outcomeOf(one(reading(world, `${base}/movements/${id}`, { token, params: { ...params, movement: id } }) as never));

test("a redeployment goes through its pages: asked by a plain form, read by both sides, approved by another, filed as a letter", async () => {
  expect(await ask({ cp: "12 000" })).toMatchObject({ status: 409, kind: "credit-exceeded" });
  const { location = "" } = await ask();
  const id = location.split("/").at(-1) ?? "";
  expect(await seen(id, tokens.elsewhere)).toMatchObject({ status: 200 });
  expect(await acted(id, { act: "approve", on: "2026-06-11" }, tokens.staff)).toMatchObject({ status: 403, kind: "forbidden" });
  expect(await acted(id, { act: "approve", on: "31/02/2026" }, tokens.arbitrator)).toMatchObject({ status: 422 });
  expect(await acted(id, { act: "approve", on: "2026-06-11" }, tokens.arbitrator)).toMatchObject({ location: `${base}/movements/${id}` });
  expect(await held(planning, "allotted", "CP", "DPT")).toBe(1_200_50n);
  const pdf = await letterFile(
    reading(world, `${base}/movements/${id}/letter/file?format=pdf`, {
      token: tokens.elsewhere,
      params: { ...params, movement: id },
    }) as never,
  );
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
});

test("the list is filtered by its address, and its file holds the same rows", async () => {
  const read = async (search: string) => await list(reading(world, `${base}/movements${search}`, { token: tokens.staff, params }) as never);
  const numbers = async (search: string) => (await read(search)).movements.map(({ number }) => number);
  expect(await numbers("?kind=redeployment")).toHaveLength(1);
  expect(await numbers("?state=proposed")).toEqual([]);
  expect(await numbers("?q=DPG")).toEqual(await numbers("?kind=redeployment"));
  expect(await numbers("?from=2026-06-01")).toEqual(await numbers("?kind=redeployment"));
  const answer = await file(
    reading(world, `${base}/movements/file?format=csv&kind=redeployment`, { token: tokens.staff, params }) as never,
  );
  const lines = (await answer.text()).trim().split("\n");
  expect(lines.filter((line) => line.includes("Besoin du DPG"))).toHaveLength(1);
  expect(lines.at(-1)).toContain("1200,50");
});

test("the letter of a redeployment is acknowledged by the head of each unit, once, for their own unit; both pages say who and when", async () => {
  const { location = "" } = await ask({ cp: "10" });
  const id = location.split("/").at(-1) ?? "";
  const address = `${base}/movements/${id}/letter`;
  const asking = (token: string) => ({ token, params: { ...params, movement: id } });
  const acknowledge = (unit: string, token: string) =>
    outcomeOf(acknowledgeLetter(posting(world, address, { unit }, asking(token)) as never));
  const receipts = async (token: string) => (await letter(reading(world, address, asking(token)) as never)).receipts;
  expect(await acknowledge("DPT", tokens.elsewhere)).toMatchObject({ status: 404 });
  await acted(id, { act: "approve", on: "2026-06-11" }, tokens.arbitrator);
  expect((await receipts(tokens.elsewhere)).map(({ unit, by, key }) => [unit, by, key === null])).toEqual([
    ["DR44", null, true],
    ["DPT", null, false],
  ]);
  expect(await acknowledge("DR44", tokens.elsewhere)).toMatchObject({ status: 404 });
  expect(await acknowledge("DR44", tokens.staff)).toMatchObject({ status: 403, kind: "forbidden" });
  expect(await acknowledge("DPT", tokens.elsewhere)).toMatchObject({ location: address });
  expect(await acknowledge("DPT", tokens.elsewhere)).toMatchObject({ status: 409, kind: "already-acknowledged" });
  const shown = await one(reading(world, `${base}/movements/${id}`, asking(tokens.staff)) as never);
  expect(shown.receipts).toMatchObject([
    { unit: "DR44", by: null },
    { unit: "DPT", by: "elsewhere", at: expect.stringMatching(/^\d{4}-/) },
  ]);
  const told = await world.run("select kind, address from inbox_notice where address = $1 order by kind, id", [address]);
  expect(told.map(({ kind }) => kind)).toEqual(["acknowledged", "movementPosted", "movementPosted"]);
  await expect(world.run("update movement_acknowledgement set person = person")).rejects.toThrow();
});

test("a draft is written by its form, opened again by its author alone, and proposed with what was typed", async () => {
  const fields = {
    ...{
      kind: "cancellation",
      path: "unallocated-voted",
      unit: "INSEE",
      on: "2026-06-10",
      reason: "Décret",
      act: "save",
      actReference: "Décret 1",
    },
    ...{ "rows[0].nature": "HT2", "rows[0].activity": "01", "rows[0].ae": "1", "rows[0].cp": "" },
  };
  const opening = {
    ...fields,
    kind: "opening",
    path: "voted-unallocated",
    origin: "amendingBudget",
    act: "propose",
    "rows[0].ae": "100",
    "rows[0].cp": "100",
  };
  const sent = (own: Record<string, string>) =>
    outcomeOf(write(posting(world, `${base}/movements/new`, own, { token: tokens.staff, params }) as never));
  const { location: opened = "" } = await sent(opening);
  expect(await acted(opened.split("/").at(-1) ?? "", { act: "approve" }, tokens.arbitrator)).toMatchObject({ location: opened });
  const { location = "" } = await sent(fields);
  const id = location.split("/").at(-1) ?? "";
  const again = async (token: string) =>
    await outcomeOf(form(reading(world, `${base}/movements/new?draft=${id}`, { token, params }) as never));
  expect(await again(tokens.staff)).toMatchObject({ status: 200 });
  expect(await again(tokens.arbitrator)).toMatchObject({ status: 404 });
  expect(await seen(id, tokens.arbitrator)).toMatchObject({ status: 404 });
  const shown = await form(reading(world, `${base}/movements/new?draft=${id}`, { token: tokens.staff, params }) as never);
  expect(shown.form?.rows.find(({ nature, activity }) => nature === "HT2" && activity === "01")?.typed).toEqual({
    ae: 1_00n,
    cp: undefined,
  });
  expect(await acted(id, { act: "propose" }, tokens.staff)).toMatchObject({ location: `${base}/movements/${id}` });
  expect(await acted(id, { act: "withdraw", reason: "Non" }, tokens.staff)).toMatchObject({ location: `${base}/movements/${id}` });
});

test("a request starts from its address; what the reader does not see of the other unit is not sent to them", async () => {
  const start = await requestForm(
    reading(world, `${base}/transfers/new?from=DPT&nature=31&activity=01-ENQ&cp=50`, { token: tokens.head, params }) as never,
  );
  expect(start.start).toMatchObject({
    from: { unit: "DPT", nature: "31", activity: "01-ENQ" },
    to: { unit: "DR44", nature: "31" },
    cp: "50",
  });
  expect([...new Set(start.rooms.map(({ unit }) => unit))]).toEqual(["DR44"]);
  expect(start.units.filter(({ seen: isSeen }) => isSeen).map(({ value }) => value)).toEqual(["DR44"]);
});
