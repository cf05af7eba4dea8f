import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { demoPassword } from "#seeds/demo/people.ts";
import { freePort, startApplication, untilHealthy } from "#tests/support/application.ts";
import { launchChromium } from "#tests/support/chromium.ts";
import { largeSheet, noteKeys, timeKeys, timePaste } from "#tests/support/large-sheet.ts";
import { atMost, type BenchResult } from "./report.ts";

/** `ux.md` §6.4, in milliseconds; what is written has no limit of its own: it is shown as it comes. */
const limits = { key: 50, paste: 300 } as const;
const lines = 300;
const seedingMs = 300_000;

/**
 * A sheet of 300 lines by 14 columns in a real browser, on the demo as a newcomer starts it, or on the one that TEST_ORIGIN names: from a key to the
 * paint that follows it, from a paste of a thousand cells to its preview. Each gives what three of four stay under, and the worst.
 */
export async function* pageTraced(): AsyncGenerator<BenchResult, void> {
  const served = await demoServed();
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({
      baseURL: served.origin,
      locale: "fr-FR",
      timezoneId: "Europe/Paris",
      viewport: { width: 1366, height: 768 },
    });
    const page = await context.newPage();
    await page.addInitScript(noteKeys);
    await page.goto("/sign-in");
    await page.getByLabel("Identifiant").fill("programme");
    await page.getByLabel("Mot de passe").fill(demoPassword);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await page.waitForURL((url) => url.pathname !== "/sign-in");
    await largeSheet(page, { year: 2027, unit: "DR76", lines });
    const pastes = await timePaste(page, 84);
    const keys = await timeKeys(page);
    for (const { work, p75, most } of [...keys, ...pastes]) {
      const limit = work.includes("key") ? limits.key : limits.paste;
      yield atMost(1, { work: `${work}, ${lines} lines, p75`, value: p75, unit: "ms", limit });
      yield atMost(1, { work: `${work}, ${lines} lines, worst`, value: most, unit: "ms", limit });
    }
  } finally {
    await browser.close();
    await served.stop();
  }
}

async function demoServed(): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const { TEST_ORIGIN } = process.env;
  if (TEST_ORIGIN !== undefined) return { origin: TEST_ORIGIN, stop: async () => undefined };
  const folder = mkdtempSync(path.join(tmpdir(), "enveloppe-bench-"));
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const environment = {
    DATA_DIR: path.join(folder, "data"),
    PORT: port,
    ORIGIN: origin,
    DEMO: "1",
    DEMO_TODAY: "2026-06-15",
    LOG_LEVEL: "error",
  };
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
  return { origin, stop };
}
