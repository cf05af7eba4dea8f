import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, startApplication, untilHealthy } from "#tests/support/application.ts";

export interface ServedDemo {
  readonly origin: string;
  /** Where its database and its secrets are; not known of one that ran already. */
  readonly dataDir?: string;
  stop(): Promise<void>;
}

const seedingMs = 300_000;

/** The demo as a newcomer starts it, in a folder of its own that ends with it; or the one that TEST_ORIGIN names, which goes on. */
export async function servedDemo(): Promise<ServedDemo> {
  const { TEST_ORIGIN } = process.env;
  if (TEST_ORIGIN !== undefined) return { origin: TEST_ORIGIN, stop: async () => undefined };
  const folder = mkdtempSync(path.join(tmpdir(), "enveloppe-bench-"));
  const dataDir = path.join(folder, "data");
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const environment = { DATA_DIR: dataDir, PORT: port, ORIGIN: origin, DEMO: "1", DEMO_TODAY: "2026-06-15", LOG_LEVEL: "error" };
  const application = startApplication({ environment });
  const stop = async () => {
    application.process.kill("SIGTERM");
    await application.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilHealthy(application, seedingMs);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, dataDir, stop };
}

/** The port and the superuser's password of the server that the demo keeps in `dataDir`. */
export function superuserIn(dataDir: string): { readonly port: number; readonly password: string } {
  const port = Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[3]);
  const { superuser } = JSON.parse(readFileSync(path.join(dataDir, "postgres-passwords.json"), "utf8"));
  return { port, password: superuser };
}
