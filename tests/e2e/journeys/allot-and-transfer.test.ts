import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/**
 * Credits are notified to three units, a letter is acknowledged, a redeployment is asked for and both units' credits move as one types; more than there
 * is is refused in words, with a way out. What is posted is undone by contrary movements, so that the demo ends as it began.
 */
const year = 2026;
const units = ["DR44", "SG-DI", "SG-DRH"];

test("credits are notified, a letter acknowledged, a redeployment asked, approved and undone", { timeout: 300_000 }, async ({
  open,
  tolerate,
}) => {
  tolerate(/status of 4(09|22)/);
  const [staff, arbitrator, head] = [await open({ as: "programme" }), await open({ as: "arbitre" }), await open({ as: "chef" })];
  const notified: string[] = [];
  for (const unit of units) notified.push(await notifies(staff, unit));
  await acknowledges(head);
  await staffSeesAcknowledgement(staff);
  await seesBulletsChange(staff);
  await isRefusedInWords(staff);
  const request = await proposes(head);
  await approves(arbitrator, request);
  for (const address of notified) await undoes(staff, address);
  await undoes(staff, request);
  await approves(arbitrator, await undoingOf(staff, request));
});

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await settled(page);
}

async function isAccessible(page: Page): Promise<void> {
  expect.soft(await faultsOf(page), page.url()).toEqual([]);
}

/** A complement of 1 000 € from what the programme still holds: posted at once. */
async function notifies(staff: Page, unit: string): Promise<string> {
  await visit(staff, `/${year}/allotment/movements/new?kind=notification&path=unallocated-notified&for=${unit}`);
  await isAccessible(staff);
  await staff
    .getByLabel(/^CP, Hors titre 2/)
    .first()
    .fill("1 000");
  await staff.getByLabel(/^Motif/).fill(`Complément notifié à ${unit}`);
  await staff.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await staff
    .getByText(/Le mouvement MV-2026-\d+ est enregistré/)
    .first()
    .waitFor();
  await settled(staff);
  return new URL(staff.url()).pathname;
}

async function acknowledges(head: Page): Promise<void> {
  await visit(head, `/${year}/allotment/DR44`);
  await head
    .getByRole("link", { name: /Lettre de notification/ })
    .first()
    .click();
  await head.getByRole("heading", { level: 1, name: /Notification des crédits 2026/ }).waitFor();
  await settled(head);
  const button = head.getByRole("button", { name: "Accuser réception" });
  if ((await button.count()) > 0) await button.click();
  await head
    .getByText(/Accusé de réception donné par Dominique Bernard/)
    .first()
    .waitFor();
}

async function staffSeesAcknowledgement(staff: Page): Promise<void> {
  await visit(staff, `/${year}/allotment`);
  await staff
    .getByRole("link", { name: /^Notification du/ })
    .first()
    .click();
  await staff.getByRole("heading", { level: 1, name: /^Notification du/ }).waitFor();
  await settled(staff);
  const row = staff.getByRole("row").filter({ hasText: "Direction régionale Grand Est" });
  expect(await row.innerText()).toContain("Dominique Bernard");
}

/** Before and after, drawn for both units as the amount is typed. */
async function seesBulletsChange(staff: Page): Promise<void> {
  await visit(staff, `/${year}/allotment/transfers/new?from=SG-DI&to=DR44&nature=31&activity=01-ENQ`);
  await isAccessible(staff);
  const bullets = async (when: "avant" | "après") =>
    await staff
      .getByRole("img", { name: new RegExp(`, CP, ${when}`) })
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
  expect(await bullets("avant")).toEqual([]);
  await staff.getByLabel("Montant en CP").fill("10 000");
  await staff.getByRole("img", { name: /SG-DI, CP, après/ }).waitFor();
  const first = { before: await bullets("avant"), after: await bullets("après") };
  expect([first.before.length, first.after.length]).toEqual([2, 2]);
  await staff.getByLabel("Montant en CP").fill("20 000");
  await expect.poll(() => bullets("après")).not.toEqual(first.after);
  expect(await bullets("avant")).toEqual(first.before);
  const words = plain(await staff.locator("main").innerText());
  expect(words).toContain("Les crédits restent dans le même titre");
  expect(words).toContain("Les crédits sont disponibles.");
}

async function isRefusedInWords(staff: Page): Promise<void> {
  await visit(staff, `/${year}/allotment/transfers/new?from=DR44&to=SG-DI&nature=31&activity=01-ENQ`);
  await staff.getByLabel("Montant en CP").fill("3 000 000");
  await staff.getByText(/DR44 n’a que .* disponibles en CP/).waitFor();
  await staff.getByText(/Il y aurait assez dans/).waitFor();
  await staff.getByLabel(/^Motif/).fill("Trop");
  await staff.getByRole("button", { name: "Proposer" }).click();
  await staff
    .getByText(/Crédits insuffisants pour DR44/)
    .first()
    .waitFor();
  expect(plain(await staff.locator("main").innerText())).toMatch(/il manque [\d ,]+ €.*il reste des crédits à/);
  await staff.getByLabel("Vers").or(staff.getByLabel("Montant en CP")).first().waitFor();
  expect(await staff.getByLabel("Montant en CP").inputValue()).toBe("3 000 000");
}

/** A head of unit asks for what their unit would receive. */
async function proposes(head: Page): Promise<string> {
  await visit(head, `/${year}/allotment/transfers/new?from=SG-DI&to=DR44&nature=31&activity=01-ENQ&cp=2000`);
  await head.getByText("Ses crédits ne vous sont pas montrés").waitFor();
  await head.getByLabel(/^Motif/).fill("Renfort de la collecte");
  await head.getByRole("button", { name: "Proposer" }).click();
  await head
    .getByText(/Le mouvement MV-2026-\d+ est proposé/)
    .first()
    .waitFor();
  await settled(head);
  await isAccessible(head);
  return new URL(head.url()).pathname;
}

async function approves(arbitrator: Page, address: string): Promise<void> {
  await visit(arbitrator, address);
  await isAccessible(arbitrator);
  await arbitrator.getByRole("button", { name: "Approuver et enregistrer" }).click();
  await arbitrator.getByText("Le mouvement est approuvé et enregistré.").first().waitFor();
  await settled(arbitrator);
  const letter = await arbitrator.request.get(`${address}/letter/file?format=pdf`, { timeout: 60_000 });
  expect([letter.status(), letter.headers()["content-type"]]).toEqual([200, "application/pdf"]);
}

async function undoes(staff: Page, address: string): Promise<void> {
  await visit(staff, `${address}/reversal`);
  await staff.getByLabel(/^Motif/).fill("Essai annulé");
  await staff.getByRole("button", { name: /^(Enregistrer le mouvement contraire|Proposer l’annulation)$/ }).click();
  await staff
    .getByText(/Le mouvement MV-2026-\d+ est (enregistré|proposé)/)
    .first()
    .waitFor();
}

async function undoingOf(staff: Page, address: string): Promise<string> {
  await visit(staff, address);
  const link = staff.getByText("Annulation proposée").locator("xpath=..").getByRole("link");
  return (await link.getAttribute("href")) ?? "";
}

/** Spaces of any width are one. */
function plain(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]+/g, " ");
}
