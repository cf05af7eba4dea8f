import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import type { AsOf } from "#app/domain/as-of.ts";
import type { Dimension } from "#app/domain/cube/dimension.ts";
import { journalMeasures, planMeasures } from "#app/domain/cube/measure.ts";
import type { CubeRow } from "#app/domain/cube/question.ts";
import type { Day } from "#app/domain/month.ts";
import { budgetResources } from "#app/domain/quantity.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { instructedRequest, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

/** Everything that the cube can say of two years: from the balances, then from the lines. */
async function everything(asOf?: AsOf): Promise<Record<string, unknown>[]> {
  const told = async (by: readonly Dimension[]) => {
    const question = { measures: [...journalMeasures, ...planMeasures], resources: budgetResources, years: [2026, 2027], by, asOf };
    return (await world.read((db) => readCube(db, question))).map(asText).sort((left, right) => (left.key < right.key ? -1 : 1));
  };
  return [...(await told(["year", "month", "unit", "spendingClass"])), ...(await told(["year", "unit", "nature", "action"]))];
}

function asText({ at, resource, amounts }: CubeRow): { key: string } {
  return {
    key: JSON.stringify([at, resource]),
    ...Object.fromEntries(Object.entries(amounts).map(([measure, amount]) => [measure, String(amount)])),
  };
}

const clocks = [
  ["entry", "recorded_at"],
  ["batch", "at"],
  ["request_transition", "at"],
  ["scenario_transition", "at"],
  ["decision", "decided_at"],
] as const;

/** Whatever was recorded so far was recorded ten days earlier. */
async function tenDaysPass(): Promise<void> {
  const { superuser, organisation } = world;
  await superuser.unsafe(`set search_path to ${organisation.schemaName}, public`);
  await superuser.unsafe("set session_replication_role to replica");
  for (const [table, column] of clocks) await superuser.unsafe(`update ${table} set ${column} = ${column} - interval '10 days'`);
  await superuser.unsafe("set session_replication_role to origin");
}

/** By the database's own clock, in Paris. */
async function daysAgo(days: number): Promise<Day> {
  return await world.read(async (db) => {
    const { rows } = await sql<{
      day: Day;
    }>`select ((clock_timestamp() at time zone 'Europe/Paris')::date - ${days}::int)::text as day`.execute(db);
    return rows[0]?.day ?? "";
  });
}

test("M19: what is known on a past day is what was shown on it, of the journal and of the plan, whatever was written since for any day", async () => {
  await allot(world, 100_000n);
  const requestId = await instructedRequest(world);
  const first = await everything();
  await tenDaysPass();

  const line = { ...dr, amount: 60_000n, schedule: [{ year: 2026, amount: 60_000n }] };
  const commitment = { on: "2026-02-10", label: "Saisi après coup", party: "FOUR1", lines: [line] };
  must(await commitExpenses(await world.system(), { commitments: [commitment] }));
  const scenario = { campaignId: world.campaignId, name: "A", startFrom: "asked" } as const;
  const { scenarioId } = must(await createScenario(await world.staff(), scenario));
  must(await decideRequest(await world.arbitrator(), { scenarioId, requestId, verb: "grant", reason: "Fondé." }));
  const other = await instructedRequest(world, { title: "Autre enquête" });
  const second = await everything();
  await tenDaysPass();

  must(await decideRequest(await world.arbitrator(), { scenarioId, requestId: other, verb: "refuse", reason: "Non." }));
  for (const resource of ["AE", "CP"] as const) {
    const envelope = { campaignId: world.campaignId, spendingClass: "nonPersonnel", resource, targetYear: 2027, amount: 1_000n } as const;
    must(await setEnvelope(await world.staff(), envelope));
  }
  must(await adoptScenario(await world.arbitrator(), { scenarioId }));
  const third = await everything();

  const known = async (days: number) => everything({ on: await daysAgo(days), known: true });
  expect(await known(30)).toEqual([]);
  expect(await known(15)).toEqual(first);
  expect(await known(5)).toEqual(second);
  expect(await known(0)).toEqual(third);
  expect(first).not.toEqual(second);
  expect(third.some((row) => row["decided"] !== "0")).toBe(true);
  expect(second.every((row) => row["decided"] === "0")).toBe(true);
});
