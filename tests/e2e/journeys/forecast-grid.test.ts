import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const year = 2027;
const unit = "DR44";

test("a forecast is entered from the keyboard alone, kept, and taken back after a reload", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  const january = cellOf(page, line, 0);
  const whole = cellOf(page, line, 12);
  const before = await askedPayments(page);

  await january.focus();
  await page.keyboard.type("1 234,5");
  await page.keyboard.press("Tab");
  await page.keyboard.type("=1000+0,5");
  await page.keyboard.press("Enter");
  expect(await texts([january, cellOf(page, line, 1), whole])).toEqual(["1 234,50", "1 000,50", "2 235"]);
  await saved(page);
  await expect.poll(() => askedPayments(page), { timeout: 15_000 }).toBe(before + 2_235);

  await visit(page);
  expect(await texts([january, cellOf(page, line, 1), whole])).toEqual(["1 234,50", "1 000,50", "2 235"]);

  await january.focus();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé/).waitFor();
  await visit(page);
  expect(await texts([january, whole])).toEqual(["", ""]);

  await january.focus();
  await page.getByRole("button", { name: "D’où vient ce montant" }).click();
  await page
    .getByText(/Dominique Bernard \(fictif\) · annulation/)
    .first()
    .waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
});

test("what is copied is what is pasted, and one undo takes back the paste", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  const months = Array.from({ length: 12 }, (_, month) => cellOf(page, line, month));
  await months[0]?.focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "1\u202f000,25\t(0)\t\t2 000\r\n");
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.getByText(/^Collé/).waitFor();
  expect(await texts(months.slice(0, 4))).toEqual(["1 000,25", "–", "", "2 000"]);
  expect(await texts([cellOf(page, line, 12)])).toEqual(["3 000,25"]);
  await saved(page);
  await months[0]?.focus();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé\s: 3 cellules/).waitFor();
  await expect.poll(() => texts(months.slice(0, 4)), { timeout: 15_000 }).toEqual(["", "", "", ""]);
});

test("two people, one cell: who comes second is told, and chooses", { timeout: 120_000 }, async ({ open }) => {
  const [first, second] = [await open({ as: "chef" }), await open({ as: "agent" })];
  const line = await newLine(first);
  await visit(second);

  // The second writes already: what the first writes meanwhile would come to the cell by itself.
  await cellOf(second, line, 0).focus();
  await second.keyboard.type("200");
  await write(first, cellOf(first, line, 0), "100");
  await saved(first);
  await second.keyboard.press("Enter");
  await second.getByText("Dominique Bernard (fictif) a écrit 100", { exact: false }).first().waitFor();
  await cellOf(second, line, 0).focus();
  expect(await texts([cellOf(second, line, 0)])).toEqual(["100"]);
  await second.getByRole("button", { name: "Garder la mienne (200)" }).click();
  await saved(second);
  await visit(first);
  expect(await texts([cellOf(first, line, 0)])).toEqual(["200"]);
});

test("what cannot be read stays in its cell with its reason, and F8 finds it", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  await write(page, cellOf(page, line, 3), "12.500");
  await page.getByText("se lit de deux façons", { exact: false }).first().waitFor();
  expect(await cellOf(page, line, 3).getAttribute("aria-invalid")).toBe("true");
  await cellOf(page, line, 0).focus();
  await page.keyboard.press("F8");
  expect(await cellOf(page, line, 3).evaluate((cell) => cell === document.activeElement)).toBe(true);
  await page.keyboard.type("12500");
  await page.keyboard.press("Enter");
  await saved(page);
  expect(await texts([cellOf(page, line, 3)])).toEqual(["12 500"]);
});

test("cut off from the network, what is typed waits here and is sent when it comes back", { timeout: 120_000 }, async ({
  open,
  tolerate,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|Failed to fetch manifest patches/);
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  await page.context().setOffline(true);
  await write(page, cellOf(page, line, 0), "10");
  await write(page, cellOf(page, line, 1), "20");
  await page.getByText(/Hors ligne, \d cellules? conservées? ici/).waitFor();
  await page.context().setOffline(false);
  await saved(page);
  await visit(page);
  expect(await texts([cellOf(page, line, 0), cellOf(page, line, 1)])).toEqual(["10", "20"]);
});

/** A request with one empty line, whose name is new at each run. The page stands on the sheet then. */
async function newLine(page: Page): Promise<string> {
  const name = `Ligne ${Date.now().toString(36)}`;
  await page.goto(`/${year}/forecast/${unit}/requests/new`);
  await settled(page);
  await page.getByLabel("Objet").fill("Essai de la grille");
  await page.getByLabel("Nature de dépense").first().selectOption("31-COL");
  await page.getByLabel("Activité").first().selectOption("01-ENQ");
  await page.getByLabel("Libellé").first().fill(name);
  await page.getByLabel(`AE ${year}`, { exact: true }).first().fill("5000");
  await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
  await page.getByText("est enregistrée").first().waitFor();
  await visit(page);
  return name;
}

/** The sheet, its last line in sight. */
async function visit(page: Page): Promise<void> {
  await page.goto(`/${year}/forecast/${unit}?m=cp`);
  await settled(page);
  await page.locator('[role="gridcell"][tabindex="0"]').focus();
  await page.keyboard.press("Control+End");
}

/** What the totals above the grid say of the payments asked outside personnel, in euros. */
async function askedPayments(page: Page): Promise<number> {
  const row = page.getByRole("row", { name: /^Hors titre 2 · CP/ });
  return Number((await row.getByRole("cell").nth(2).innerText()).replaceAll(/[^\d]/g, ""));
}

function cellOf(page: Page, line: string, column: number): Locator {
  return page.getByRole("grid").getByRole("row", { name: line }).getByRole("gridcell").nth(column);
}

async function write(page: Page, cell: Locator, text: string): Promise<void> {
  await cell.focus();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

async function saved(page: Page): Promise<void> {
  await page.getByText(/^Enregistré à/).waitFor();
  await page.waitForFunction(() => document.querySelector('[data-state="dirty"], [data-state="saving"]') === null);
}

/** What cells show, without the words for the ear; spaces of any kind are one space. */
async function texts(cells: readonly Locator[]): Promise<string[]> {
  const shown = cells.map((cell) =>
    cell.evaluate(({ firstChild }) => (firstChild?.nodeType === Node.TEXT_NODE ? firstChild.textContent : "")),
  );
  return (await Promise.all(shown)).map((text) => (text ?? "").replaceAll(/\s/g, " ").trim());
}
