import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/**
 * The file of another program: semicolons, other names, French dates, accents that were converted twice. It is mapped, checked, imported
 * once. Its numbers are of this run, for the demo may have been served before.
 */
const run = Date.now().toString(36);
const year = 2026;
const rows = [
  ["OD", `I${run}-1`, "05/10/2026", "6064", "Papier réglé à l'été", "1 120,50", ""],
  ["OD", `I${run}-1`, "05/10/2026", "401", "Papier réglé à l'été", "", "1 120,50"],
];
const csv = [["Journal", "N° écriture", "Date", "Compte", "Intitulé libre", "Débit", "Crédit"], ...rows]
  .map((row) => row.join(";"))
  .join("\r\n");

test("a file with other headers is mapped and imported, its accents are asked about, and a second time it is refused", {
  timeout: 240_000,
}, async ({ open, tolerate }) => {
  tolerate(/422/);
  tolerate(/409/);
  const page = await open({ as: "chef-comptable" });
  // Read as Windows-1252 and written as UTF-8 again: « é » has become « Ã© ».
  const twice = Buffer.from(new TextDecoder("windows-1252").decode(Buffer.from(`${csv}\r\n`)));
  await gives(page, `ecritures-${run}.csv`, twice);
  await page.getByText("questions avant de contrôler").waitFor();
  await page.getByText("Des accents semblent convertis deux fois").waitFor();
  expect(await faultsOf(page)).toEqual([]);

  // Nothing is guessed: without an answer and without the label's column, the check is refused on the spot.
  await page.getByRole("button", { name: "Contrôler", exact: true }).click();
  await page.getByText("Dites ce que deviennent les accents mal convertis.").first().waitFor();

  await page.getByLabel("Accents mal convertis").first().selectOption("repair");
  await page.getByRole("button", { name: "Relire l’aperçu" }).click();
  await page.waitForURL(/mojibake=repair/);
  await page.getByRole("cell", { name: "Papier réglé à l'été" }).first().waitFor();
  await page.getByLabel("Libellé de l’écriture").selectOption("Intitulé libre");
  await page.getByLabel("Premier jour de l’exercice").fill(`${year}-01-01`);
  await page.getByLabel("Dernier jour de l’exercice").fill(`${year}-12-31`);
  await page.getByRole("button", { name: "Contrôler", exact: true }).click();
  await page.getByText("Le fichier peut être importé.").waitFor();
  expect(await faultsOf(page)).toEqual([]);

  const confirmed = page.getByRole("checkbox");
  for (const box of await confirmed.all()) await box.check();
  await page.getByRole("button", { name: "Importer 1 écriture" }).click();
  await page.getByText("1 écriture importée (2 lignes).").waitFor();

  await gives(page, `ecritures-${run}.csv`, twice);
  await page
    .getByText(/importé.* par /)
    .first()
    .waitFor();

  // Another file with the same header: what was chosen is proposed.
  const other = Buffer.from(csv.replaceAll(`I${run}-1`, `I${run}-2`));
  await gives(page, `autre-${run}.csv`, other);
  await page.getByText("Un fichier au même en-tête a déjà été lu").waitFor();
});

async function gives(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`/${year}/ledger/imports`);
  await settled(page);
  await page.getByLabel("Fichier des écritures").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Déposer et lire" }).click();
}
