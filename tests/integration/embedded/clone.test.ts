import { sql } from "kysely";
import { expect, test } from "vitest";
import { testDatabase } from "#tests/support/postgres.ts";

test("each test file has a database of its own, in which the application may not define anything", async () => {
  const [one, other] = [await testDatabase(), await testDatabase()];
  try {
    const names = await Promise.all(
      [one, other].map(({ database, organisation }) =>
        database.read(
          organisation,
          async (db) => (await sql<{ name: string }>`select current_database() as name`.execute(db)).rows[0]?.name,
        ),
      ),
    );
    expect(names[0]).not.toBe(names[1]);
    await expect(one.database.write(one.organisation, (db) => sql`create table intruder (id int)`.execute(db))).rejects.toMatchObject({
      code: "42501",
    });
    await expect(
      one.database.write(one.organisation, (db) => sql`create temporary table intruder (id int)`.execute(db)),
    ).rejects.toMatchObject({
      code: "42501",
    });
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
});
