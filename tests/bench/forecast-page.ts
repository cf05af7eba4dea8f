import { demoPassword } from "#seeds/demo/people.ts";
import { launchChromium } from "#tests/support/chromium.ts";
import { largeSheet, noteKeys, timeKeys, timePaste } from "#tests/support/large-sheet.ts";
import { atMost, type BenchResult } from "./report.ts";
import { servedDemo } from "./served-demo.ts";

/** `ux.md` §6.4, in milliseconds; what is written has no limit of its own: it is shown as it comes. */
const limits = { key: 50, paste: 300 } as const;
const lines = 300;

/**
 * A sheet of 300 lines by 14 columns in a real browser, on the demo as a newcomer starts it, or on the one that TEST_ORIGIN names: from a key to the
 * paint that follows it, from a paste of a thousand cells to its preview. Each gives what three of four stay under, and the worst.
 */
export async function* pageTraced(): AsyncGenerator<BenchResult, void> {
  const served = await servedDemo();
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
