import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { sql } from "kysely";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConnectionTarget } from "#db/access.ts";
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
      await pause(100);

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
      await pause(50);
      await expect(reserved`select 1`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
      reserved.release();
      expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
    } finally {
      await pool.end({ timeout: 1 });
    }
  });

  test("who asked for one while the server was away is refused, and keeps none from those who ask once it is back", async () => {
    const door = await doorTo(world.access.app);
    const pool = openPool({ ...world.access.app, port: door.port }, { connections: 2 });
    try {
      await door.shut();
      for (let turn = 0; turn < 4; turn += 1) await expect(pool.reserve()).rejects.toMatchObject({ code: "ECONNREFUSED" });
      await door.open();
      for (let turn = 0; turn < 4; turn += 1) {
        const reserved = await pool.reserve();
        expect([...(await reserved`select 1 as one`)]).toEqual([{ one: 1 }]);
        reserved.release();
      }
    } finally {
      await pool.end({ timeout: 1 });
      await door.shut();
    }
  });

  test("one that is lost while it is being opened is nobody's error, and the next is given", async () => {
    const door = await doorTo(world.access.app, { slammedOn: "typarray" });
    const pool = openPool({ ...world.access.app, port: door.port }, { connections: 1 });
    try {
      const reserved = await pool.reserve();
      expect([...(await reserved`select 1 as one`)]).toEqual([{ one: 1 }]);
      expect(door.slammed()).toBe(true);
      reserved.release();
    } finally {
      await pool.end({ timeout: 1 });
      await door.shut();
    }
  });

  test("what is said between the loss of a connection and its close is refused, and does not stay with the next one", async () => {
    const door = await doorTo(world.access.app);
    const pool = openPool({ ...world.access.app, port: door.port }, { connections: 1 });
    try {
      const held = await pool.reserve();
      await held`begin`;
      const [lost] = await Promise.allSettled([held`select pg_sleep(5)`.execute(), pause(50).then(() => door.reset())]);
      expect(lost).toMatchObject({ status: "rejected", reason: { code: "ECONNRESET" } });
      await expect(held`rollback`).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
      held.release();
      const next = await pool.reserve();
      expect([...(await next`select 1 as one`)]).toEqual([{ one: 1 }]);
      next.release();
    } finally {
      await pool.end({ timeout: 1 });
      await door.shut();
    }
  });

  test("who waited for one that closed is given the next", async () => {
    const pool = openPool(world.access.app, { connections: 1 });
    try {
      const held = await pool.reserve();
      const waiting = [1, 2, 3].map(async (number) => {
        const reserved = await pool.reserve();
        const [row] = await reserved<{ number: number }[]>`select ${number}::int as number`;
        reserved.release();
        return row?.number;
      });
      await endConnectionsOf("enveloppe");
      await expect(held`select 1`).rejects.toThrow();
      expect(await Promise.all(waiting)).toEqual([1, 2, 3]);
    } finally {
      await pool.end({ timeout: 1 });
    }
  });
});

/**
 * A way to the server that can be shut and opened again, as a server that goes away and comes back on its port. It closes the first connection that
 * says `slammedOn`.
 */
async function doorTo({ host = "127.0.0.1", port = 5432 }: ConnectionTarget, { slammedOn }: { slammedOn?: string } = {}) {
  const open: Socket[] = [];
  let slammed = slammedOn === undefined;
  const server = createServer((client) => {
    const behind = connect({ host, port });
    open.push(client, behind);
    if (!slammed) {
      client.on("data", (said) => {
        if (slammed || !said.includes(slammedOn ?? "")) return;
        slammed = true;
        client.destroy();
      });
    }
    client.pipe(behind).pipe(client);
    for (const socket of [client, behind]) socket.on("error", () => undefined);
  });
  const listen = (own: number) => new Promise<void>((resolve) => server.listen(own, "127.0.0.1", resolve));
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  const shut = async () => {
    for (const socket of open.splice(0)) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  const reset = () => {
    for (const socket of open.splice(0)) socket.resetAndDestroy();
  };
  return { port: own, shut, reset, open: () => listen(own), slammed: () => slammed };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
