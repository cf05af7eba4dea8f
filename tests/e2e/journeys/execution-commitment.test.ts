import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const figures = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

test("credit that is short is said as one types, with a way out; going beyond it takes a reason, and the mark stays", {
  timeout: 180_000,
}, async ({ open, tolerate }) => {
  tolerate(/409|422/);
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution/commitments/new?for=DR44");
  await settled(page);
  await page.getByLabel("Tiers").fill("F013");
  await page.getByLabel("Objet").fill("Affranchissement des questionnaires");
  await page.locator('select[name="lines[0].nature"]').selectOption("31-AFF");
  await page.locator('select[name="lines[0].activity"]').selectOption("01-ENQ");
  const live = page.getByRole("status", { name: "Crédits disponibles" });
  await page.locator('input[name="lines[0].amount"]').fill("1000");
  await live.getByText("Disponible", { exact: true }).waitFor();

  await page.locator('input[name="lines[0].amount"]').fill("9 000 000");
  await live.getByText("Crédits insuffisants").waitFor();
  expect(figures(await live.innerText())).toMatch(
    /DR44, hors titre 2, AE : 9 000 000,00 € demandés, [\d ,]+ € disponibles, il manque [\d ,]+ €/,
  );
  const way = live.getByRole("link", { name: /redéploiement/ }).first();
  expect(await way.getAttribute("href")).toMatch(/^\/2026\/allotment\/transfers\/new\?.*to=DR44.*nature=31-AFF.*ae=/);
  expect.soft(await faultsOf(page)).toEqual([]);

  await page.getByRole("button", { name: "Engager" }).click();
  await page
    .getByRole("alert")
    .getByText(/Crédits insuffisants/)
    .waitFor();
  await page.getByLabel("Motif du dépassement").fill("Relance nationale décidée par la direction");
  await page.getByRole("button", { name: "Engager" }).click();
  await page.getByText(/^Engagement EJ-2026-\d+ enregistré/).waitFor();
  await page.getByText("Marques de dépassement").waitFor();
  await page
    .getByText(/Relance nationale décidée par la direction/)
    .first()
    .waitFor();
  await page.getByRole("row", { name: /EN-\d+ Budgétaire/ }).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);

  await page.getByRole("link", { name: "Modifier" }).click();
  await page.getByLabel("Ce qui change").selectOption("withdrawal");
  await page.getByLabel("Montant (AE)").fill("9 000 000");
  await page.getByLabel("Motif", { exact: false }).first().fill("Relance abandonnée");
  await page.getByRole("button", { name: "Enregistrer la modification" }).click();
  await page.getByText(/^AM-2026-\d+\s: modification enregistrée/).waitFor();
  // What it took comes back, to the overrun first; that it was exceeded is told for ever.
  await page.getByText("Marques de dépassement").waitFor();
});

test("without a script: lines are added, the refusal says the way out", { timeout: 120_000 }, async ({ open, tolerate }) => {
  tolerate(/409|422/);
  const page = await open({ as: "programme", javaScriptEnabled: false });
  await page.goto("/2026/execution/commitments/new?for=DR44");
  await page.getByLabel("Tiers").fill("F013");
  await page.getByLabel("Objet").fill("Fournitures");
  await page.getByRole("button", { name: "Ajouter un poste" }).click();
  await page.getByText("Poste 2").waitFor();
  expect(await page.getByLabel("Objet").inputValue()).toBe("Fournitures");
  await page.getByRole("button", { name: "Retirer le dernier poste" }).click();
  await page.locator('select[name="lines[0].nature"]').selectOption("31-FOU");
  await page.locator('select[name="lines[0].activity"]').selectOption("01-ENQ");
  await page.locator('input[name="lines[0].amount"]').fill("9 000 000");
  await page.getByRole("button", { name: "Engager" }).click();
  await page
    .getByRole("alert")
    .getByText(/Crédits insuffisants/)
    .waitFor();
  await page
    .getByRole("link", { name: /redéploiement/ })
    .first()
    .waitFor();
});
