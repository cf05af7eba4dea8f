import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/** Documents are issued; credits that come since are told beside what one says, and taken back so that the demo ends as it began. */
test("documents are issued in one click, keep what they say, and are compared with today", { timeout: 180_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  const note = await issues(page, "Note à la direction générale", async () => {
    await page.getByLabel("Commentaire").fill("Point de juin.");
    await page.getByLabel("Décisions demandées").fill("Dégeler la réserve\nReporter une enquête");
  });
  await page.getByText("Reporter une enquête").waitFor();
  await page.getByText("Ses tableaux diraient la même chose aujourd’hui.").waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  const pdf = await page.request.get(new URL(`${note}/file?format=pdf`, page.url()).href);
  expect((await pdf.body()).toString("latin1").match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(2);

  const programming = await issues(page, "Document de programmation");
  const movement = await notifies(page);
  await page.goto(programming);
  await settled(page);
  await page.getByText(/diraient autre chose aujourd’hui\.$/).waitFor();
  const change = page.getByRole("row", { name: /^Grand Est.*Crédits par unité et par titre.*Notifié CP/ });
  expect(await change.count()).toBe(1);
  expect.soft(await faultsOf(page)).toEqual([]);

  await undoes(page, movement);
  await page.goto(programming);
  await settled(page);
  await page.getByText("Ses tableaux diraient la même chose aujourd’hui.").waitFor();
});

/** From the page of documents to the one that was issued: its address. */
async function issues(page: Page, name: string, fill: () => Promise<void> = async () => undefined): Promise<string> {
  await page.goto("/2026/reports");
  await settled(page);
  await page.getByRole("link", { name, exact: true }).click();
  await page.waitForURL(/\/2026\/reports\/(note|programming)/);
  await settled(page);
  await fill();
  await page.getByRole("button", { name: "Délivrer ce document" }).click();
  await page.waitForURL(/\/2026\/reports\/issued\//);
  await settled(page);
  return new URL(page.url()).pathname;
}

async function notifies(page: Page): Promise<string> {
  await page.goto("/2026/allotment/movements/new?kind=notification&path=unallocated-notified&for=DR44");
  await settled(page);
  await page
    .getByLabel(/^CP, Hors titre 2/)
    .first()
    .fill("1 000");
  await page.getByLabel(/^Motif/).fill("Complément notifié après le document");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await page
    .getByText(/Le mouvement MV-2026-\d+ est enregistré/)
    .first()
    .waitFor();
  await settled(page);
  return new URL(page.url()).pathname;
}

async function undoes(page: Page, movement: string): Promise<void> {
  await page.goto(`${movement}/reversal`);
  await settled(page);
  await page.getByLabel(/^Motif/).fill("Essai annulé");
  await page.getByRole("button", { name: "Enregistrer le mouvement contraire" }).click();
  await page
    .getByText(/Le mouvement MV-2026-\d+ est enregistré/)
    .first()
    .waitFor();
}
