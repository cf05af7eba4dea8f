import { afterAll, beforeAll, expect, test } from "vitest";
import { grantTime } from "#app/commands/grant-time.ts";
import { saveIncome, withdrawIncome } from "#app/commands/save-income.ts";
import { setCalendar } from "#app/commands/set-calendar.ts";
import type { Income } from "#app/domain/forecast/income.ts";
import { action, loader } from "#app/routes/forecast/income/route.tsx";
import { loader as file } from "#app/routes/forecast/income-file/route.ts";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { incomeByUnit, incomesOf } from "#db/queries/forecast/income.ts";
import { otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
let base: string;
const params = { year: "2027", unit: "DR44" };

beforeAll(async () => {
  planning = await planningWorld();
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  token = await world.session((await planning.agent()).actor.id);
  base = `/2027/forecast/DR44/income?campaign=${planning.campaignId}`;
});
afterAll(() => planning.close());

const fields = {
  ...{ act: "save", seenVersion: "0", kind: "earmarkedFund", payer: "Eurostat", month: "3", targetYear: "2027" },
  ...{ amount: "12 500,50", certainty: "sure", purpose: "Enquête pilote", lineId: "" },
};
const grant: Income = {
  ...{ kind: "assignedRevenue", payer: "Région", targetYear: 2027, month: 5, amount: 100n },
  ...{ certainty: "probable", purpose: "Étude", lineId: null },
};
const send = (other: Record<string, string>) =>
  outcomeOf(action(posting(world, base, { ...fields, ...other }, { token, params }) as never));
const shown = async () => await loader(reading(world, base, { token, params }) as never);

test("an income is added, changed, withdrawn and put again by plain forms; its total is its own, its history is whole", async () => {
  const own = await savedRequest(planning);
  const [line] = await planning.read((db) => sheetLines(db, planning.campaignId, "DR44"));
  expect(await send({ lineId: line?.id ?? "" })).toEqual({ status: 302, location: base });
  const [first] = (await shown()).incomes;
  expect(first).toMatchObject({
    number: 1,
    amount: 12_500_50n,
    month: 3,
    certainty: "sure",
    withdrawn: false,
    line: `${own.number}. Terrain`,
  });
  const named = { incomeId: first?.id ?? "" };
  expect(await send({ ...named, seenVersion: "1", amount: "13 000" })).toMatchObject({ status: 302 });
  expect(await send({ ...named, seenVersion: "1", amount: "14 000" })).toMatchObject({ status: 409, kind: "stale" });

  expect(await send({ ...named, act: "withdraw", seenVersion: "2", restore: "no" })).toMatchObject({ status: 302 });
  expect((await shown()).incomes).toMatchObject([{ withdrawn: true }]);
  expect(await planning.read((db) => incomeByUnit(db, { id: planning.campaignId, targetYear: 2027 }, new Set(["DR44"])))).toEqual([]);
  expect(await send({ ...named, seenVersion: "3", amount: "1" })).toMatchObject({ status: 409, kind: "wrong-state" });
  expect(await send({ ...named, act: "withdraw", seenVersion: "3", restore: "yes" })).toMatchObject({ status: 302 });

  const { incomes, steps } = await shown();
  expect(incomes).toMatchObject([{ amount: 13_000_00n, withdrawn: false, version: 4 }]);
  expect(steps.map(({ act, before, amount, author }) => [act, before?.amount ?? null, amount, author])).toEqual([
    ["restore", 13_000_00n, 13_000_00n, "agent"],
    ["withdraw", 13_000_00n, 13_000_00n, "agent"],
    ["change", 12_500_50n, 13_000_00n, "agent"],
    ["add", null, 12_500_50n, "agent"],
  ]);
  expect(await planning.read((db) => incomeByUnit(db, { id: planning.campaignId, targetYear: 2027 }, new Set(["DR44"])))).toEqual([
    { unit: "DR44", sure: 13_000_00n, probable: 0n },
  ]);
});

test("the file holds what stands, its payers never a formula", async () => {
  must(await saveIncome(await planning.agent(), { campaignId: planning.campaignId, unit: "DR44", ...grant, payer: "=1+1" }));
  const address = `/2027/forecast/DR44/income/file?campaign=${planning.campaignId}&format=csv`;
  const answer = await file(reading(world, address, { token, params }) as never);
  const text = await answer.text();
  expect(text).toContain("'=1+1");
  expect(text).toContain("13000,00");
});

test.each<[string, Record<string, string>, string]>([
  ["no payer", { payer: "" }, "payer"],
  ["a text for an amount", { amount: "mille" }, "amount"],
  ["nothing", { amount: "0" }, "amount"],
  ["a month that is none", { month: "13" }, "month"],
  ["a year before the plan", { targetYear: "2026" }, "targetYear"],
  ["a kind that is none", { kind: "gift" }, "kind"],
  ["a line that is none", { lineId: "x" }, "lineId"],
])("refused at its field, in words: %s", async (_, other, field) => {
  const answer = await send(other);
  expect(answer).toMatchObject({ status: 422, kind: "wrong-form" });
  expect(JSON.stringify(answer.body)).toContain(`"${field}":["`);
});

test("a line of another sheet is not found; nor is an income of another unit", async () => {
  const other = await savedRequest(planning, { unit: "DR44" });
  expect(other.number).toBeGreaterThan(0);
  const staff = await planning.staff();
  const [line] = await planning.read((db) => sheetLines(db, planning.campaignId, "DR44"));
  const place = { campaignId: planning.campaignId, unit: "DPT" };
  expect(await saveIncome(staff, { ...place, ...grant, lineId: line?.id ?? "" })).toMatchObject({
    refusal: { kind: "not-found", what: "line" },
  });
  const [income] = await planning.read((db) => incomesOf(db, planning.campaignId, "DR44"));
  const aim = { ...place, incomeId: income?.id ?? "", seenVersion: income?.version ?? 0, restore: false };
  expect(await withdrawIncome(await planning.staff(), aim)).toMatchObject({ refusal: { kind: "not-found", what: "income" } });
});

test("it is written by those who write the unit's requests, when the calendar lets them", async () => {
  const own = await otherCampaign(planning);
  const input = { campaignId: own.campaignId, unit: "DR44", ...grant };
  const elsewhere = await planning.as("elsewhere", { role: "agent", unit: "DPT" });
  expect(await saveIncome(elsewhere, input)).toMatchObject({ refusal: { kind: "not-found", what: "unit" } });
  const auditor = await planning.as("auditor", { role: "auditor", unit: "INSEE" });
  expect(await saveIncome(auditor, input)).toMatchObject({ refusal: { kind: "forbidden", capability: "forecast.edit" } });
  const days = (opensOn: string, closesOn: string) => ({ opensOn, closesOn });
  const calendar = [
    { step: "writing" as const, ...days("2026-03-01", "2026-05-01") },
    { step: "submission" as const, ...days("2026-03-01", "2026-05-01") },
    { step: "review" as const, ...days("2026-05-01", "2026-06-30") },
    { step: "arbitration" as const, ...days("2026-06-01", "2026-07-30") },
  ];
  must(await setCalendar(await planning.staff(), { campaignId: own.campaignId, calendar, reason: "Calage" }));
  expect(await saveIncome(await planning.agent(), input)).toMatchObject({ refusal: { kind: "step-over", step: "writing" } });
  must(
    await grantTime(await planning.staff(), {
      ...{ campaignId: own.campaignId, units: ["DR44"], until: "2026-06-30", writers: "everyone", reason: "Retard" },
    }),
  );
  expect(await saveIncome(await planning.agent(), input)).toMatchObject({ ok: true });
});

test("the database keeps every version, and takes neither nothing nor a thirteenth month", async () => {
  const s = planning.superuser(planning.organisation.schemaName);
  await expect(planning.superuser`update ${s}.expected_income_version set amount = 1`).rejects.toMatchObject({ code: "42501" });
  await expect(planning.superuser`delete from ${s}.expected_income_version`).rejects.toMatchObject({ code: "42501" });
  const copied = (column: "amount" | "month", value: number) => planning.superuser`
    insert into ${s}.expected_income_version (income_id, version, act, kind, payer, target_year, month, amount, certainty, purpose, author)
    select income_id, 99, 'change', kind, payer, target_year, ${column === "month" ? value : 1}, ${column === "amount" ? value : 1}, certainty,
           purpose, author from ${s}.expected_income_version limit 1`;
  await expect(copied("amount", 0)).rejects.toMatchObject({ code: "23514" });
  await expect(copied("month", 13)).rejects.toMatchObject({ code: "23514" });
});
