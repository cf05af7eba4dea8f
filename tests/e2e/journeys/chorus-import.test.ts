import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { askBooks } from "#tests/support/demo-books.ts";
import { faultsOf } from "../accessible.ts";

/**
 * An extract whose heads are nobody's: it is mapped, checked without a trace, imported, given again, and undone, so that the books end as they
 * were. Its numbers and its site are of this run, for the demo may have been served before.
 */
const run = Date.now().toString(36);
const number = String(Date.now()).slice(-8);
const year = 2026;
const imports = `/${year}/execution/imports`;
const heads = ["Commande", "Rang", "Intitulé", "Titulaire", "Créée le", "Valeur", "UO payeuse", "Imputation"];
const rows = [
  [`31${number}`, "10", "Reprographie", "F013", "04/05/2026", "1200,50", "0220-DR44", "31-FOU"],
  [`32${number}`, "10", "Mobilier d’accueil", "F013", "05/05/2026", "800,00", "0220-NULLE-PART", "31-FOU"],
  [`33${number}`, "10", "Papier", "F013", "06/05/2026", "douze", "0220-DR44", "31-FOU"],
];
const fileOf = (lineEnd: string) => Buffer.from([heads, ...rows].map((row) => `${row.join(";")}${lineEnd}`).join(""));
const columns = {
  number: "Commande",
  item: "Rang",
  label: "Intitulé",
  party: "Titulaire",
  on: "Créée le",
  amount: "Valeur",
  financialCentre: "UO payeuse",
  nature: "Imputation",
};

/** Of the units that the extract is of, what is committed and what no credit covers: cents of AE. */
const standing = () =>
  askBooks<{ unit: string; stage: string; amount: string }>(
    `select unit, stage, amount::text from stage_position where fiscal_year = $1 and resource = 'AE' and spending_class = 'nonPersonnel'
        and unit in ('DR44', 'A-AFFECTER') and stage in ('committed', 'allotted', 'overrun') order by 1, 2`,
    year,
  );
const linesWritten = async () =>
  Number((await askBooks<{ count: string }>("select count(*) from entry_line where fiscal_year = $1", year))[0]?.count);

test("an extract is mapped, checked, imported, given again for nothing, and undone", { timeout: 240_000 }, async ({ open, tolerate }) => {
  tolerate(/status of 4(09|22)/);
  const page = await open({ as: "programme" });
  const before = await standing();
  const written = await linesWritten();

  await gives(page, `commandes-${run}.csv`, fileOf("\r\n"));
  await page.getByRole("heading", { name: "Comment l’extrait est écrit" }).waitFor();
  // Heads that nobody knows are heads still: without a column for what is needed, the check is refused on the spot.
  await page.getByRole("button", { name: "Contrôler sans écrire" }).click();
  await page.getByRole("alert").waitFor();
  for (const [field, head] of Object.entries(columns)) await page.locator(`select[name="column.${field}"]`).selectOption(head);
  await page.getByRole("button", { name: "Contrôler sans écrire" }).click();
  await page.getByText(/3 lignes lues\s: 2 nouvelles, 0 modifiée, 0 inchangée, 1 rejetée/).waitFor();
  await page.getByText(/Centre 0220-NULLE-PART\s: 1 ligne sur «\sÀ affecter\s»/).waitFor();
  await page.getByText(/«\sdouze\s» n’est pas un montant\./).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  expect(await linesWritten()).toBe(written);

  const rejects = await downloaded(page, "Rejets à corriger (CSV)");
  expect(rejects).toMatch(/«\sdouze\s» n’est pas un montant\./);
  expect(rejects).toContain("Imputation");
  expect(rejects).not.toContain("Reprographie");

  await page.getByRole("button", { name: "Importer 2 différences" }).click();
  await page.getByText(/2 différences écrites\. Un dépassement/).waitFor();
  const address = page.url();
  const after = await standing();
  const moved = (unit: string, stage: string) => amountAt(after, unit, stage) - amountAt(before, unit, stage);
  expect([moved("DR44", "committed"), moved("DR44", "allotted")]).toEqual([120_050, -120_050]);
  expect([moved("A-AFFECTER", "committed"), moved("A-AFFECTER", "overrun")]).toEqual([80_000, 80_000]);

  // The very same bytes are known, and are not offered again; the same rows in other bytes say nothing new.
  await gives(page, `commandes-${run}.csv`, fileOf("\r\n"));
  await page.getByText(/Ce fichier a déjà été importé par Claude Durand/).waitFor();
  expect(await page.getByRole("button", { name: /^Importer/ }).count()).toBe(0);
  const imported = await linesWritten();
  await gives(page, `commandes-${run}-bis.csv`, fileOf("\n"));
  await page.getByText(/Les choix de Claude Durand/).waitFor();
  await page.getByRole("button", { name: "Contrôler sans écrire" }).click();
  await page.getByText(/0 nouvelle, 0 modifiée, 2 inchangées, 1 rejetée/).waitFor();
  await page.getByRole("button", { name: "Enregistrer l’extrait" }).click();
  await page.getByText("Rien de nouveau").waitFor();
  expect(await linesWritten()).toBe(imported);
  await undoes(page, page.url());

  await undoes(page, address);
  expect.soft(await faultsOf(page)).toEqual([]);
  expect(await standing()).toEqual(before);
});

test("the page of an import prints what it did, without its forms", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto(imports);
  await page.getByRole("link", { name: "EJ-2026-06-01.csv" }).click();
  await page.getByRole("heading", { name: "Ce que l’import a écrit" }).waitFor();
  await settled(page);
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("heading", { level: 1 }).isVisible()).toBe(true);
  expect(await page.getByRole("table").first().isVisible()).toBe(true);
  const shown = await page
    .locator("button, input, select")
    .evaluateAll((all) => all.filter((own) => own.checkVisibility()).map((own) => own.outerHTML.slice(0, 120)));
  expect(shown).toEqual([]);
});

test("a large extract is checked as a job, which may be asked to stop: the books are as they were", { timeout: 240_000 }, async ({
  open,
}) => {
  const page = await open({ as: "programme" });
  const written = await linesWritten();
  const large = Array.from({ length: 60_000 }, (_, index) => [
    `4${number}${index}`,
    "10",
    "Achat",
    "F013",
    "04/05/2026",
    "1,00",
    "0220-DR44",
    "31-FOU",
  ]);
  const buffer = Buffer.from(
    [["N° EJ", "Poste", "Libellé", "Fournisseur", "Date", "Montant", "Centre financier", "Nature"], ...large]
      .map((row) => `${row.join(";")}\r\n`)
      .join(""),
  );
  await gives(page, `grand-${run}.csv`, buffer);
  await page.getByRole("button", { name: "Contrôler sans écrire" }).click();
  await page.getByRole("button", { name: "Arrêter le traitement" }).click();
  // Asked too late, the check has ended: it writes nothing either way.
  await page.getByText(/Le traitement a été arrêté|L’extrait est contrôlé/).waitFor({ timeout: 60_000 });
  expect(await linesWritten()).toBe(written);
  await page.goto(imports);
  await page.getByRole("row", { name: new RegExp(`grand-${run}.*À importer`) }).waitFor();
});

function amountAt(positions: readonly { unit: string; stage: string; amount: string }[], unit: string, stage: string): number {
  return Number(positions.find((own) => own.unit === unit && own.stage === stage)?.amount ?? 0);
}

async function gives(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto(imports);
  await settled(page);
  await page.getByLabel("Site").fill(`Site ${run}`);
  await page.getByLabel("Arrêté au").fill("2026-05-31");
  await page.getByLabel("Fichier", { exact: false }).first().setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Déposer et lire" }).click();
  await page.waitForURL(/imports\/[0-9a-f-]{36}$/);
  await settled(page);
}

async function undoes(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("link", { name: "Annuler cet import" }).click();
  await page.getByLabel("Motif").fill("Essai");
  await page.getByRole("button", { name: "Annuler l’import" }).click();
  await page.getByText(/Import annulé par Claude Durand/).waitFor();
}

async function downloaded(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).click()]);
  return await readFile(await download.path(), "utf8");
}
