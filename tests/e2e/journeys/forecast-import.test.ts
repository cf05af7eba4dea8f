import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";
import { cellOf, newRequest, saved, sheetUnit, sheetYear, shown, visit, write } from "../sheet-page.ts";

const sheet = `/${sheetYear}/forecast/${sheetUnit}`;
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

test("the workbook goes out, comes back changed, shows its differences cell by cell, is applied, and one undo takes it all back", {
  timeout: 180_000,
}, async ({ open }) => {
  const [page, other] = [await open({ as: "chef" }), await open({ as: "agent" })];
  const line = `Classeur ${Date.now().toString(36)}`;
  await newRequest(page, { lines: [line] });
  await visit(page);
  for (const [column, text] of ["100", "200", "300"].entries()) await write(page, cellOf(page, line, column), text);
  await saved(page);

  const workbook = await takenOut(page);
  const own = workbook.getWorksheet("CP");
  const row = rowOf(own, line);
  // Columns of months begin after the keys: H is January.
  row.getCell(8).value = 111.11;
  row.getCell(9).value = 222;
  row.getCell(11).value = 44;
  const file = { name: "retour.xlsx", mimeType: xlsx, buffer: Buffer.from(await workbook.xlsx.writeBuffer()) };

  // Somebody else has written one of these cells since.
  await visit(other);
  await write(other, cellOf(other, line, 1), "250");
  await saved(other);

  await page.goto(`${sheet}/import`);
  await settled(page);
  await page.getByLabel(/Classeur XLSX/).setInputFiles(file);
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByRole("heading", { name: "3. Changements" }).waitFor();
  const changes = page.getByRole("table", { name: "3. Changements" });
  expect(await changes.getByRole("row").filter({ hasText: line }).allInnerTexts()).toHaveLength(3);
  await changes.getByText("Modifié aussi par Camille Martin (fictif)", { exact: false }).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Appliquer 2 changements" }).click();
  await page.getByText("2 cellules écrites", { exact: false }).first().waitFor();
  await visit(page);
  expect(await shown(page, line, 4)).toEqual(["111,11", "250", "300", "44"]);

  await cellOf(page, line, 0).focus();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé\s: 2 cellules/).waitFor();
  await expect.poll(() => shown(page, line, 4)).toEqual(["100", "250", "300", ""]);
});

test("a table of another layout is given its columns, its refusals say where and why, and it is applied as one batch", {
  timeout: 180_000,
}, async ({ open }) => {
  const page = await open({ as: "chef" });
  const line = `Tableau ${Date.now().toString(36)}`;
  await newRequest(page, { lines: [line] });
  await page.goto(`${sheet}/import`);
  await settled(page);
  const table = [
    ["Nature", "Activité", "Libellé", "Montant de printemps", "avr. 2027", "mai 2027"],
    ["31-COL", "01-ENQ", line, "1\u00a0000,50", "12 k€", "abc"],
    ["31-COL", "01-ENQ", "Ligne qui n’existe pas", "1", "2", "3"],
    ["Total", "", "", "1 000,50", "12 000", ""],
  ];
  await page.getByLabel("Ou collez ici").fill(table.map((row) => row.join("\t")).join("\n"));
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByRole("heading", { name: "2. Correspondance" }).waitFor();
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByLabel("Mesure").selectOption("CP");
  await page.getByLabel("Colonne D").selectOption("2027-03");
  await page.getByRole("button", { name: "Relire avec ces choix" }).click();
  await page.getByText("Répondez à une question avant d’appliquer").waitFor();
  await page.getByLabel("Montants en k€ ou M€").selectOption("yes");
  await page.getByRole("button", { name: "Relire avec ces choix" }).click();
  await page.getByRole("button", { name: "Appliquer 2 changements" }).waitFor();
  const refused = page.getByRole("table", { name: /^Refusés/ });
  expect(await refused.innerText()).toMatch(/abc[\s\S]*Ce n’est pas un nombre|Ce n’est pas un nombre[\s\S]*abc/);
  expect(await refused.innerText()).toContain("Aucune ligne de cette prévision");
  await page.getByText("1 ligne de total ignorée", { exact: false }).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Appliquer 2 changements" }).click();
  await page.getByText("2 cellules écrites", { exact: false }).first().waitFor();
  await visit(page);
  expect(await shown(page, line, 5)).toEqual(["", "", "1 000,50", "12 000", ""]);
  await cellOf(page, line, 2).focus();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé\s: 2 cellules/).waitFor();
});

async function takenOut(page: Page): Promise<ExcelJS.Workbook> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Exporter en XLSX verrouillé" }).click(),
  ]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await download.path());
  return workbook;
}

function rowOf(own: ExcelJS.Worksheet | undefined, label: string): ExcelJS.Row {
  let found: ExcelJS.Row | undefined;
  own?.eachRow((row) => {
    if (row.getCell(7).text === label) found = row;
  });
  return found ?? expect.fail(`No row is ${label}.`);
}
