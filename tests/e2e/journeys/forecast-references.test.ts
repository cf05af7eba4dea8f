import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

test("a line's past stands beside it, is proposed in its empty months, and is accepted by one key", { timeout: 120_000 }, async ({
  open,
}) => {
  const page = await open({ as: "chef" });
  await page.goto("/2027/forecast/DR44?m=cp");
  await settled(page);
  await page.locator('[role="gridcell"][tabindex="0"]').focus();
  await page.keyboard.press("Control+Home");
  // Other journeys add lines after it: only the rows in sight are drawn.
  for (let pressed = 0; pressed < 200; pressed += 1) {
    if (await page.evaluate(() => document.activeElement?.closest('[role="row"]')?.textContent?.includes("31-ETU"))) break;
    await page.keyboard.press("ArrowDown");
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  // The line of the demo's baseline that asks AE alone: its months of CP are empty.
  const row = page.getByRole("row").filter({ hasText: "31-ETU" }).first();
  const heads = await page.getByRole("grid").getByRole("columnheader").allTextContents();
  expect(heads.slice(-5)).toEqual(["Exéc. 2025", "Notif. 2026", "Atterr. 2026", "Écart", "Cadrage"]);
  const cell = (column: number) => row.getByRole("gridcell").nth(column);
  // The demo pays nothing on it before April, whatever the year.
  const april = cell(3);
  await april.getByText("Proposition", { exact: false }).waitFor({ state: "attached" });
  const before = await asked(page);

  await april.focus();
  await page
    .getByText(/^Proposition\s:/)
    .first()
    .waitFor();
  await page.keyboard.press("Alt+Enter");
  await page.getByText(/^Enregistré à/).waitFor();
  await expect.poll(() => asked(page)).toBeGreaterThan(before);

  await page.keyboard.press("Shift+Space");
  await page.keyboard.press("Alt+Enter");
  await expect.poll(() => april.getByText("Proposition", { exact: false }).count()).toBe(0);
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé/).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
});

async function asked(page: Page): Promise<number> {
  const text = await page.getByRole("region", { name: "Total demandé et références" }).locator("dd").first().textContent();
  return Number((text ?? "").replaceAll(/\D/g, ""));
}
