import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";
import { askedTotal, cellOf, climbToLine, newLine, saved, shown, tabToGrid, textOf, visit, write } from "../sheet-page.ts";

const isFocused = (cell: Element) => cell === document.activeElement;

test("a forecast is entered from the keyboard alone, kept, and taken back after a reload", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  const before = await askedTotal(page);

  await page.goto("/2027/forecast/DR44?m=cp");
  await tabToGrid(page);
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Control+Home");
  // The row that takes the focus is drawn first.
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-readonly"))).toBeNull();
  await page.keyboard.press("Control+End");
  await climbToLine(page, line);
  await page.keyboard.type("1 234,5");
  await page.keyboard.press("Enter");
  // Both totals are said in whole euros.
  await expect.poll(async () => Math.abs((await askedTotal(page)) - before - 1_234.5)).toBeLessThan(1);
  await saved(page);
  expect([...(await shown(page, line, 2)), await textOf(cellOf(page, line, 12))]).toEqual(["1 234,50", "", "1 234,50"]);

  await page.reload();
  await tabToGrid(page);
  await page.keyboard.press("Control+End");
  await climbToLine(page, line);
  expect(await textOf(cellOf(page, line, 0))).toBe("1 234,50");
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé/).waitFor();
  await expect.poll(() => textOf(cellOf(page, line, 0))).toBe("");
  await page.reload();
  await tabToGrid(page);
  await page.keyboard.press("Control+End");
  await climbToLine(page, line);
  expect([await textOf(cellOf(page, line, 0)), await askedTotal(page)]).toEqual(["", before]);
  expect.soft(await faultsOf(page)).toEqual([]);
});

test("a cell says where its figure comes from", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  await write(page, cellOf(page, line, 0), "12");
  await saved(page);
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé/).waitFor();
  await cellOf(page, line, 0).focus();
  await page.getByRole("button", { name: "D’où vient ce montant" }).click();
  await page
    .getByText(/Dominique Bernard \(fictif\) · annulation/)
    .first()
    .waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
});

test("two people, one cell: who comes second is told, and chooses; nothing is written over in silence", { timeout: 120_000 }, async ({
  open,
}) => {
  const [first, second] = [await open({ as: "chef" }), await open({ as: "agent" })];
  const line = await newLine(first);
  await visit(second);
  const contest = async (column: number, mine: string, theirs: string) => {
    // The second writes already: what the first writes meanwhile would come to the cell by itself.
    await cellOf(second, line, column).focus();
    await second.keyboard.type(mine);
    await write(first, cellOf(first, line, column), theirs);
    await saved(first);
    await second.keyboard.press("Enter");
    await second.getByText(`Dominique Bernard (fictif) a écrit ${theirs}`, { exact: false }).first().waitFor();
    await cellOf(second, line, column).focus();
    expect(await cellOf(second, line, column).getAttribute("data-state")).toBe("conflict");
  };

  await contest(0, "200", "100");
  expect(await textOf(cellOf(second, line, 0))).toBe("100");
  expect.soft(await faultsOf(second)).toEqual([]);
  await second.getByRole("button", { name: "Prendre celle de Dominique Bernard (fictif) (100)" }).click();
  await expect.poll(() => cellOf(second, line, 0).getAttribute("data-state")).toBe("clean");

  await contest(1, "400", "300");
  await second.getByRole("button", { name: "Garder la mienne (400)" }).click();
  await saved(second);
  await visit(first);
  expect(await shown(first, line, 2)).toEqual(["100", "400"]);

  await cellOf(first, line, 1).focus();
  await first.getByRole("button", { name: "D’où vient ce montant" }).click();
  await first.getByText(/Camille Martin \(fictif\) · saisie\s: 300 → 400/).waitFor();
  await first.getByText(/Dominique Bernard \(fictif\) · saisie\s: vide → 300/).waitFor();
});

test("what cannot be read stays in its cell with its reason, and F8 finds it", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  await write(page, cellOf(page, line, 3), "12.500");
  await page.getByText("se lit de deux façons", { exact: false }).first().waitFor();
  expect(await cellOf(page, line, 3).getAttribute("aria-invalid")).toBe("true");
  await cellOf(page, line, 0).focus();
  await page.keyboard.press("F8");
  expect(await cellOf(page, line, 3).evaluate(isFocused)).toBe(true);
  await page.keyboard.type("12500");
  await page.keyboard.press("Enter");
  await saved(page);
  expect(await textOf(cellOf(page, line, 3))).toBe("12 500");
});

test("the year's total stays in sight, whatever is scrolled", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  const inSight = async () => {
    const [total, frame] = await Promise.all([cellOf(page, line, 12).boundingBox(), page.getByRole("grid").locator("..").boundingBox()]);
    return total !== null && frame !== null && total.x >= frame.x && total.x + total.width <= frame.x + frame.width;
  };
  for (const column of [0, 5, 11, 13, 17]) {
    await cellOf(page, line, column).focus();
    await page.evaluate(() => document.activeElement?.scrollIntoView({ block: "nearest", inline: "nearest" }));
    expect(await inSight(), `column ${column}`).toBe(true);
    const [own, total] = await Promise.all([cellOf(page, line, column).boundingBox(), cellOf(page, line, 12).boundingBox()]);
    const isCovered = own !== null && total !== null && own.x < total.x + total.width - 1 && total.x < own.x + own.width - 1;
    expect(isCovered, `column ${column} under the total`).toBe(false);
  }
});

test("what moved since a version is drawn and listed, and F7 leads from one change to the next", { timeout: 60_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  await page.goto("/2027/forecast/DR44/compare");
  await settled(page);
  await page.getByRole("figure").first().locator('svg[role="img"]').waitFor();
  const moved = page.locator("a[data-moved]");
  const count = await moved.count();
  expect(count).toBeGreaterThan(1);
  const focused = async () => {
    const all = await moved.evaluateAll((links) => links.map((link) => link === document.activeElement));
    return all.indexOf(true);
  };
  await page.keyboard.press("F7");
  expect(await focused()).toBe(0);
  await page.keyboard.press("F7");
  expect(await focused()).toBe(1);
  await page.keyboard.press("Shift+F7");
  await page.keyboard.press("Shift+F7");
  expect(await focused()).toBe(count - 1);
});

test("another measure shows the same selection; years keep one cell in reach of the keyboard", { timeout: 60_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  await cellOf(page, line, 10).focus();
  await page.keyboard.press("Shift+ArrowRight");
  const selected = () =>
    page
      .getByRole("grid")
      .locator('[aria-selected="true"]')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-place")));
  const before = await selected();
  expect(before).toHaveLength(2);
  const named = [
    ["AE", "Autorisations d’engagement"],
    ["ETPT", "Emplois"],
    ["Jours", "Jours"],
    ["CP", "Crédits de paiement"],
  ] as const;
  for (const [measure, name] of named) {
    await page.getByRole("link", { name: measure, exact: true }).click();
    await expect.poll(() => page.getByRole("grid").getAttribute("aria-label"), { timeout: 15_000 }).toContain(name);
    expect(await selected(), measure).toEqual(before);
  }
  await page.getByRole("link", { name: "Par année", exact: true }).click();
  await expect.poll(() => page.getByRole("grid").getByRole("columnheader").count(), { timeout: 15_000 }).toBeLessThan(12);
  expect(await page.getByRole("grid").locator('[tabindex="0"]').count()).toBe(1);
});
