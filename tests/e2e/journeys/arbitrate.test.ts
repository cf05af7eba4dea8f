import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const board = "/2027/arbitration?m=cp";

/** What an envelope keeps or runs over by, in M€; below 0 is an overflow. */
async function leftIn(page: Page): Promise<number> {
  const said = (await page.locator('[data-envelope="nonPersonnel"] [data-verdict]').textContent()) ?? "";
  const [, amount = "", unit] = /([\d\s\u202f,]+)\u00a0?(M€|k€|€)/.exec(said) ?? [];
  const value = Number(amount.replace(/[\s\u202f]/g, "").replace(",", ".")) / (unit === "M€" ? 1 : unit === "k€" ? 1_000 : 1_000_000);
  return said.startsWith("Dépassement") ? -value : value;
}

/** The rows of requests that wait for a decision of this person, the heaviest first. */
function waiting(page: Page): Locator {
  return page
    .locator('#main-table tbody tr[aria-level="2"]')
    .filter({ has: page.locator("button") })
    .filter({ hasNot: page.locator("[data-outcome]") });
}

/** The units that ask most above what they were notified, and the measure that still exceeds once they are held to it. */
const capped = ["SG-DSG", "SG-DI", "DSDS"];
const measure = "Reprise des données de Sirene";

/** Goes down from the top of the table to a row, by the arrow keys alone. */
async function arrowTo(page: Page, row: Locator): Promise<void> {
  const key = await row.getAttribute("data-row");
  await page.locator("#main-table tbody tr a").first().focus();
  for (let step = 0; step < 400; step += 1) {
    const at = await page.evaluate(() => document.activeElement?.closest("tr")?.dataset["row"] ?? "");
    if (at === key) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error("the row is not reached by the arrow keys");
}

async function saidNumber(page: Page): Promise<number> {
  const said = page.locator('[data-said="decided"]');
  await said.waitFor();
  return Number(/n° (\d+)/.exec((await said.textContent()) ?? "")?.[1]);
}

/** Decides all that a unit asks by a key on its row, then by Enter on the page that tells the effect; gives how many requests that is. */
async function decideUnit(page: Page, unit: string, keys: string): Promise<number> {
  await arrowTo(page, page.locator(`#main-table tbody tr[data-row="${unit}"]`));
  await page.keyboard.press(keys);
  const button = page.getByRole("button", { name: /^Décider \d+ demandes?$/ });
  await button.waitFor();
  await settled(page);
  for (let tab = 0; tab < 80 && !(await button.evaluate((own) => own === document.activeElement)); tab += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const done = page.getByText(/\d+ demandes? décidées?\.$/).first();
  await done.waitFor();
  await settled(page);
  return Number(/\d+/.exec((await done.textContent()) ?? "")?.[0]);
}

test("the overflow is seen, brought to balance by the keyboard, a decision without a reason is refused, one is taken back, and the register holds it all in order", {
  timeout: 300_000,
}, async ({ open }) => {
  const page = await open({ as: "arbitre" });
  await page.goto(board);
  await settled(page);
  const before = await leftIn(page);
  expect(before).toBeLessThan(-3);
  expect.soft(await faultsOf(page)).toEqual([]);

  // Three units capped at what they were notified: the bar comes near balance.
  let made = 0;
  for (const unit of capped) made += await decideUnit(page, unit, "Alt+Shift+Digit3");
  const near = await leftIn(page);
  expect(near).toBeLessThan(0);
  expect(near).toBeGreaterThan(-0.3);

  // « Autre… » asks for its amount, then for a sentence, and nothing is decided without them; with them the bar is in balance.
  const row = page.locator('#main-table tbody tr[aria-level="2"]').filter({ hasText: measure });
  await arrowTo(page, row);
  await page.keyboard.press("Alt+Shift+Digit7");
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "amount");
  await page.keyboard.press("Enter");
  await page.getByText("Dites quel montant.").waitFor();
  await page.keyboard.type("50000");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "reason");
  await page.keyboard.press("Enter");
  await page.getByText("demande un motif en une phrase").waitFor();
  expect(await leftIn(page)).toBe(near);
  await page.keyboard.type("Premier lot seulement.");
  await page.keyboard.press("Enter");
  const other = await saidNumber(page);
  expect(await leftIn(page)).toBeGreaterThanOrEqual(0);
  expect.soft(await faultsOf(page)).toEqual([]);

  // The last one is taken back by Ctrl+Z: the bar comes back, the register tells all of it in order.
  await page.locator("#main-table tbody tr a").first().focus();
  await page.keyboard.press("Control+z");
  await page.locator('[data-said="takenBack"]').waitFor();
  expect(await leftIn(page)).toBe(near);
  await page.goto("/2027/arbitration/decisions");
  await settled(page);
  const rows = page.locator("#main-table tbody tr");
  const last = other + 1;
  expect(
    await rows.locator("th").evaluateAll((cells, count) => cells.slice(0, count).map((cell) => Number(cell.textContent)), made + 2),
  ).toEqual(Array.from({ length: made + 2 }, (_, step) => last - step));
  await expect.poll(() => rows.nth(0).textContent()).toContain(`reprend la n° ${other}`);
  expect(await rows.nth(1).textContent()).toContain("Premier lot seulement.");
  for (let step = 2; step < made + 2; step += 1) expect(await rows.nth(step).textContent()).toContain("Reconduction au niveau notifié");
  expect.soft(await faultsOf(page)).toEqual([]);

  // Put back as it was found: each unit was one act, taken back at once.
  await page.goto(board);
  await settled(page);
  await page.locator("#main-table tbody tr a").first().focus();
  for (let act = 0; act < capped.length; act += 1) {
    const left = await leftIn(page);
    await page.keyboard.press("Control+z");
    await expect.poll(() => leftIn(page), { timeout: 15_000 }).not.toBe(left);
  }
  await expect.poll(() => leftIn(page)).toBe(before);
});

test("a decision is shown within a tenth of a second, before the server answers; refused, it is put back with words", {
  timeout: 120_000,
}, async ({ open, tolerate }) => {
  tolerate(/status of 409|Failed to load/);
  const page = await open({ as: "arbitre" });
  await page.goto(board);
  await settled(page);
  const before = await leftIn(page);
  const row = waiting(page).first();
  const title = (await row.locator("a").first().textContent()) ?? "";
  await page.route("**/arbitration/decide*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.fulfill({
      status: 409,
      json: { refusal: { kind: "decided-since", message: "La décision n° 99 est intervenue entre-temps." } },
    });
  });
  await arrowTo(page, row);
  const shown = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let begun = 0;
        const start = (event: KeyboardEvent) => {
          if (event.code === "Digit1") begun = performance.now();
        };
        document.addEventListener("keydown", start, { capture: true });
        new MutationObserver((_, observer) => {
          if (begun === 0 || !document.querySelector('tr[aria-current] [data-outcome="granted"]')) return;
          observer.disconnect();
          resolve(performance.now() - begun);
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );
  await page.keyboard.press("Alt+Shift+Digit1");
  const taken = await shown;
  console.info(`A decision is shown after ${taken.toFixed(0)} ms.`);
  expect(taken).toBeLessThan(100);
  await page.getByText("La décision n° 99 est intervenue entre-temps.").waitFor();
  await expect.poll(() => leftIn(page)).toBe(before);
  await expect.poll(() => waiting(page).first().locator("a").first().textContent()).toBe(title);
});
