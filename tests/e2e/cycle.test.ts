import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Open, settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "./accessible.ts";

/**
 * One request through the whole cycle, by four people. The exercise is the one in execution: a revised campaign asks for it, so that
 * what is decided can be notified, committed and paid at once. The name is new at each run, for the demo may have been served before.
 */
const year = 2026;
const unit = "DR44";
const run = Date.now().toString(36);
const title = `Enquête complémentaire ${run}`;
const asked = "12 345,67";
const amountCents = 1_234_567n;

test("one request goes from the forecast to the FEC, and the last figure equals the first", { timeout: 240_000 }, async ({
  open,
  tolerate,
}) => {
  tolerate(/status of 40[34]/);
  const [head, staff, arbitrator, accountant] = await people(open);

  const before = await engagedAndPaid(head);
  await opensRevisedCampaign(staff);
  const request = await asksAndSubmits(head);
  await instructs(staff, request);
  await preparesScenario(staff);
  await cannotDecide(head, request);
  await decidesAndAdopts(arbitrator, request);
  await notifiesAndReleases(staff);
  const commitment = await commitsAndCertifies(head);
  await requestsPayment(staff, commitment);
  await pays(accountant);

  await chainShows(head, commitment);
  const after = await engagedAndPaid(head);
  expect([after.engaged - before.engaged, after.paid - before.paid]).toEqual([amountCents, amountCents]);

  const lines = (await exportsFec(accountant)).filter((line) => line[10] === title);
  const posted = lines.map(([journal, , , , account, , , , , , , debit, credit]) =>
    [journal, account?.slice(0, 3), debit, credit].join(" "),
  );
  expect(posted).toEqual([
    "HA 408 12345,67 0,00",
    "HA 401 0,00 12345,67",
    "SF 611 12345,67 0,00",
    "SF 408 0,00 12345,67",
    "TR 401 12345,67 0,00",
    "TR 515 0,00 12345,67",
  ]);
  await booksShow(accountant, lines.at(-1)?.[2]?.replace("TR-", "") ?? "");
});

async function people(open: Open): Promise<[Page, Page, Page, Page]> {
  return [await open({ as: "chef" }), await open({ as: "programme" }), await open({ as: "arbitre" }), await open({ as: "comptable" })];
}

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await settled(page);
}

/** These pages exist only in the course of the cycle: nobody else looks at them. */
async function isAccessible(page: Page): Promise<void> {
  expect.soft(await faultsOf(page), page.url()).toEqual([]);
}

/** Presses a button and waits for the sentence that says it was done. */
async function press(page: Page, button: string | RegExp, said: string | RegExp): Promise<void> {
  await page
    .getByRole("button", { name: button, exact: typeof button === "string" })
    .first()
    .click();
  await page.getByText(said).first().waitFor();
}

async function opensRevisedCampaign(staff: Page): Promise<void> {
  await visit(staff, `/${year}/campaigns/new?kind=revised`);
  await staff.getByLabel("Nom").fill(`Campagne révisée ${run}`);
  for (const step of ["writing", "submission", "review", "arbitration"]) {
    await staff.locator(`input[name="${step}From"]`).fill("2026-06-01");
    await staff.locator(`input[name="${step}To"]`).fill("2026-07-31");
  }
  await press(staff, "Ouvrir la campagne", `« Campagne révisée ${run} » est ouverte`);
}

async function asksAndSubmits(head: Page): Promise<string> {
  await visit(head, `/${year}/forecast/${unit}/requests/new?campaign=${await campaignOf(head)}`);
  await head.getByLabel("Objet").fill(title);
  await head.locator('select[name="kind"]').selectOption("newMeasure");
  await head.getByLabel("Rang de priorité").fill("1");
  await head.getByLabel("Caractère").selectOption("inescapable");
  await head.getByLabel("Justification").fill("Collecte supplémentaire demandée par le ministère.");
  await head.getByLabel("Nature de dépense").first().selectOption("31-COL");
  await head.getByLabel("Activité").first().selectOption("01-ENQ");
  await head.getByLabel(`AE ${year}`).first().fill(asked);
  await head.getByLabel(`CP ${year}`).first().fill(asked);
  await press(head, "Enregistrer le brouillon", /est enregistrée/);
  await head.getByRole("link", { name: "Transmettre" }).click();
  await press(head, "Transmettre la demande", /est transmise/);
  return new URL(head.url()).pathname.split("/").at(-1) ?? "";
}

/** The campaign that the pages of the year show is the latest that is open: the one of this run. */
async function campaignOf(page: Page): Promise<string> {
  await visit(page, `/${year}/forecast/${unit}`);
  const address = await page.getByRole("link", { name: "Nouvelle demande" }).first().getAttribute("href");
  return new URL(address ?? "", page.url()).searchParams.get("campaign") ?? "";
}

async function instructs(staff: Page, request: string): Promise<void> {
  await visit(staff, `/${year}/arbitration/requests/${request}/opinion`);
  await isAccessible(staff);
  await staff.getByLabel("Avis").selectOption("favourable");
  await staff.getByLabel("En une phrase").fill("Utile, et chiffrée au plus juste.");
  await press(staff, "Donner l’avis", /est enregistré/);
}

async function preparesScenario(staff: Page): Promise<void> {
  await visit(staff, `/${year}/arbitration/scenarios`);
  await staff.getByLabel("Nom").fill(`Scénario ${run}`);
  await press(staff, "Créer le scénario", `« Scénario ${run} » est créé`);
  for (const measure of ["AE", "CP"]) {
    await visit(staff, `/${year}/arbitration/envelopes/set?class=nonPersonnel&m=${measure.toLowerCase()}`);
    await staff.getByLabel(`Enveloppe ${year}`).fill("20 000");
    await press(staff, "Fixer à la main", /l’enveloppe est fixée/);
  }
}

async function cannotDecide(head: Page, request: string): Promise<void> {
  const response = await head.goto(`/${year}/arbitration/requests/${request}`);
  expect([403, 404]).toContain(response?.status());
}

async function decidesAndAdopts(arbitrator: Page, request: string): Promise<void> {
  await visit(arbitrator, `/${year}/arbitration/requests/${request}`);
  await isAccessible(arbitrator);
  await press(arbitrator, "Accorder", /Décision n° \d+ enregistrée : accordée/);
  await visit(arbitrator, `/${year}/arbitration/scenarios`);
  await arbitrator.getByRole("link", { name: "Adopter" }).first().click();
  await press(arbitrator, "Adopter le scénario", `« Scénario ${run} » est adopté`);
}

async function notifiesAndReleases(staff: Page): Promise<void> {
  await visit(staff, `/${year}/allotment/notifications/new`);
  expect(await staff.getByRole("heading", { level: 1 }).innerText()).toContain(`Scénario ${run}`);
  await isAccessible(staff);
  await staff.getByLabel("Motif").fill(`Notification ${run}`);
  await press(staff, /^Notifier à une unité : 12\s345,67\s€ d’AE/, /Une demande notifiée par le mouvement/);
  await visit(staff, `/${year}/allotment/${unit}/tranches/new`);
  for (const [index, share] of ["100", "0", "0"].entries()) {
    await staff.getByLabel("Part (%)").nth(index).fill(share);
  }
  await staff.getByLabel("Tranche 1").fill("2026-06-15");
  await staff.getByLabel("Motif").fill(`Tranche unique ${run}`);
  await press(staff, "Prévoir les tranches", /tranche prévue/);
  await press(staff, "Mettre à disposition", /mise à disposition\./);
}

async function commitsAndCertifies(head: Page): Promise<string> {
  await visit(head, `/${year}/execution/commitments/new?for=${unit}`);
  await head.getByLabel("Tiers").fill("F013");
  await head.getByLabel("Objet").fill(title);
  await head.getByLabel("Nature").selectOption("31-COL");
  await head.getByLabel("Activité").selectOption("01-ENQ");
  await head.getByLabel("Montant (AE").fill(asked);
  await press(head, "Engager", /Engagement EJ-2026-\d+ enregistré/);
  const address = new URL(head.url()).pathname;
  await head.getByRole("link", { name: /Constater le service fait/ }).click();
  await head.getByLabel("Date du service fait").waitFor();
  await isAccessible(head);
  await press(head, "Certifier", /Service fait SF-2026-\d+ certifié/);
  return address;
}

async function requestsPayment(staff: Page, commitment: string): Promise<void> {
  await visit(staff, commitment);
  await staff.getByRole("link", { name: /Demander le paiement/ }).click();
  await staff.getByLabel("Numéro de facture").fill(`F-${run}`);
  await isAccessible(staff);
  await press(staff, "Demander le paiement", /Demande de paiement DP-2026-\d+ enregistrée/);
}

async function pays(accountant: Page): Promise<void> {
  await visit(accountant, `/${year}/execution/payment-requests`);
  await accountant
    .getByRole("row", { name: new RegExp(title) })
    .getByRole("checkbox")
    .check();
  await press(accountant, "Payer les demandes cochées", /Un paiement enregistré/);
}

async function chainShows(head: Page, commitment: string): Promise<void> {
  await visit(head, commitment);
  const payment = head.getByRole("row", { name: /PA-2026-\d+/ });
  expect(plain(await payment.innerText())).toContain(asked);
}

/** What the data of the unit's chart say of June, in cents: AE committed, CP paid. */
async function engagedAndPaid(page: Page): Promise<{ engaged: bigint; paid: bigint }> {
  await visit(page, `/${year}/execution/${unit}`);
  const figure = page.getByRole("figure").first();
  await figure.getByText("Voir les données").click();
  const amounts = figure.getByRole("row", { name: "juin 2026" }).locator("data");
  const cents = async (column: number) => BigInt(((await amounts.nth(column).getAttribute("value")) ?? "").replace(".", ""));
  return { engaged: await cents(0), paid: await cents(2) };
}

/** The payment's entry, from its journal; the trial balance still balances. */
async function booksShow(accountant: Page, number: string): Promise<void> {
  await visit(accountant, `/${year}/ledger/journals/TR?go=${number}`);
  const row = accountant.getByRole("row", { name: new RegExp(title) }).first();
  expect(plain(await row.innerText())).toContain(asked);
  await row.getByRole("link", { name: number }).click();
  await accountant.getByRole("heading", { level: 1, name: `TR-${number}` }).waitFor();
  await visit(accountant, `/${year}/ledger/trial-balance`);
  await accountant.getByText("Équilibrée", { exact: true }).first().waitFor();
}

async function exportsFec(accountant: Page): Promise<string[][]> {
  await visit(accountant, `/${year}/ledger/exports`);
  await accountant.getByRole("button", { name: "Produire le FEC" }).click();
  await accountant.waitForURL(/\/exports\/[0-9a-f-]{36}/, { timeout: 60_000 });
  await settled(accountant);
  const [download] = await Promise.all([
    accountant.waitForEvent("download"),
    accountant.getByRole("link", { name: "Télécharger" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("120027016FEC20261231.txt");
  const text = await readFile(await download.path(), "utf8");
  return text.split(/\r?\n/).map((line) => line.split("\t"));
}

/** Spaces of any width are one. */
function plain(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]+/g, " ");
}
