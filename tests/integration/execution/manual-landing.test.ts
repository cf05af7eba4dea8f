import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { giveLanding, type LandingInput, withdrawLanding } from "#app/commands/set-landing.ts";
import { action as give, loader as page } from "#app/routes/execution/landing/route.tsx";
import { followUp } from "#db/queries/follow-up.ts";
import { manualLandingVersions } from "#db/queries/manual-landing.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, worldOn } from "../security/world.ts";

const part = { year: 2026, unit: "DR44", spendingClass: "nonPersonnel", resource: "AE" } as const;

let organisation: SmallOrganisation;
beforeEach(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  await commit(30_000n);
});
afterEach(() => organisation.close());

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const head = () => organisation.as("head", { role: "unitHead", unit: "DR44" });
const input = (own: Partial<LandingInput> = {}): LandingInput => ({
  ...part,
  ...{ amount: 80_000n, reason: "Le marché glisse en 2027.", seenVersion: 0 },
  ...own,
});

async function commit(amount: bigint) {
  const lines = [{ ...dr, amount, schedule: [{ year: 2026, amount }] }];
  must(await commitExpenses(await staff(), { commitments: [{ on: "2026-03-01", label: "Avis", party: "FOUR1", lines }] }));
}

const landed = (months = 5, asOf?: { on: string; known: boolean }) =>
  organisation.database.read(organisation.organisation, async (db) => {
    const found = (await followUp(db, { year: 2026, resource: "AE", months, units: ["DR44"], asOf })).ofClass("DR44", "nonPersonnel");
    return { landing: found.landing?.likely, byHand: found.byHand };
  });

test("what a unit says counts beside the model, by versions, until it is withdrawn", async () => {
  const model = await landed();
  expect(model.byHand).toBe(0);
  expect(must(await giveLanding(await head(), input()))).toEqual({ amount: 80_000n, months: 5, version: 1 });
  expect(await landed()).toEqual({ landing: 80_000n, byHand: 1 });
  // What was known in March did not know it.
  expect(await landed(3)).toMatchObject({ byHand: 0 });
  expect(await giveLanding(await head(), input({ amount: 90_000n }))).toMatchObject({ ok: false, refusal: { kind: "stale" } });
  must(await giveLanding(await head(), input({ amount: 90_000n, seenVersion: 1 })));
  must(await withdrawLanding(await head(), { ...part, reason: "Le marché est signé.", seenVersion: 2 }));
  expect(await landed()).toEqual(model);
  expect(await withdrawLanding(await head(), { ...part, reason: "Encore.", seenVersion: 3 })).toMatchObject({
    refusal: { kind: "no-manual-landing" },
  });
  const kept = await organisation.database.read(organisation.organisation, (db) => manualLandingVersions(db, part));
  expect(kept.map(({ version, amount, used, author }) => [version, amount, used, author])).toEqual([
    [3, null, 30_000n, "head"],
    [2, 90_000n, 30_000n, "head"],
    [1, 80_000n, 30_000n, "head"],
  ]);
});

test("no year lands below what is committed, without a reason, or once it is over; nor for somebody else's unit", async () => {
  expect(await giveLanding(await head(), input({ amount: 29_999n }))).toEqual({
    ok: false,
    refusal: { kind: "landing-below-used", unit: "DR44", resource: "AE", amount: 29_999n, used: 30_000n },
  });
  must(await giveLanding(await head(), input({ amount: 30_000n })));
  expect(await giveLanding(await head(), input({ reason: "  ", seenVersion: 1 }))).toMatchObject({ refusal: { kind: "reason-required" } });
  expect(await giveLanding(await head(), input({ year: 2025 }))).toMatchObject({ refusal: { kind: "landing-year-over" } });
  const elsewhere = await organisation.as("elsewhere", { role: "unitHead", unit: "DPT" });
  expect(await giveLanding(elsewhere, input({ seenVersion: 1 }))).toMatchObject({ refusal: { kind: "not-found" } });
  const auditor = await organisation.as("auditor", { role: "auditor", unit: "INSEE" });
  expect(await giveLanding(auditor, input({ seenVersion: 1 }))).toMatchObject({ refusal: { kind: "forbidden" } });
});

test("facts overtake it: what is used since goes beyond what was said, and the model counts again", async () => {
  must(await giveLanding(await head(), input({ amount: 40_000n })));
  await commit(10_001n);
  expect(await landed()).toMatchObject({ byHand: 0 });
});

test("two people who say it at once: one is told that it moved", async () => {
  const done = await Promise.all([
    giveLanding(await head(), input({ amount: 50_000n })),
    giveLanding(await staff(), input({ amount: 60_000n })),
  ]);
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(done.filter(({ ok }) => !ok)).toMatchObject([{ refusal: { kind: "stale" } }]);
});

test("as known on a past day, what was said that day is read", async () => {
  const { superuser, organisation: own } = organisation;
  await superuser.unsafe(`set search_path to ${own.schemaName}, public`);
  const { on } = await organisation.database.read(own, async (db) => {
    const { rows } = await sql<{ on: string }>`select ((now() at time zone 'Europe/Paris')::date - 5)::text as on`.execute(db);
    return rows[0] ?? { on: "" };
  });
  must(await giveLanding(await head(), input()));
  await superuser.unsafe("set session_replication_role to replica");
  for (const [table, column] of [
    ["manual_landing", "at"],
    ["entry", "recorded_at"],
    ["commitment", "created_at"],
  ] as const)
    await superuser.unsafe(`update ${table} set ${column} = ${column} - interval '10 days'`);
  await superuser.unsafe("set session_replication_role to origin");
  must(await giveLanding(await head(), input({ amount: 90_000n, seenVersion: 1 })));
  expect(await landed()).toEqual({ landing: 90_000n, byHand: 1 });
  expect(await landed(5, { on, known: true })).toEqual({ landing: 80_000n, byHand: 1 });
});

test("the database itself keeps every version, in order, and none below what was used", async () => {
  must(await giveLanding(await head(), input()));
  const { superuser, organisation: own } = organisation;
  await superuser.unsafe(`set search_path to ${own.schemaName}, public`);
  const insert = (version: number, amount: number | null, months = 5) =>
    superuser.unsafe(
      `insert into manual_landing (fiscal_year, unit, spending_class, resource, version, amount, used, months, reason, author)
       select 2026, 'DR44', 'nonPersonnel', 'AE', ${version}, ${amount ?? "null"}, 30000, ${months}, 'x', min(id) from app_user`,
    );
  await expect(superuser.unsafe("update manual_landing set reason = 'x'")).rejects.toMatchObject({ code: "42501" });
  await expect(superuser.unsafe("delete from manual_landing")).rejects.toMatchObject({ code: "42501" });
  await expect(insert(3, 40_000)).rejects.toMatchObject({ code: "23514", constraint_name: "landing_follows" });
  await expect(insert(2, 29_999)).rejects.toMatchObject({ constraint_name: "landing_not_below_used" });
  await expect(insert(2, 40_000, 4)).rejects.toMatchObject({ constraint_name: "landing_follows" });
  await insert(2, null);
  await expect(insert(3, null)).rejects.toMatchObject({ constraint_name: "landing_follows" });
});

test("its page: given and withdrawn by plain forms, refused in words, both landings side by side", async () => {
  const world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  const token = await world.session((await head()).actor.id);
  const params = { year: "2026", unit: "DR44" };
  const address = "/2026/execution/DR44/landing?m=ae";
  const sent = (own: Record<string, string>, as = token) =>
    outcomeOf(give(posting(world, address, { spendingClass: "nonPersonnel", seenVersion: "0", ...own }, { token: as, params }) as never));
  expect(await sent({ amount: "299,99", reason: "Trop bas." })).toMatchObject({ status: 422, kind: "landing-below-used" });
  expect(await sent({ amount: "800", reason: "" })).toMatchObject({ status: 422 });
  expect(await sent({ amount: "800", reason: "Le marché glisse." })).toMatchObject({ location: address });
  const read = await page(reading(world, address, { token, params }) as never);
  expect(read).toMatchObject({ resource: "AE", rows: [{ spendingClass: "personnel" }, { standing: "stands", last: { amount: 80_000n } }] });
  expect(await sent({ act: "withdraw", seenVersion: "1", reason: "Signé." })).toMatchObject({ location: address });
});
