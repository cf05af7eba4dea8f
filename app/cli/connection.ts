import { existsSync, readFileSync } from "node:fs";
import type { Day } from "#app/domain/month.ts";
import { clockOf, readSettings, type Settings, unknownNames } from "#app/settings.ts";
import type { DatabaseAccess } from "#db/access.ts";
import { Database, type Organisation } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { accessFromUrl } from "#db/roles.ts";
import { Impossible, type Terminal } from "./terminal.ts";

/** The organisation of the demo, which commands mean when they name none. */
export const demoSlug = "insee";

export interface Connection {
  readonly access: DatabaseAccess;
  readonly database: Database;
  readonly today: Day;
  /** Where the files of anchors are kept. */
  readonly anchorDir: string;
  /** Stops the embedded server too, unless another process uses it. */
  close(): Promise<void>;
}

/**
 * Connects as the application does: `DATABASE_URL`, or the embedded server, started for the command when it does not run. The schemas
 * are brought to the present version first. An import may take longer than a page may.
 */
export async function connect(): Promise<Connection> {
  const settings = settingsOfCommand();
  const embedded = settings.databaseUrl === undefined ? await startEmbedded({ dataDir: settings.dataDir }) : undefined;
  try {
    const access = embedded?.access ?? (await accessFromUrl(settings.databaseUrl ?? ""));
    await migrate(access);
    const database = new Database(access.app, { connections: 2, statementTimeoutMs: 600_000 });
    const close = async () => {
      await database.close();
      await embedded?.stop();
    };
    return { access, database, today: clockOf(settings)(), anchorDir: settings.anchorDir, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

export async function organisationNamed(database: Database, slug: string, { say }: Terminal): Promise<Organisation> {
  const organisations = await database.organisations();
  const found = organisations.find((organisation) => organisation.slug === slug);
  if (found) return found;
  const known = organisations.map((organisation) => organisation.slug).join(", ") || say("noOrganisation");
  throw new Impossible(say("unknownOrganisation", { slug, known }));
}

/** The application's settings, the secret of its sessions apart: a command opens none. */
function settingsOfCommand(): Settings {
  const faults: string[] = [];
  if (existsSync(".env")) {
    faults.push(...unknownNames(readFileSync(".env", "utf8")));
    process.loadEnvFile(".env");
  }
  const secret = process.env.SESSION_SECRET || "no session is opened by the command line";
  const read = readSettings({ ...process.env, SESSION_SECRET: secret });
  if ("faults" in read) faults.push(...read.faults);
  if (faults.length > 0 || !("settings" in read)) throw new Impossible(faults.join("\n"));
  return read.settings;
}
