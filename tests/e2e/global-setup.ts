import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { freePort, startApplication, untilHealthy } from "#tests/support/application.ts";

export interface ServedDemo {
  readonly origin: string;
  readonly dataDir: string;
}

declare module "vitest" {
  interface ProvidedContext {
    demo: ServedDemo;
  }
}

/** The day of the demo: 2026 is executed to the end of May. */
const demoToday = "2026-06-15";
const seedingLimitMs = 240_000;

/**
 * The demo as a newcomer starts it, once for the run, on a database of its own. TEST_ORIGIN and TEST_DATA_DIR name one that runs
 * already: what the tests wrote stays in it, and they may be run again.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TEST_ORIGIN, TEST_DATA_DIR } = process.env;
  if (TEST_ORIGIN !== undefined && TEST_DATA_DIR !== undefined) {
    project.provide("demo", { origin: TEST_ORIGIN, dataDir: TEST_DATA_DIR });
    return async () => undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "enveloppe-browser-"));
  const dataDir = path.join(folder, "data");
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const environment = { DATA_DIR: dataDir, PORT: port, ORIGIN: origin, DEMO: "1", DEMO_TODAY: demoToday, LOG_LEVEL: "error" };
  const application = startApplication({ environment });
  const stop = async () => {
    application.process.kill("SIGTERM");
    await application.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilHealthy(application, seedingLimitMs);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("demo", { origin, dataDir });
  return stop;
}
