import { afterAll, beforeAll, expect, test } from "vitest";
import { changeCommitment } from "#app/commands/change-commitment.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { earmarkCredits, openOperation } from "#app/commands/earmark-credits.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { action as act, loader as one } from "#app/routes/execution/operation/route.tsx";
import { action as open } from "#app/routes/execution/operation-new/route.tsx";
import { loader as list } from "#app/routes/execution/operations/route.tsx";
import { operationsHeld } from "#db/queries/execution-operation.ts";
import { allot, budgetSums, positions } from "#tests/support/credits.ts";
import { expectSoundBooks } from "#tests/support/independent-sums.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

/** DR44 has 1 000.00 of AE on fonctionnement; investment (title 5) is of the same class, and has the same limit. */
let organisation: SmallOrganisation;
let world: World;
const tokens = { staff: "", agent: "", elsewhere: "" };
const place = { unit: "DR44", nature: "51", activity: "01-ENQ" } as const;
const works = { code: "OP-TOIT", label: "Toiture", purpose: "Toiture du site de Metz, remise en service comprise", ...place };
const base = "/2026/execution/operations";
const params = { year: "2026" };

beforeAll(async () => {
  organisation = await smallOrganisation();
  const title5 = { level: "category", title: "T5", spendingClass: "nonPersonnel", parent: "HT2", from: "2020-01-01" } as const;
  must(
    await loadNomenclature(await organisation.system(), {
      natures: [{ code: "51", label: "Investissement", ...title5 }],
      natureAccounts: [{ nature: "51", expense: "606", accrued: "408", payable: "401", from: "2020-01-01" }],
    }),
  );
  await allot(organisation, 100_000n);
  world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  tokens.staff = await world.session((await staff()).actor.id);
  tokens.agent = await world.session((await organisation.as("agent", { role: "agent", unit: "DR44" })).actor.id);
  tokens.elsewhere = await world.session((await organisation.as("elsewhere", { role: "unitHead", unit: "DPT" })).actor.id);
});
afterAll(() => organisation.close());

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const held = async (code = works.code) =>
  (await organisation.database.read(organisation.organisation, (db) => operationsHeld(db, 2026, { codes: [code] })))[0];
const earmark = async (amount: bigint, other: object = {}) =>
  await earmarkCredits(await staff(), { operation: works.code, act: "earmark", on: "2026-02-01", amount, reason: "Tranche 1", ...other });

async function commit(amount: bigint, other: object = {}) {
  const line = { ...place, amount, operation: works.code, schedule: [{ year: 2026, amount }], ...other };
  return await commitExpenses(await staff(), { commitments: [{ on: "2026-03-01", label: "Travaux", party: "FOUR1", lines: [line] }] });
}

test.each([
  ["a nature of another title", { nature: "31" }, { kind: "not-an-investment", nature: "31" }],
  ["no purpose", { purpose: " " }, { kind: "wrong-form", fields: { purpose: "required" } }],
  ["no name", { label: "" }, { kind: "wrong-form", fields: { label: "required" } }],
  ["an unknown activity", { activity: "99" }, { kind: "unknown-code", dimension: "activity", code: "99" }],
  ["a unit out of reach", { unit: "AUTRE" }, { kind: "not-found", what: "unit" }],
])("an operation is not opened with %s", async (_, other, refusal) => {
  const context = await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
  expect(await openOperation(context, { ...works, code: "OP-NON", ...other })).toMatchObject({ ok: false, refusal });
});

test("AE are affected to an operation, committed from it to the last cent and not one more, and what no commitment took comes back", async () => {
  expect(must(await openOperation(await staff(), works))).toEqual({ code: works.code });
  expect(await openOperation(await staff(), works)).toMatchObject({ refusal: { kind: "already-exists", what: "operation" } });
  expect(await earmark(100_001n)).toMatchObject({
    refusal: { kind: "credit-exceeded", stage: "allotted", asked: 100_001n, available: 100_000n },
  });
  must(await earmark(60_000n));
  expect(await positions(organisation, "DR44")).toMatchObject({
    "nonPersonnel AE allotted": 40_000n,
    "nonPersonnel AE earmarked": 60_000n,
  });
  expect(await commit(60_001n)).toMatchObject({
    refusal: { kind: "operation-exceeded", operation: works.code, asked: 60_001n, left: 60_000n },
  });
  expect(await commit(1n, { nature: "31" })).toMatchObject({ refusal: { kind: "operation-elsewhere", operation: works.code } });
  expect(await commit(1n, { operation: "OP-AUCUNE" })).toMatchObject({ refusal: { kind: "not-found", what: "operation" } });
  const [made] = must(await commit(50_000n));
  expect(await held()).toMatchObject({ earmarked: 60_000n, committed: 50_000n, left: 10_000n });
  expect(await earmark(10_001n, { act: "release" })).toMatchObject({
    refusal: { kind: "operation-exceeded", asked: 10_001n, left: 10_000n },
  });
  must(await earmark(10_000n, { act: "release", reason: "Moins cher" }));
  expect(await positions(organisation, "DR44")).toEqual({
    ...{ "personnel AE allotted": 100_000n, "personnel CP allotted": 100_000n, "nonPersonnel CP allotted": 100_000n },
    ...{ "nonPersonnel AE allotted": 50_000n, "nonPersonnel AE committed": 50_000n },
  });
  const change = {
    commitmentId: made?.commitmentId ?? "",
    line: 1,
    kind: "withdrawal",
    on: "2026-03-02",
    reason: "Lot infructueux",
  } as const;
  must(await changeCommitment(await staff(), { ...change, amount: 20_000n }));
  expect(await held()).toMatchObject({ committed: 30_000n, left: 20_000n });
  expect((await positions(organisation, "DR44"))["nonPersonnel AE earmarked"]).toBe(20_000n);
  expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
  await expectSoundBooks(organisation);
});

test("several who commit on one operation at once do not share the same euro of it", async () => {
  const done = await Promise.all(Array.from({ length: 6 }, () => commit(15_000n)));
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await held()).toMatchObject({ left: 5_000n });
});

test("its pages: opened by a plain form, affected with the refusal in words, read by the unit, not found out of reach", async () => {
  const opened = (fields: Record<string, string>, token = tokens.staff) =>
    outcomeOf(open(posting(world, `${base}/new`, fields, { token, params }) as never));
  const fields = { ...works, code: "OP-CAVE", label: "Cave" };
  expect(await opened(fields, tokens.agent)).toMatchObject({ status: 403, kind: "forbidden" });
  expect(await opened({ ...fields, label: "" })).toMatchObject({ status: 422 });
  expect(await opened(fields)).toMatchObject({ location: `${base}/OP-CAVE` });
  const at = { ...params, operation: "OP-CAVE" };
  const acted = (own: Record<string, string>, token = tokens.staff) =>
    outcomeOf(act(posting(world, `${base}/OP-CAVE`, own, { token, params: at }) as never));
  const typed = { act: "earmark", on: "2026-03-05", amount: "100,50", reason: "Première tranche" };
  expect(await acted({ ...typed, amount: "100 000" })).toMatchObject({ status: 409, kind: "credit-exceeded" });
  expect(await acted({ ...typed, amount: "cent" })).toMatchObject({ status: 422 });
  expect(await acted({ ...typed, act: "spend" })).toMatchObject({ status: 422 });
  expect(await acted(typed, tokens.agent)).toMatchObject({ status: 403 });
  expect(await acted(typed)).toMatchObject({ location: `${base}/OP-CAVE` });
  const seen = await one(reading(world, `${base}/OP-CAVE`, { token: tokens.agent, params: at }) as never);
  expect(seen).toMatchObject({
    mayAct: false,
    operation: { earmarked: 10_050n, left: 10_050n },
    steps: [{ kind: "earmark", amount: 10_050n }],
  });
  expect(await outcomeOf(one(reading(world, `${base}/OP-CAVE`, { token: tokens.elsewhere, params: at }) as never))).toMatchObject({
    status: 404,
  });
  const listed = async (token: string) => (await list(reading(world, base, { token, params }) as never)).operations.map(({ code }) => code);
  expect(await listed(tokens.staff)).toEqual(["OP-CAVE", "OP-TOIT"]);
  expect(await listed(tokens.elsewhere)).toEqual([]);
});
