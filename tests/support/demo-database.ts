import type postgres from "postgres";
import { inject } from "vitest";
import type { DatabaseOptions } from "#db/client.ts";
import { createOrganisation } from "#db/migrate.ts";
import { demoOrganisation, seedDemo } from "#seeds/demo/seed.ts";
import { cloneTemplate, connect, type TestDatabase } from "./clone.ts";
import type { TestServer } from "./server.ts";

/** The day on which the tests read the demo. */
export const demoDay = "2026-06-15";

const seeded = "enveloppe_demo";

/** A database of its own that holds the demo as it stands on `demoDay`: seeded for the first file that asks, cloned for the others. */
export async function demoDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject("postgres");
  const administrator = connect(server.superuser, "postgres");
  // Two files may ask at the same moment: the second waits for the first.
  await administrator`select pg_advisory_lock(hashtext(${seeded}))`;
  try {
    const [present] = await administrator`select 1 from pg_database where datname = ${seeded}`;
    if (!present) await seedTemplate(server, administrator);
  } finally {
    await administrator.end({ timeout: 5 });
  }
  const world = await cloneTemplate(server, { ...options, template: seeded });
  const organisation = await world.database.organisation(demoOrganisation.slug);
  if (!organisation) throw new Error("The demo was not seeded.");
  return { ...world, organisation };
}

/** Whole or absent: it is copied once the demo is there to the end. */
async function seedTemplate(server: TestServer["provided"], administrator: postgres.Sql): Promise<void> {
  const { access, database, close } = await cloneTemplate(server);
  try {
    await createOrganisation(access, demoOrganisation);
    await seedDemo(database, { today: demoDay, report: () => undefined });
    await database.close();
    await administrator.unsafe(`create database ${seeded} template ${access.app.database} strategy file_copy`);
  } finally {
    await close();
  }
}
