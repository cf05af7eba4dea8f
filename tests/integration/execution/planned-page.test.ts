import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { action as act, loader as one } from "#app/routes/execution/planned/expense/route.tsx";
import { loader as file } from "#app/routes/execution/planned/file/route.ts";
import { loader as list } from "#app/routes/execution/planned/list/route.tsx";
import { action as add } from "#app/routes/execution/planned/new/route.tsx";
import { action as paste } from "#app/routes/execution/planned/paste/route.tsx";
import { allot, dr } from "#tests/support/credits.ts";
import { type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
let foreign: string;
const base = "/2026/execution/planned";
const params = { year: "2026" };

beforeAll(async () => {
  planning = await planningWorld();
  await allot(planning, 10_000_000n);
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  token = await world.session((await planning.agent()).actor.id);
  foreign = await world.session((await planning.as("elsewhere", { role: "agent", unit: "DPT" })).actor.id);
});
afterAll(() => planning.close());

const fields = {
  unit: "DR44",
  object: "Tablettes",
  amount: "1 200,50",
  month: "juin",
  payments: "07/2026 : 200,50\n08/2026 à 09/2026",
  supplier: "Acme",
};
const send = (other: Record<string, string> = {}) =>
  outcomeOf(add(posting(world, `${base}/new`, { ...fields, ...other }, { token, params }) as never));
const shown = async (search = "", as = token) => await list(reading(world, base + search, { token: as, params }) as never);
const acted = async (id: string, own: Record<string, string>, as = token) =>
  await outcomeOf(act(posting(world, `${base}/${id}`, own, { token: as, params: { ...params, expense: id } }) as never));
const read = async (id: string, as = token) =>
  await outcomeOf(one(reading(world, `${base}/${id}`, { token: as, params: { ...params, expense: id } }) as never));

test("an expense is planned by a plain form, matched by a press on the list, undone on its page, given up and planned again", async () => {
  const { location = "" } = await send();
  const id = location.split("/").at(-1) ?? "";
  expect(await read(id)).toMatchObject({ status: 200 });
  const line = { ...dr, amount: 1_200_50n, schedule: [{ year: 2026, amount: 1_200_50n }] };
  must(
    await commitExpenses(await planning.head(), { commitments: [{ on: "2026-06-12", label: "Commande", party: "FOUR1", lines: [line] }] }),
  );
  const before = await shown();
  expect(before.rows).toMatchObject([{ object: "Tablettes", month: "2026-06", amount: 1_200_50n, payments: { length: 3 } }]);
  expect(before.totals).toMatchObject([
    { nature: "31", forecast: 0n, committed: 1_200_50n, planned: 0n, both: 1_200_50n },
    { nature: null, committed: 0n, planned: 1_200_50n, both: 1_200_50n },
  ]);
  const [proposal] = before.proposals;
  expect(proposal).toMatchObject({ rule: "same", expenseId: id });
  const own = { act: "match", seenVersion: "1", commitmentId: proposal?.commitmentId ?? "", line: "1", keepRest: "no", back: "list" };
  expect(await acted(id, own, foreign)).toMatchObject({ status: 404 });
  expect(await acted(id, own)).toEqual({ status: 302, location: base });
  expect(await acted(id, own)).toMatchObject({ status: 409, kind: "stale" });
  const after = await shown();
  expect(after.totals.map(({ both }) => both)).toEqual([1_200_50n]);
  expect(after.open).toEqual({ count: 0, amount: 0n });
  const page = (await read(id)).body as Awaited<ReturnType<typeof one>>;
  expect(await acted(id, { act: "unmatch", seenVersion: "2", matchId: page.matches[0]?.id ?? "" })).toMatchObject({ status: 302 });
  expect(await acted(id, { act: "giveUp", seenVersion: "3" })).toMatchObject({ status: 302 });
  expect((await shown("?state=givenUp")).rows).toMatchObject([{ id, state: "givenUp" }]);
  expect(await acted(id, { act: "resume", seenVersion: "4" })).toMatchObject({ status: 302 });
  expect(await acted(id, { act: "save", ...fields, seenVersion: "5", object: "Tablettes renforcées" })).toMatchObject({ status: 302 });
  expect((await shown("?q=renforc")).rows).toMatchObject([{ id, object: "Tablettes renforcées" }]);
  expect((await shown("?q=absent")).rows).toEqual([]);
});

test.each<[string, Record<string, string>, string, string]>([
  ["no object", { object: "" }, "object", "wrong-form"],
  ["a text for an amount", { amount: "mille" }, "amount", "wrong-form"],
  ["a month that is none", { month: "printemps" }, "month", "unreadable-month"],
  ["another exercise", { month: "01/2027", payments: "" }, "month", "planned-out-of-year"],
  ["payments that make another amount", { payments: "07/2026 : 1" }, "payments", "payments-differ"],
  ["a payment before the commitment", { payments: "01/2026" }, "payments", "payment-before-commitment"],
  ["a payment that is no number", { payments: "07/2026 : peu" }, "payments", "not-a-number"],
])("refused at its field, in words: %s", async (_, other, field, kind) => {
  const answer = await send(other);
  expect(answer).toMatchObject({ status: 422, kind });
  expect(JSON.stringify(answer.body)).toContain(`"${field}":["`);
});

test("rows pasted from a spreadsheet are looked at, each refusal in words, then those that may be are added", async () => {
  const rows = "Objet\tMontant\tMois\nFormation\t800\tsept. 2026\t10/2026 à 11/2026\nRien\tmille\tmars\n=HYPERLINK(1)\t5\tmai";
  const sent = async (step: string, as = token) =>
    await outcomeOf(paste(posting(world, `${base}/paste`, { unit: "DR44", step, rows, lineId: "" }, { token: as, params }) as never));
  const { body } = (await sent("look")) as { body: { good: number; preview: { fault: string | null }[] } };
  expect(body.good).toBe(2);
  expect(body.preview.map(({ fault }) => fault === null)).toEqual([true, false, true]);
  expect(body.preview[1]?.fault).toContain("mille");
  expect(await sent("apply", foreign)).toMatchObject({ status: 404 });
  expect(await sent("apply")).toEqual({ status: 302, location: `${base}?unit=DR44` });
  const answer = await file(reading(world, `${base}/file?format=csv`, { token, params }) as never);
  const text = await answer.text();
  expect(text).toContain("Formation");
  expect(text).toContain("'=HYPERLINK(1)");
});

test("what another unit plans is neither listed nor found", async () => {
  const [own] = (await shown()).rows;
  expect((await shown("", foreign)).rows).toEqual([]);
  expect(await read(own?.id ?? "", foreign)).toMatchObject({ status: 404 });
  expect(await read(randomUUID())).toMatchObject({ status: 404 });
  expect(await read("x")).toMatchObject({ status: 404 });
});
