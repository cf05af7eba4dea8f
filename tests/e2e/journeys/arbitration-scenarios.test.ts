import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const run = Date.now().toString(36);
const list = "/2027/arbitration/scenarios";

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await settled(page);
}

async function accessible(page: Page): Promise<void> {
  expect.soft(await faultsOf(page), page.url()).toEqual([]);
}

async function create(page: Page, name: string): Promise<string> {
  await page.getByLabel("Nom").fill(name);
  await page.getByRole("button", { name: "Créer le scénario" }).click();
  await page.getByText(`Le scénario « ${name} » est créé.`).first().waitFor();
  await settled(page);
  return new URL(page.url()).pathname;
}

async function typed(page: Page, field: string, amount: string): Promise<void> {
  await page.locator(`input[name="${field}"]`).fill(amount);
  await page.getByRole("button", { name: "Enregistrer les montants" }).click();
  await page.getByText("1 montant enregistré dans le scénario.").first().waitFor();
  await settled(page);
}

test("scenarios branch, are levered with a preview, compared, merged with a conflict, and frozen", { timeout: 240_000 }, async ({
  open,
  tolerate,
}) => {
  tolerate(/422/);
  const page = await open({ as: "programme" });
  const [first, second] = [`Essai ${run}`, `Branche ${run}`];
  await visit(page, list);
  await accessible(page);
  const parent = await create(page, first);

  // A lever is looked at before it is written, and taken back in one click.
  await visit(page, `${parent}/levers`);
  await page.getByLabel("Nature à réduire").selectOption("31-COL");
  await page.getByLabel("Réduire de (%)").fill("10");
  await page.getByRole("button", { name: "Voir le résultat" }).click();
  const apply = page.getByRole("button", { name: /^Appliquer/ });
  await apply.waitFor();
  await accessible(page);
  await apply.click();
  await page.getByText("Levier appliqué", { exact: false }).first().waitFor();
  await settled(page);
  const amounts = page.locator('input[name^="amount."]');
  const levered = await amounts.count();
  expect(levered).toBeGreaterThan(0);
  await accessible(page);
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await page.getByText("Dernière écriture annulée", { exact: false }).first().waitFor();

  // A branch of it; then both write the same line.
  await visit(page, `${parent}?lines=all`);
  const field = (await amounts.first().getAttribute("name")) ?? "";
  await page.getByRole("link", { name: "Partir d’ici" }).click();
  await page.getByRole("heading", { name: "Créer un scénario" }).waitFor();
  await settled(page);
  const branch = await create(page, second);
  await visit(page, `${branch}?lines=all`);
  await typed(page, field, "1 000");
  await visit(page, `${parent}?lines=all`);
  await typed(page, field, "2 000");

  // They are compared: that line differs.
  await visit(page, list);
  for (const name of [first, second]) await page.getByLabel(`Cocher ${name}`).check();
  await page.getByRole("button", { name: "Comparer les scénarios cochés" }).click();
  await page.getByText("1 ligne diffère en CP 2027.").first().waitFor();
  await accessible(page);

  // The starting point has moved: a conflict waits for a choice, and nothing is merged without it.
  await visit(page, branch);
  await page.getByRole("link", { name: "Voir et fusionner" }).click();
  await page.getByRole("button", { name: "Fusionner avec ces choix" }).click();
  await page.getByText("Un conflit attend votre choix. Rien n’est fusionné.").first().waitFor();
  await accessible(page);
  await page.getByRole("radio", { name: "Prendre le leur" }).first().check();
  await page.getByRole("button", { name: "Fusionner avec ces choix" }).click();
  await page.getByText("1 conflit réglé", { exact: false }).first().waitFor();
  await visit(page, `${branch}?lines=all`);
  expect((await page.locator(`input[name="${field}"]`).inputValue()).replaceAll(/\s/g, "")).toBe("2000");

  // Frozen, it is read and no more written.
  await page.getByRole("link", { name: "Figer" }).click();
  await page.getByRole("button", { name: "Figer" }).click();
  await page.getByText(`« ${second} » est figé.`).first().waitFor();
  await settled(page);
  expect(await amounts.count()).toBe(0);
  await accessible(page);
});
