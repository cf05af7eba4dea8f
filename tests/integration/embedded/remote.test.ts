import { afterAll, beforeAll, expect, test } from "vitest";
import { openPool } from "#db/client.ts";
import { durabilityFaults } from "#db/durability.ts";
import { accessFromUrl } from "#db/roles.ts";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";

let world: TestDatabase;
const deputy = `deputy_${process.pid}`;
const stranger = `stranger_${process.pid}`;

beforeAll(async () => {
  world = await testDatabase();
  await world.superuser.unsafe(`create role ${deputy} login password 'deputy' in role enveloppe_owner, enveloppe_app, enveloppe_reader`);
  await world.superuser.unsafe(`create role ${stranger} login password 'stranger'`);
  await world.superuser.unsafe(`grant connect on database "${databaseName()}" to ${deputy}, ${stranger}`);
});

afterAll(async () => {
  await world.superuser.unsafe(`drop owned by ${deputy}, ${stranger}`);
  await world.superuser.unsafe(`drop role ${deputy}, ${stranger}`);
  await world.close();
});

test("one login takes on a role of less right for each use", async () => {
  const access = await accessFromUrl(urlOf(deputy, "deputy"));
  for (const [target, role] of [
    [access.migrator, "enveloppe_owner"],
    [access.app, "enveloppe_app"],
    [access.reader, "enveloppe_reader"],
  ] as const) {
    const pool = openPool(target, { connections: 1 });
    try {
      expect([...(await pool`select current_user as role, session_user as login`)]).toEqual([{ role, login: deputy }]);
    } finally {
      await pool.end();
    }
  }
});

test("a login that may not prepare the database is told what its administrator has to run", async () => {
  await expect(accessFromUrl(urlOf(stranger, "stranger"))).rejects.toThrow(
    `its administrator runs there, once: grant enveloppe_owner to "${stranger}"; grant enveloppe_app to "${stranger}"; grant enveloppe_reader to "${stranger}";`,
  );
});

test("a wrong password keeps PostgreSQL's own code", async () => {
  await expect(accessFromUrl(urlOf(deputy, "wrong"))).rejects.toMatchObject({ code: "28P01" });
});

test("a server that forgets what it acknowledged is refused, setting by setting", async () => {
  const faults = await durabilityFaults(world.access.reader);
  expect(faults.map((fault) => /with (\w+) =/.exec(fault)?.[1]).sort()).toEqual(["fsync", "full_page_writes", "synchronous_commit"]);
  expect(faults[0]).toMatch(/committed entries could be lost/);
});

function databaseName(): string {
  return world.access.app.database;
}

function urlOf(user: string, password: string): string {
  const { host, port } = world.access.app;
  return `postgres://${user}:${password}@${host}:${port}/${databaseName()}`;
}
