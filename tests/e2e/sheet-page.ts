import type { Locator, Page } from "playwright-core";
import { settled } from "#tests/support/browser.ts";

export const sheetYear = 2027;
export const sheetUnit = "DR44";

/** A request with one empty line, whose name is new at each run. The page stands on the sheet then. */
export async function newLine(page: Page): Promise<string> {
  const name = `Ligne ${Date.now().toString(36)}`;
  await page.goto(`/${sheetYear}/forecast/${sheetUnit}/requests/new`);
  await settled(page);
  await page.getByLabel("Objet").fill("Essai à plusieurs");
  await page.getByLabel("Nature de dépense").first().selectOption("31-COL");
  await page.getByLabel("Activité").first().selectOption("01-ENQ");
  await page.getByLabel("Libellé").first().fill(name);
  await page.getByLabel(`AE ${sheetYear}`, { exact: true }).first().fill("5000");
  await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
  await page.getByText("est enregistrée").first().waitFor();
  await visit(page);
  return name;
}

/** The sheet, its last line in sight. */
export async function visit(page: Page): Promise<void> {
  await page.goto(`/${sheetYear}/forecast/${sheetUnit}?m=cp`);
  await toTheEnd(page);
}

export async function toTheEnd(page: Page): Promise<void> {
  await settled(page);
  await page.locator('[role="gridcell"][tabindex="0"]').focus();
  await page.keyboard.press("Control+End");
}

export function cellOf(page: Page, line: string, column: number): Locator {
  return page.getByRole("grid").getByRole("row", { name: line }).getByRole("gridcell").nth(column);
}

export async function write(page: Page, cell: Locator, text: string): Promise<void> {
  await cell.focus();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

export async function saved(page: Page): Promise<void> {
  await page.getByText(/^Enregistré à/).waitFor();
  await page.waitForFunction(() => document.querySelector('[data-state="dirty"], [data-state="saving"]') === null);
}

/** What a cell shows, without the words for the ear; spaces of any kind are one space. */
export async function textOf(cell: Locator): Promise<string> {
  const text = await cell.evaluate(({ firstChild }) => (firstChild?.nodeType === Node.TEXT_NODE ? firstChild.textContent : ""));
  return (text ?? "").replaceAll(/\s/g, " ").trim();
}
