import type { Locator, Page } from "playwright-core";
import { settled } from "#tests/support/browser.ts";

export const sheetYear = 2027;
export const sheetUnit = "DR44";

interface NewRequest {
  readonly unit?: string;
  readonly kind?: "baseline" | "newMeasure" | "saving";
  readonly title?: string;
  readonly justification?: string;
  /** Its lines by name; the first asks AE 5 000 unless it saves. */
  readonly lines: readonly string[];
}

/** A request with empty lines of these names, as its form makes it; gives its address. */
export async function newRequest(page: Page, asked: NewRequest): Promise<string> {
  const { unit = sheetUnit, kind = "baseline", title = "Essai de la grille", justification = "", lines } = asked;
  await page.goto(`/${sheetYear}/forecast/${unit}/requests/new`);
  await settled(page);
  await page.getByLabel("Objet").fill(title);
  await page.locator('select[name="kind"]').selectOption(kind);
  await page.getByLabel("Justification").fill(justification);
  if (lines.length > 1) await page.getByText("Ajouter une ligne").click();
  for (const [index, name] of lines.entries()) {
    await page.locator(`select[name="lines[${index}].nature"]`).selectOption("31-COL");
    await page.locator(`select[name="lines[${index}].activity"]`).selectOption("01-ENQ");
    await page.locator(`input[name="lines[${index}].label"]`).fill(name);
  }
  if (kind !== "saving") await page.getByLabel(`AE ${sheetYear}`, { exact: true }).first().fill("5000");
  await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
  await page.getByText("est enregistrée").first().waitFor();
  return new URL(page.url()).pathname;
}

/** A request with one empty line, whose name is new at each run. The page stands on the sheet then. */
export async function newLine(page: Page): Promise<string> {
  const name = `Ligne ${Date.now().toString(36)}`;
  await newRequest(page, { lines: [name] });
  await visit(page);
  return name;
}

/** The sheet, its last line in sight. */
export async function visit(page: Page, { unit = sheetUnit, search = "?m=cp" } = {}): Promise<void> {
  await page.goto(`/${sheetYear}/forecast/${unit}${search}`);
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

/** What the first columns of a line show. */
export async function shown(page: Page, line: string, count: number): Promise<string[]> {
  return await Promise.all(Array.from({ length: count }, (_, column) => textOf(cellOf(page, line, column))));
}

/** What the totals bar says is asked, in the figures that it shows. */
export async function askedTotal(page: Page): Promise<number> {
  const text = await page.getByRole("region", { name: "Total demandé et références" }).locator("dd").first().textContent();
  return Number((text ?? "").replaceAll(/[^\d,]/g, "").replace(",", "."));
}

/** By the Tab key alone, from the top of the page to the grid; gives how many times it was pressed. */
export async function tabToGrid(page: Page): Promise<number> {
  for (let pressed = 1; pressed <= 80; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.getAttribute("role") === "gridcell")) return pressed;
  }
  throw new Error("Eighty times Tab do not lead to the grid.");
}

/** By the arrow keys alone, from the cell that has the keyboard to the first column of a line above it. */
export async function climbToLine(page: Page, line: string): Promise<void> {
  await page.keyboard.press("Home");
  for (let pressed = 0; pressed < 200; pressed += 1) {
    const row = await page.evaluate(() => document.activeElement?.closest('[role="row"]')?.textContent ?? "");
    if (row.startsWith(line)) return;
    await page.keyboard.press("ArrowUp");
    // The row that has the keyboard is drawn once it is in sight.
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "gridcell");
  }
  throw new Error(`No row above is ${line}.`);
}

/** Puts a table in the clipboard, as a spreadsheet does, and pastes it with the keys. */
export async function pasteTable(page: Page, rows: readonly (readonly string[])[]): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(async (cells) => {
    const html = `<table>${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
    const text = cells.map((row) => row.join("\t")).join("\r\n");
    const part = (content: string, type: string) => new Blob([content], { type });
    await navigator.clipboard.write([new ClipboardItem({ "text/html": part(html, "text/html"), "text/plain": part(text, "text/plain") })]);
  }, rows);
  await page.keyboard.press("Control+v");
}
