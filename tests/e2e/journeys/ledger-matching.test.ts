import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/**
 * An accountant letters a supplier by the keyboard alone. The account is one that the demo does not use, written to by two entries of
 * this run, for the demo may have been served before.
 */
const account = "462";
const run = Date.now().toString(36);

test("lines are matched, completed and unmatched by the keyboard; proposals are accepted as one run", { timeout: 240_000 }, async ({
  open,
}) => {
  const page = await open({ as: "comptable" });
  const year = 2026;
  for (const [label, debit, credit] of [
    [`Facture ${run}`, "", "100"],
    [`Avoir ${run}`, "60", ""],
    [`Règlement ${run}`, "40", ""],
  ] as const) {
    await posts(page, label, debit, credit);
  }

  await visit(page, `/${year}/ledger/matching/${account}?q=${run}`);
  expect(await faultsOf(page)).toEqual([]);
  const bar = page.getByRole("region", { name: "Lignes cochées" });
  await page.getByRole("checkbox", { name: `Avoir ${run}` }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await bar.getByText(/^−40,00\s€$/).waitFor();
  expect(await bar.getByText("2 lignes cochées").count()).toBe(1);
  // Not balanced: Enter goes to what can be done, a partial matching.
  await page.keyboard.press("Enter");
  expect(await focused(page)).toBe("Lettrage partiel");
  await page.keyboard.press("Enter");
  const partial = await code(page, /Lettrage partiel « ([a-z]+) »/);

  // One line of the partial group brings it whole; with the rest it balances.
  await page.getByRole("checkbox", { name: `Règlement ${run}` }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("checkbox", { name: `Facture ${run}` }).focus();
  await page.keyboard.press("Space");
  await bar.getByText("3 lignes cochées").waitFor();
  await bar.getByText("Équilibré").waitFor();
  expect(await page.getByRole("checkbox", { name: `Avoir ${run}` }).isChecked()).toBe(true);
  await page.keyboard.press("Enter");
  const whole = await code(page, /Lignes lettrées « ([A-Z]+) » : 3/);
  expect(whole).not.toBe(partial.toUpperCase());

  await undoesLast(page, "Délettrer 1 lettrage");
  await visit(page, `/${year}/ledger/matching/${account}?q=${run}`);
  await page
    .getByRole("link", { name: `Lettrage partiel « ${partial} »` })
    .first()
    .waitFor();
  await undoesLast(page, "Délettrer 1 lettrage");

  await visit(page, `/${year}/ledger/matching/${account}/proposals`);
  expect(await faultsOf(page)).toEqual([]);
  await page
    .getByRole("heading", { name: /^(Une ligne contre plusieurs|Tiers soldé) : \d+ proposition/ })
    .first()
    .waitFor();
  await page.getByRole("button", { name: /^Tout accepter/ }).click();
  await page.getByText(/lettrages? acceptés?, \d+ lignes/).waitFor();
  await undoesLast(page, /^Délettrer \d+ lettrage/);

  await visit(page, `/${year}/ledger/matching/${account}/runs`);
  expect(await faultsOf(page)).toEqual([]);
  expect(await page.getByText(/^Défait par Lou Simon/).count()).toBeGreaterThan(1);
});

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await settled(page);
}

async function posts(page: Page, label: string, debit: string, credit: string): Promise<void> {
  await visit(page, "/2026/ledger/entries/new?journal=OD");
  await page.getByLabel("Date", { exact: false }).first().fill("2026-06-15");
  await page.locator('input[name="label"]').fill(label);
  const line = async (index: number, own: string, left: string, right: string) => {
    await page.locator(`input[name="lines[${index}].account"]`).fill(own);
    if (left !== "") await page.locator(`input[name="lines[${index}].debit"]`).fill(left);
    if (right !== "") await page.locator(`input[name="lines[${index}].credit"]`).fill(right);
  };
  await line(0, account, debit, credit);
  await line(1, "515", credit, debit);
  await page.getByRole("button", { name: "Valider l’écriture" }).click();
  await page.getByText(/Écriture OD-\d+ validée/).waitFor();
}

async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => document.activeElement?.textContent ?? "");
}

/** The letters that the page says it gave. */
async function code(page: Page, said: RegExp): Promise<string> {
  const sentence = page.getByText(said).first();
  await sentence.waitFor();
  return said.exec(await sentence.innerText())?.[1] ?? "";
}

/** Ctrl+Z asks, with the numbers; Enter confirms. */
async function undoesLast(page: Page, button: string | RegExp): Promise<void> {
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: button }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText(/lettrages? défaits?, \d+ lignes rouvertes/).waitFor();
}
