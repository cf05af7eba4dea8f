import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Open, settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/**
 * Last year of the demo closes, reopens with two persons, is corrected, and closes again: the difference names the balance that moved.
 * It may be run again on a demo that was served before: the exercise is then closed at the start, and reopens from there.
 */
const year = 2025;
const closing = `/${year}/ledger/closing`;
const run = Date.now().toString(36);
const label = `Correction après clôture ${run}`;

test("a year closes, reopens with two persons, and says what moved", { timeout: 240_000 }, async ({ open, tolerate }) => {
  tolerate(/status of 40[349]/);
  const [chief, controller] = await people(open);

  await visit(chief, closing);
  await isAccessible(chief);
  const first = (await chief.getByText("Exercice clos", { exact: true }).count()) === 0 ? await closes(chief) : undefined;
  if (first !== undefined) expect(first).toMatch(/Procès-verbal de clôture de l’exercice 2025, n°\s*\d+/);

  await visit(chief, closing);
  const reopening = await asksToReopen(chief);
  await cannotApprove(chief, reopening);
  await approves(controller, reopening);
  await corrects(chief);

  const second = await closes(chief);
  expect(second).toMatch(/Procès-verbal de clôture de l’exercice 2025, n°\s*\d+/);
  await saysWhatMoved(chief);
});

async function people(open: Open): Promise<[Page, Page]> {
  return [await open({ as: "chef-comptable" }), await open({ as: "controleur" })];
}

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await settled(page);
}

async function isAccessible(page: Page): Promise<void> {
  expect.soft(await faultsOf(page), page.url()).toEqual([]);
}

/** The title of the minutes that the closing leads to. */
async function closes(chief: Page): Promise<string> {
  await visit(chief, `${closing}/closure`);
  await isAccessible(chief);
  await chief.getByRole("button", { name: new RegExp(`Clore l’exercice ${year}`) }).click();
  await chief.getByText(/Exercice 2025 clos : procès-verbal n°\s*\d+/).waitFor({ timeout: 90_000 });
  await isAccessible(chief);
  return await chief.getByRole("heading", { level: 1 }).innerText();
}

async function asksToReopen(chief: Page): Promise<string> {
  await chief.getByRole("link", { name: "Demander la réouverture" }).first().click();
  await chief.getByLabel("Motif").fill(`Charge imputée au mauvais compte ${run}`);
  await isAccessible(chief);
  await chief.getByRole("button", { name: "Demander la réouverture" }).click();
  await chief.getByText("Réouverture demandée").waitFor();
  await isAccessible(chief);
  return new URL(chief.url()).pathname;
}

/** Who asked is told that another person decides, and has no button. */
async function cannotApprove(chief: Page, reopening: string): Promise<void> {
  await visit(chief, reopening);
  await chief.getByText("l’accord revient à une autre personne").waitFor();
  expect(await chief.getByRole("button", { name: "Donner l’accord et rouvrir" }).count()).toBe(0);
}

async function approves(controller: Page, reopening: string): Promise<void> {
  await visit(controller, reopening);
  await isAccessible(controller);
  await controller.getByRole("button", { name: "Donner l’accord et rouvrir" }).click();
  await controller.getByText("Réouverture accordée").waitFor();
  await controller.getByText("Exercice rouvert", { exact: true }).waitFor();
}

/** Undoes the last funding by the State that still stands: the balances of the Treasury and of the liaison account move. */
async function corrects(chief: Page): Promise<void> {
  await visit(chief, `/${year}/ledger/accounts/1811`);
  const links = await chief
    .locator('a[href*="/ledger/entries/"]')
    .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  const entries = [...new Set(links.filter((link) => /entries\/\d+$/.test(link)))].reverse();
  for (const entry of entries) {
    await visit(chief, entry);
    const button = chief.getByRole("button", { name: "Contre-passer l’écriture" });
    if ((await button.count()) === 0) continue;
    await chief.getByLabel("Date de la contre-passation").fill(`${year}-12-31`);
    await chief.getByLabel("Motif").fill(label);
    await button.first().click();
    await chief.getByText(/Contre-passation TR-\d+ validée/).waitFor();
    return;
  }
  throw new Error("No funding of the State is left to undo.");
}

async function saysWhatMoved(chief: Page): Promise<void> {
  await chief.getByRole("link", { name: "Soldes qui ont bougé" }).first().click();
  await chief.getByRole("heading", { level: 1, name: /Soldes qui ont bougé/ }).waitFor();
  await isAccessible(chief);
  for (const account of ["1811", "515"]) {
    const row = chief.getByRole("row", { name: new RegExp(`^${account} · `) });
    expect(await row.getByRole("link", { name: /^TR-\d+$/ }).count(), account).toBeGreaterThan(0);
  }
}
