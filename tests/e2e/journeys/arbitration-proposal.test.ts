import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const proposal = "/2027/arbitration/proposal";

/** What is kept outlives a run: each takes names of its own. */
const mark = Date.now().toString(36);

/** A search has ten seconds, what more of each envelope would save has its own, and both wait for the jobs before them. */
const longestSearch = 90_000;

async function compute(page: Page, criteria?: string): Promise<void> {
  await page.goto(proposal);
  await settled(page);
  if (criteria) await page.getByLabel("Critères du calcul").selectOption({ label: criteria });
  await page.getByRole("button", { name: /^Calculer/ }).click();
}

test("criteria, a computed proposal, why a request was cut, what a million more would save, the note, a scenario", {
  timeout: 180_000,
}, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto(`${proposal}/criteria`);
  await settled(page);
  await page.getByLabel("Nom", { exact: false }).first().fill(`Priorités ${mark}`);
  await page.getByLabel("Part du socle toujours gardée, en %").fill("60");
  await page.getByRole("button", { name: "Conserver les critères" }).click();
  await page.getByText(`Les critères « Priorités ${mark} » sont conservés.`).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);

  await compute(page, `Priorités ${mark}`);
  await page.getByRole("heading", { level: 1, name: /^Proposition n° \d+$/ }).waitFor({ timeout: longestSearch });
  await page.getByText("Meilleure répartition possible, démontrée.").first().waitFor();
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  const address = page.url();

  await page
    .getByRole("link", { name: /^Pourquoi/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: /^Pourquoi .+ est-elle coupée/ }).waitFor();
  expect(await page.locator("main").textContent()).toMatch(/L’accorder en entier (coûterait|vaudrait autant|est impossible)/);
  expect.soft(await faultsOf(page)).toEqual([]);

  await page.goto(address);
  await settled(page);
  await page.getByRole("link", { name: "Note explicative" }).click();
  await page.getByRole("heading", { level: 1, name: /^Note explicative/ }).waitFor();
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);

  await page.goto(address);
  await settled(page);
  await page.getByLabel("Nom du scénario").fill(`Proposition ${mark}`);
  await page.getByRole("button", { name: "En faire un scénario" }).click();
  await page.getByText(`Le scénario « Proposition ${mark} » part des montants de la proposition`).waitFor();
});

test("rules that contradict each other are told by name, each with the page where it is changed", { timeout: 180_000 }, async ({
  open,
  tolerate,
}) => {
  tolerate(/status of 40[39]/);
  const page = await open({ as: "programme" });
  await page.goto(`${proposal}/criteria`);
  await settled(page);
  await page.getByLabel("Nom", { exact: false }).first().fill(`Impossibles ${mark}`);
  // Every unit keeps what it was notified, as far as it asks it: more than the envelopes hold.
  await page.getByLabel(/^Plancher de chaque unité/).fill("100");
  await page.getByRole("button", { name: "Conserver les critères" }).click();
  await page.getByText(`Les critères « Impossibles ${mark} » sont conservés.`).waitFor();
  await compute(page, `Impossibles ${mark}`);
  await page.getByText(/Aucune répartition ne respecte toutes les règles/).waitFor({ timeout: longestSearch });
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  expect(await page.locator("main").textContent()).toMatch(/doit recevoir|Le plancher de l’unité/);
  await page.getByRole("link", { name: "Changer l’enveloppe" }).first().click();
  await page.getByRole("heading", { level: 1, name: /^Enveloppes/ }).waitFor();
});
