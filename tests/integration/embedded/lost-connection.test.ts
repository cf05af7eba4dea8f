import { readFileSync } from "node:fs";
import { sql } from "kysely";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPool } from "#db/client.ts";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";

/** The driver as patched (`patches/`, decision 0005): a lost connection is an error of those who used it, and of nobody else. */
let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase({ connections: 1 });
});
afterAll(() => world.close());

async function endConnectionsOf(application: string): Promise<void> {
  await world.superuser`select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = ${application} and datname = current_database()`;
}

describe("a lost connection", () => {
  test("the patch is applied to both builds of the driver", () => {
    for (const build of ["src", "cjs/src"]) {
      expect(readFileSync(`node_modules/postgres/${build}/connection.js`, "utf8")).toContain("if (socket === null)");
      expect(readFileSync(`node_modules/postgres/${build}/index.js`, "utf8")).toContain("if (lost)");
    }
  });

  test("a transaction that lost it fails, and the next one works", async () => {
    const interrupted = world.database.write(world.organisation, async (db) => {
      await sql`select 1`.execute(db);
      await endConnectionsOf("enveloppe");
      await sql`select 2`.execute(db);
    });
    await expect(interrupted).rejects.toThrow();
    await expect(world.database.ping()).resolves.toBeUndefined();
  });

  test("who held it can neither commit nor release the connection that took its place", async () => {
    const pool = openPool(world.access.app, { connections: 1 });
    try {
      const first = await pool.reserve();
      await first`begin`;
      await endConnectionsOf("enveloppe");
      await new Promise((resolve) => setTimeout(resolve, 100));

      const second = await pool.reserve();
      await second`begin`;
      await second`set local enveloppe.mark = 'of the second'`;
      await expect(first`commit`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
      first.release();
      let given = false;
      const third = pool.reserve().then((reserved) => {
        given = true;
        return reserved;
      });
      const [row] = await second<{ mark: string }[]>`select current_setting('enveloppe.mark', true) as mark`;
      expect({ mark: row?.mark, given }).toEqual({ mark: "of the second", given: false });
      await second`commit`;
      second.release();
      (await third).release();
    } finally {
      await pool.end({ timeout: 1 });
    }
  });

  test("a statement sent after the connection closed is refused, and does not wait for ever", async () => {
    const pool = openPool(world.access.app, { connections: 1 });
    try {
      const reserved: postgres.ReservedSql = await pool.reserve();
      await endConnectionsOf("enveloppe");
      await expect(reserved`select 1`).rejects.toThrow();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await expect(reserved`select 1`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
      reserved.release();
      expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
    } finally {
      await pool.end({ timeout: 1 });
    }
  });
});
