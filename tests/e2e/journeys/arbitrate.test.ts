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

/** Decides the row by a key, and waits for the server's word on it. */
async function decideBy(page: Page, row: Locator, keys: string, last: number, sentence?: string): Promise<number> {
  await arrowTo(page, row);
  await page.keyboard.press(keys);
  if (sentence !== undefined) {
    await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "reason");
    await page.keyboard.type(sentence);
    await page.keyboard.press("Enter");
  }
  await expect.poll(() => saidNumber(page), { timeout: 15_000 }).toBeGreaterThan(last);
  return await saidNumber(page);
}

test("the overflow is seen, cut by the keyboard, a decision without a reason is refused, one is taken back, and the register holds it all in order", {
  timeout: 300_000,
}, async ({ open }) => {
  const page = await open({ as: "arbitre" });
  await page.goto(board);
  await settled(page);
  const before = await leftIn(page);
  expect(before).toBeLessThan(-3);
  expect.soft(await faultsOf(page)).toEqual([]);

  // Three units capped at what they were notified: the bar moves at once, and the server confirms.
  const numbers: number[] = [];
  const titles: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const row = waiting(page).first();
    titles.push((await row.locator("a").first().textContent()) ?? "");
    numbers.push(await decideBy(page, row, "Alt+Shift+Digit3", numbers.at(-1) ?? 0));
  }
  expect(await leftIn(page)).toBeGreaterThanOrEqual(before);
  expect(numbers).toEqual([numbers[0], (numbers[0] ?? 0) + 1, (numbers[0] ?? 0) + 2]);

  // « Autre… » asks for its amount, then for a sentence, and nothing is decided without them.
  const row = waiting(page).first();
  await arrowTo(page, row);
  await page.keyboard.press("Alt+Shift+Digit7");
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "amount");
  await page.keyboard.press("Enter");
  await page.getByText("Dites quel montant.").waitFor();
  await page.keyboard.type("1000");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "reason");
  await page.keyboard.press("Enter");
  await page.getByText("demande un motif en une phrase").waitFor();
  expect(await saidNumber(page)).toBe(numbers[2]);
  await page.keyboard.type("Amorçage seulement.");
  await page.keyboard.press("Enter");
  await expect.poll(() => saidNumber(page), { timeout: 15_000 }).toBe((numbers[2] ?? 0) + 1);

  // The last one is taken back by Ctrl+Z: the bar comes back, the register tells both.
  const decided = await leftIn(page);
  await page.locator("#main-table tbody tr a").first().focus();
  await page.keyboard.press("Control+z");
  await page.locator('[data-said="takenBack"]').waitFor();
  expect(await leftIn(page)).not.toBe(decided);
  await page.goto("/2027/arbitration/decisions");
  await settled(page);
  const rows = page.locator("#main-table tbody tr");
  const first = numbers[0] ?? 0;
  expect(await rows.locator("th").evaluateAll((cells) => cells.slice(0, 5).map((cell) => Number(cell.textContent)))).toEqual(
    [4, 3, 2, 1, 0].map((step) => first + step),
  );
  await expect.poll(() => rows.nth(0).textContent()).toContain(`reprend la n° ${first + 3}`);
  expect(await rows.nth(1).textContent()).toContain("Amorçage seulement.");
  expect.soft(await faultsOf(page)).toEqual([]);

  // Put back as it was found.
  await page.goto(board);
  await settled(page);
  await page.locator("#main-table tbody tr a").first().focus();
  for (const number of numbers.toReversed()) {
    await page.keyboard.press("Control+z");
    await page.getByText(`Décision n° ${number} reprise.`).waitFor();
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
