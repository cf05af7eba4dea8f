import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

test("a vacant post is filled, the newcomer works four days, and the month says so", { timeout: 120_000 }, async ({ open, tolerate }) => {
  tolerate(/status of 409/);
  const page = await open({ as: "programme" });
  await page.goto("/2026/workforce?unit=DR44");
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByRole("heading", { level: 1, name: /Effectifs 2026/ }).waitFor();
  await page.getByRole("link", { name: "Voir les postes vacants" }).click();
  await settled(page);
  await page.locator("#main-table tbody tr").first().getByRole("link").first().click();
  await page.getByRole("link", { name: "Enregistrer une entrée" }).click();
  await settled(page);
  await page.getByLabel("Matricule").fill("E2E001");
  await page.getByLabel("Nom", { exact: true }).fill("Camille Essai (fictif)");
  // Somebody is to come later: what is offered is until their eve.
  await page.getByLabel("Entrée").fill("2026-06-16");
  await page.getByLabel("Sortie").fill("2026-06-30");
  await page.getByRole("button", { name: "Enregistrer l’entrée" }).click();
  await page.getByText("L’entrée de E2E001 est enregistrée.").waitFor();

  // The same person cannot hold two full times.
  await page.goto("/2026/workforce/arrivals/new?unit=DR11");
  await settled(page);
  await page.getByLabel("Matricule").fill("E2E001");
  await page.getByLabel("Entrée").fill("2026-06-20");
  await page.getByLabel("Activité").selectOption({ index: 1 });
  await page.getByLabel("Catégorie").selectOption("A");
  await page.getByRole("button", { name: "Enregistrer l’entrée" }).click();
  await page
    .getByText(/personne ne tient plus d’un plein temps/)
    .first()
    .waitFor();

  await page.goto("/2026/workforce/people/E2E001");
  await settled(page);
  await page.getByRole("link", { name: /^Changer le contrat/ }).click();
  await page.getByLabel("À partir du").fill("2026-06-23");
  await page.getByLabel("Quotité de travail (%)").fill("80");
  await page.getByRole("button", { name: "Enregistrer le changement" }).click();
  await page.getByText("Le changement est enregistré.").waitFor();
  expect(await page.locator("#main-table tbody tr").count()).toBe(2);
});

test("a file of people says what it would change and why it leaves rows out, is applied once, and is undone", { timeout: 90_000 }, async ({
  open,
}) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/workforce/import");
  await settled(page);
  const rows = [
    "Matricule;Nom;Unité;Catégorie;Quotité;Entrée;Sortie",
    "E2E101;Alex Essai (fictif);DR44;A;80 %;01/09/2026;",
    "E2E102;Sacha Essai (fictif);DR44;D;100;01/09/2026;",
    "E2E103;Noa Essai (fictif);DR44;B;100;01/09/2026;01/08/2026",
  ];
  await page.locator("input[name=file]").setInputFiles({ name: "essai.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await page.getByRole("button", { name: "Voir l’aperçu" }).click();
  await page.getByText("2 lignes refusées").first().waitFor();
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByText(/n’est pas une catégorie d’emplois connue/).waitFor();
  await page.getByText(/précède l’entrée/).waitFor();
  await page.getByRole("button", { name: "Appliquer un changement" }).click();
  await page.getByText("Un changement appliqué.").waitFor();
  await page.getByRole("button", { name: "Annuler cet import" }).click();
  await page.getByText("Un contrat remis comme avant.").waitFor();
});

test("names are for those who may see them", { timeout: 60_000 }, async ({ open, tolerate }) => {
  tolerate(/status of 403/);
  const reader = await open({ as: "controleur" });
  await reader.goto("/2026/workforce/posts/DR44-0001");
  await settled(reader);
  await reader.getByRole("heading", { level: 1, name: /Poste DR44-0001/ }).waitFor();
  expect(await reader.locator("main").innerText()).not.toMatch(/M\d{6}/);
  const refused = await reader.goto("/2026/workforce/people");
  expect(refused?.status()).toBe(403);
});

test("a file of time says what it would change, gives back what it leaves out, is applied once, and is undone", {
  timeout: 90_000,
}, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/workforce/workload/time");
  await settled(page);
  const rows = [
    "Travail;Équipe;Profil;Mois;Jours",
    "OP-RP-COL;DR44;GEST;mai 2026;12,5",
    "OP-RP-COL;DR44;GEST;05/2026;3",
    "INCONNU;DR44;GEST;05/2026;1",
  ];
  await page.locator("input[name=file]").setInputFiles({ name: "temps.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await page.getByRole("button", { name: "Voir l’aperçu" }).click();
  await page.getByText("2 lignes refusées").first().waitFor();
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByText(/redit le mois de la ligne 2/).waitFor();
  const rejected = await page.request.get(`${new URL(page.url()).pathname}/rejected?format=csv`);
  expect([rejected.status(), (await rejected.text()).includes("INCONNU;DR44;GEST;05/2026;1")]).toEqual([200, true]);
  await page.getByRole("button", { name: "Appliquer un changement" }).click();
  await page.getByText("Un changement appliqué.").waitFor();
  await page.getByRole("button", { name: "Annuler cet import" }).click();
  await page.getByText("Un mois est redevenu comme avant.").waitFor();
});

test("a reallocation proposes its moves of staff, which are declined with a reason", { timeout: 90_000 }, async ({ open, tolerate }) => {
  tolerate(/status of 422/);
  const page = await open({ as: "programme" });
  await page.goto("/2026/workforce/workload/units/SG/trial?from=2026-09");
  await settled(page);
  expect(await page.getByRole("button", { name: "Proposer ces mouvements d’effectifs" }).count()).toBe(0);
  const fields = page.locator('main table input[name^="fte"]');
  const [giver, taker] = [fields.nth(0), fields.nth(1)];
  for (const [field, change] of [
    [giver, -1],
    [taker, 1],
  ] as const) {
    const held = Number((await field.inputValue()).replaceAll(/[\s\u00a0\u202f]/g, "").replace(",", "."));
    await field.fill((held + change).toFixed(2).replace(".", ","));
  }
  await page.getByRole("button", { name: "Proposer ces mouvements d’effectifs" }).click();
  await page.getByText(/proposés? à ceux qui tiennent les effectifs/).waitFor();
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  const first = page.locator("main form").filter({ has: page.getByRole("button", { name: "Écarter" }) });
  await first.first().getByRole("button", { name: "Écarter" }).click();
  await page
    .getByText(/motif|raison/i)
    .first()
    .waitFor();
  for (let left = await first.count(); left > 0; left -= 1) {
    await first.first().getByLabel("Raison").fill("Après le recensement");
    await first.first().getByRole("button", { name: "Écarter" }).click();
    await page.getByText("Le mouvement est écarté.").first().waitFor();
    await settled(page);
    await expect.poll(() => first.count()).toBe(left - 1);
  }
});
