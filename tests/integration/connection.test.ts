import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase({ statementTimeoutMs: 12_000 });
});
afterAll(() => world.close());

test("a connection says what our statements rest on, whatever the server was set up for (decisions 0080, 0084)", async () => {
  const names = ["jit", "plan_cache_mode", "TimeZone", "statement_timeout", "idle_in_transaction_session_timeout"];
  const settings = await world.database.read(world.organisation, async (db) => {
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name = any(${names})`.execute(db);
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  });
  expect(settings).toEqual({
    jit: "off",
    plan_cache_mode: "force_generic_plan",
    TimeZone: "UTC",
    statement_timeout: "12000",
    idle_in_transaction_session_timeout: "60000",
  });
});
