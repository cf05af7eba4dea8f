import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/** The chief accountant reads the statements down to a ledger, then enters an asset and takes it back: the demo is left as it was. */
test("statements are proved and open down to the ledger; an asset enters the register and leaves it", { timeout: 180_000 }, async ({
  open,
}) => {
  const page = await open({ as: "chef-comptable" });
  await visit(page, "/2025/ledger/statements");
  await page.getByText("Complets et équilibrés").waitFor();
  const [assets, liabilities] = [await totalOf(page, "Total de l’actif"), await totalOf(page, "Total du passif")];
  expect(assets).toBe(liabilities);
  expect(assets).toMatch(/\d,\d\d$/);
  const result = await totalOf(page, "Résultat de l’exercice");
  await page.getByRole("link", { name: "Compte de résultat", exact: true }).click();
  await settled(page);
  expect(await totalOf(page, "Résultat de l’exercice")).toBe(result);

  await visit(page, "/2025/ledger/statements");
  await page.getByRole("link", { name: "Autres immobilisations corporelles", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Autres immobilisations corporelles" }).waitFor();
  await page.getByRole("link", { name: /^2183 ·/ }).click();
  await page.waitForURL(/\/2025\/ledger\/accounts\/2183/);

  await visit(page, "/2026/ledger/assets");
  const counted = await page.getByRole("link", { name: /^À immobiliser/ }).innerText();
  await page.getByRole("link", { name: /^À immobiliser/ }).click();
  await page.getByRole("heading", { level: 1, name: "Nouvelle immobilisation" }).waitFor();
  await page.locator('#main-table input[type="checkbox"]').first().check();
  await page.getByLabel("Désignation").fill("Baie de sauvegarde (essai)");
  await page.getByLabel(/^Compte\b/).selectOption("2183");
  await page.getByLabel(/^Unité/).selectOption("SG-DI");
  await page.getByLabel(/^Durée en mois/).fill("60");
  await page.getByRole("button", { name: "Inscrire au registre" }).click();
  await page.getByRole("heading", { level: 1, name: /Baie de sauvegarde \(essai\)/ }).waitFor();
  await page.getByText("En cours", { exact: true }).waitFor();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole("link", { name: "Retirer du registre" }).click();
  await page.getByLabel("Motif").fill("Essai de la recette");
  await page.getByRole("button", { name: "Retirer du registre" }).click();
  await page.getByRole("link", { name: counted, exact: true }).waitFor();

  for (const address of ["/2026/ledger/depreciation", "/2026/ledger/cut-off/new", "/2025/ledger/statements?view=notes"]) {
    await visit(page, address);
    expect(await faultsOf(page), address).toEqual([]);
  }
});

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** The last figure that the row of this name shows for the year itself: net in the assets, the only one elsewhere. */
async function totalOf(page: Page, name: string): Promise<string> {
  const row = page.locator("tr", { has: page.locator("th[scope=row]", { hasText: new RegExp(`^\\s*${name}\\s*$`) }) }).first();
  const cells = await row.locator("td").allInnerTexts();
  const text = cells.length > 3 ? cells[2] : cells[0];
  return (text ?? "").replaceAll(/[\s\u00a0\u202f]/g, "");
}
