import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Database } from "#db/client.ts";
import { createOrganisation } from "#db/migrate.ts";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";

let books: TestDatabase;
let shared: Database;

beforeAll(async () => {
  books = await testDatabase();
  shared = new Database(books.access.app, { connections: 1 });
});
afterAll(async () => {
  await shared.close();
  await books.close();
});

test("one connection serves two organisations in turn, each its own rows and none the other's plans", async () => {
  const other = await createOrganisation(books.access, { slug: "autre", name: "Autre organisation", siren: "123456789" });
  const seen: string[] = [];
  for (const organisation of [books.organisation, other, books.organisation, other]) {
    await shared.write(organisation, (db) =>
      db
        .insertInto("party")
        .values({ code: `P${seen.length}`, label: "Tiers", kind: "other" })
        .execute(),
    );
    const parties = await shared.read(organisation, (db) => db.selectFrom("party").select("code").orderBy("code").execute());
    const path = await shared.read(organisation, async (db) => (await sql<{ search_path: string }>`show search_path`.execute(db)).rows[0]);
    seen.push(`${path?.search_path}: ${parties.map(({ code }) => code).join(" ")}`);
  }
  expect(seen).toEqual([
    `${books.organisation.schemaName}: P0`,
    `${other.schemaName}: P1`,
    `${books.organisation.schemaName}: P0 P2`,
    `${other.schemaName}: P1 P3`,
  ]);
});
