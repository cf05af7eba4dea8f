import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actOnRevenueTitle } from "#app/commands/act-on-revenue.ts";
import { type IssueRevenueInput, issueRevenue } from "#app/commands/issue-revenue.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { closeParty } from "#app/commands/save-party.ts";
import type { RevenueAct } from "#app/domain/execution/revenue.ts";
import { action as act, loader as one } from "#app/routes/execution/revenue/route.tsx";
import { action as issue } from "#app/routes/execution/revenue-new/route.tsx";
import { loader as list } from "#app/routes/execution/revenues/route.tsx";
import { budgetSums, positions, trialBalance } from "#tests/support/credits.ts";
import { expectSoundBooks } from "#tests/support/independent-sums.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let organisation: SmallOrganisation;
let world: World;
const tokens = { accountant: "", agent: "", elsewhere: "" };
const base = "/2026/execution/revenue";
const params = { year: "2026" };
const title: IssueRevenueInput = {
  ...{ kind: "earmarkedFund", payer: "CLIENT1", label: "Enquête cofinancée", unit: "DR44", nature: "31", activity: "01-ENQ" },
  ...{ account: "756", on: "2026-02-01", amount: 30_000n },
};

beforeAll(async () => {
  organisation = await smallOrganisation();
  must(
    await loadNomenclature(await organisation.system(), {
      accounts: [{ book: "general", code: "756", label: "Fonds de concours", source: "pcg", from: "2020-01-01" }],
      journals: [{ code: "RE", book: "general", label: "Recettes" }],
      parties: [
        { code: "CLIENT1", label: "Collectivité fictive", kind: "customer" },
        { code: "CLIENT2", label: "Collectivité partie", kind: "customer" },
      ],
    }),
  );
  world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  tokens.accountant = await world.session((await accountant()).actor.id);
  tokens.agent = await world.session((await organisation.as("agent", { role: "agent", unit: "DR44" })).actor.id);
  tokens.elsewhere = await world.session((await organisation.as("elsewhere", { role: "accountant", unit: "DPT" })).actor.id);
});
afterAll(() => organisation.close());

const accountant = () => organisation.as("accountant", { role: "accountant", unit: "INSEE" });
const issued = async (other: object = {}) => must(await issueRevenue(await accountant(), { ...title, ...other })).revenueId;
const acted = async (revenueId: string, own: RevenueAct, amount: bigint, on = "2026-02-10") =>
  await actOnRevenueTitle(await accountant(), { revenueId, act: own, on, amount });
const opened = async () => {
  const { "nonPersonnel AE unallocated": ae = 0n, "nonPersonnel CP unallocated": cp = 0n } = await positions(organisation, "INSEE");
  return { ae, cp };
};

test("an earmarked contribution: its title, its cash, which opens as much AE and CP and no more, and its payment over to the State", async () => {
  const id = await issued();
  expect(await trialBalance(organisation)).toEqual({ "411": 30_000n, "756": -30_000n });
  expect(await opened()).toEqual({ ae: 0n, cp: 0n });
  const { movement } = must(await acted(id, "cash", 20_000n));
  expect(movement).toMatch(/^MV-2026-/);
  expect(await opened()).toEqual({ ae: 20_000n, cp: 20_000n });
  expect(await acted(id, "cash", 10_001n)).toMatchObject({
    refusal: { kind: "above-revenue", act: "cash", asked: 10_001n, limit: 10_000n },
  });
  must(await acted(id, "reduction", 4_000n));
  expect(await acted(id, "payOver", 20_001n)).toMatchObject({ refusal: { kind: "above-revenue", act: "payOver", limit: 20_000n } });
  must(await acted(id, "payOver", 20_000n));
  expect(await trialBalance(organisation)).toEqual({ "181": 20_000n, "411": 6_000n, "756": -26_000n });
  expect(await opened()).toEqual({ ae: 20_000n, cp: 20_000n });
  expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
  await expectSoundBooks(organisation);
});

test("any other revenue opens no credit: it is never netted with an expense", async () => {
  const before = await opened();
  const id = await issued({ kind: "other", nature: undefined });
  expect(must(await acted(id, "cash", 30_000n))).toMatchObject({ movement: null });
  expect(await opened()).toEqual(before);
});

test.each<[string, object, object]>([
  ["no name", { label: " " }, { kind: "wrong-form", fields: { label: "required" } }],
  ["nothing", { amount: 0n }, { kind: "line-without-amount" }],
  ["less than nothing", { amount: -1n }, { kind: "negative-amount" }],
  ["an account of expense", { account: "606" }, { kind: "unknown-code", dimension: "account", code: "606" }],
  ["credits to open, and no nature", { nature: undefined }, { kind: "wrong-form", fields: { nature: "required" } }],
  ["credits of title 2", { nature: "21" }, { kind: "unknown-code", dimension: "nature", code: "21" }],
  ["a unit that is none", { unit: "AUTRE" }, { kind: "not-found", what: "unit" }],
  ["a day of no exercise", { on: "2031-01-01" }, { kind: "unknown-year", date: "2031-01-01" }],
])("no title for %s", async (_, other, refusal) => {
  expect(await issueRevenue(await accountant(), { ...title, ...other })).toMatchObject({ ok: false, refusal });
});

test("no title on a payer that is closed, no act before the title, nor out of reach, and several at once never cash it twice", async () => {
  must(await closeParty(await accountant(), { code: "CLIENT2", seenVersion: 0, closed: true }));
  expect(await issueRevenue(await accountant(), { ...title, payer: "CLIENT2" })).toMatchObject({ refusal: { kind: "party-closed" } });
  const id = await issued();
  expect(await acted(id, "cash", 1n, "2026-01-31")).toMatchObject({ refusal: { kind: "dates-out-of-order" } });
  expect(await acted(randomUUID(), "cash", 1n)).toMatchObject({ refusal: { kind: "not-found", what: "revenue" } });
  const foreign = await organisation.as("elsewhere", { role: "accountant", unit: "DPT" });
  expect(await actOnRevenueTitle(foreign, { revenueId: id, act: "cash", on: "2026-02-10", amount: 1n })).toMatchObject({
    refusal: { kind: "not-found", what: "revenue" },
  });
  const before = await opened();
  const done = await Promise.all(Array.from({ length: 6 }, () => acted(id, "cash", 20_000n)));
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await opened()).ae).toBe(before.ae + 20_000n);
});

test("its pages: issued and cashed by plain forms, each refusal in words, read by the unit, not found out of reach", async () => {
  const sent = (fields: Record<string, string>, token = tokens.accountant) =>
    outcomeOf(issue(posting(world, `${base}/new`, fields, { token, params }) as never));
  const { amount: _, nature: nature31 = "", ...words } = title;
  const fields = { ...words, nature: nature31, amount: "1 250,40" };
  expect(await sent(fields, tokens.agent)).toMatchObject({ status: 403, kind: "forbidden" });
  expect(await sent({ ...fields, amount: "-3" })).toMatchObject({ status: 422 });
  expect(await sent({ ...fields, account: "606" })).toMatchObject({ kind: "unknown-code" });
  const { location = "" } = await sent(fields);
  const id = location.split("/").at(-1) ?? "";
  const at = { ...params, revenue: id };
  const pressed = (own: Record<string, string>) =>
    outcomeOf(act(posting(world, location, { note: "", on: "2026-03-01", ...own }, { token: tokens.accountant, params: at }) as never));
  expect(await pressed({ act: "cash", amount: "1 250,41" })).toMatchObject({ kind: "above-revenue" });
  expect(await pressed({ act: "cash", amount: "250,40" })).toMatchObject({ location });
  const seen = await one(reading(world, location, { token: tokens.agent, params: at }) as never);
  expect(seen).toMatchObject({
    mayAct: false,
    revenue: { amount: 125_040n, cashed: 25_040n },
    steps: [{ act: "cash", movement: expect.stringMatching(/^MV-/) }],
  });
  expect(await outcomeOf(one(reading(world, location, { token: tokens.elsewhere, params: at }) as never))).toMatchObject({ status: 404 });
  const read = await list(reading(world, `${base}?q=cofinanc`, { token: tokens.accountant, params }) as never);
  expect(read.revenues.some((row) => row.id === id)).toBe(true);
  expect((await list(reading(world, base, { token: tokens.elsewhere, params }) as never)).revenues).toEqual([]);
});
