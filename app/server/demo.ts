import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import type { Day } from "#app/domain/month.ts";
import type { DatabaseAccess } from "#db/access.ts";
import { Database } from "#db/client.ts";
import { claim, isHeld } from "#db/embedded/sharing.ts";
import type { EmbeddedServer } from "#db/embedded.ts";
import { createOrganisation } from "#db/migrate.ts";
import { refreshStatistics } from "#db/queries/statistics.ts";
import { seedDemo } from "#seeds/demo/seed.ts";

export interface DemoOptions {
  readonly access: DatabaseAccess;
  readonly database: Database;
  readonly today: Day;
  readonly dataDir: string;
  readonly report: (message: string) => void;
}

const slug = "insee";

/**
 * Makes the demo organisation where there is none, whatever other organisations there are. A mark on the disk stands while it is being filled: a start that finds
 * it knows that the demo is half there (`discardHalfDemo`), rather than show half the figures.
 */
export async function fillWithDemo({ access, database, today, dataDir, report }: DemoOptions): Promise<void> {
  if (await database.organisation(slug)) return;
  report("Filling the database with the demo organisation …");
  claim(markIn(dataDir));
  const name = "Institut national de la statistique et des études économiques";
  await createOrganisation(access, { slug, name, siren: "120027016" });
  const hasty = new Database(access.app, { waitForDisk: false });
  try {
    await seedDemo(hasty, { today, report });
  } finally {
    await hasty.close();
  }
  await reachDisk(database);
  rmSync(markIn(dataDir));
}

/** A commit that waits for the disk takes every earlier one there with it. */
async function reachDisk(database: Database): Promise<void> {
  const organisation = await database.organisation(slug);
  if (organisation) await database.write(organisation, refreshStatistics);
}

/** Empties a database in which the demo was interrupted. It was never served, so nobody has written there but the demo. */
export async function discardHalfDemo(server: EmbeddedServer, dataDir: string, report: (message: string) => void): Promise<void> {
  const mark = markIn(dataDir);
  if (!existsSync(mark)) return;
  if (isHeld(mark)) throw new Error(`Another process is filling the database of ${dataDir} with the demo: wait until it has.`);
  const strangers = (await organisationsOf(server)).filter((organisation) => organisation !== slug);
  if (strangers.length > 0) {
    throw new Error(`The demo was interrupted half-way beside ${strangers.join(", ")}: move ${dataDir} away, or keep it and set DEMO=0.`);
  }
  report("The demo was interrupted half-way: making it again.");
  await server.recreate();
  rmSync(mark);
}

async function organisationsOf(server: EmbeddedServer): Promise<string[]> {
  const database = new Database(server.access.reader, { connections: 1 });
  try {
    return (await database.organisations()).map((organisation) => organisation.slug);
  } finally {
    await database.close();
  }
}

function markIn(dataDir: string): string {
  return path.join(dataDir, "demo-in-progress");
}
