import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/**
 * The demo's campaign from its last opinions to the letters that its units read. It ends the campaign, so it is the last journey of a run (see
 * `vitest.config.ts`); on a demo where it was run before, only what it left is looked at.
 */
const year = 2027;
/** They ask most above what they were notified. */
const capped = ["Services généraux", "Informatique", "Démographie et société"];
const codes = ["SG-DSG", "SG-DI", "DSDS"];

test("the demo's campaign is arbitrated, adopted, notified, and read by its units", { timeout: 300_000 }, async ({ open, tolerate }) => {
  tolerate(/status of 422/);
  const [staff, arbitrator, head] = [await open({ as: "programme" }), await open({ as: "arbitre" }), await open({ as: "chef" })];
  if (!(await alreadyNotified(staff))) {
    expect(new Set((await candidates(staff)).map(({ standing }) => standing))).toEqual(new Set(["candidate"]));
    await instructs(staff);
    await decides(arbitrator);
    await adopts(arbitrator);
    await notifies(staff);
  }
  await grantedWorkCounts(staff);
  await readsLetter(head);
  await seesAcknowledgement(staff);
});

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await settled(page);
}

async function isAccessible(page: Page): Promise<void> {
  expect.soft(await faultsOf(page), page.url()).toEqual([]);
}

async function alreadyNotified(staff: Page): Promise<boolean> {
  await visit(staff, `/${year}/allotment/notifications/new`);
  await isAccessible(staff);
  return (await staff.getByText("Le scénario adopté est déjà notifié").count()) > 0;
}

/** An opinion on each request that waits for one. */
async function instructs(staff: Page): Promise<void> {
  await visit(staff, `/${year}/arbitration`);
  const waiting = await staff
    .getByRole("row")
    .filter({ hasText: "Transmis" })
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const files = [...new Set(waiting.map((address) => /\/arbitration\/requests\/[0-9a-f-]{36}/.exec(address)?.[0] ?? "").filter(Boolean))];
  for (const file of files) {
    await visit(staff, `/${year}${file}/opinion`);
    await staff.getByLabel("Avis").selectOption("favourable");
    await staff.getByLabel("En une phrase").fill("Besoin établi, montant vérifié.");
    await staff.getByRole("button", { name: "Donner l’avis" }).click();
    await staff
      .getByText(/est enregistré/)
      .first()
      .waitFor();
  }
}

async function decides(arbitrator: Page): Promise<void> {
  await visit(arbitrator, `/${year}/arbitration`);
  // The other journeys leave it as they find it.
  expect(plain(await arbitrator.locator('[data-envelope="nonPersonnel"]').innerText())).toContain("Dépassement : 4,2 M€");
  await many(arbitrator, "verb=refuse&view=unfavourable");
  await many(arbitrator, "verb=propose&view=reserved");
  for (const code of codes) await many(arbitrator, `verb=capAtNotified&of=${code}`);
  await many(arbitrator, "verb=grant&view=favourable", (rows) => rows.filter({ hasText: new RegExp(`^(${capped.join("|")}) ·`) }));
  await decidesAnother(arbitrator, "Reprise des données de Sirene", "100 000");
  await visit(arbitrator, `/${year}/arbitration`);
  expect(await arbitrator.getByText("Dépassement").count()).toBe(0);
}

/** « Autre… » on the one request that still exceeds: refused without a reason, then accepted. */
async function decidesAnother(arbitrator: Page, title: string, payments: string): Promise<void> {
  await visit(arbitrator, `/${year}/arbitration`);
  const address = await arbitrator.getByRole("link", { name: title }).first().getAttribute("href");
  await visit(arbitrator, address ?? "");
  for (const reason of ["", "Premier lot seulement en 2027."]) {
    await arbitrator.getByRole("radio", { name: "Autre…" }).check();
    await arbitrator.getByLabel(`Hors titre 2 · CP ${year}`).fill(payments);
    await arbitrator.getByLabel(/^Motif \(/).fill(reason);
    await arbitrator.getByRole("button", { name: "Décider", exact: true }).click();
    if (reason === "")
      await arbitrator
        .getByText(/à remplir|à corriger/)
        .first()
        .waitFor();
  }
  await arbitrator
    .getByText(/Décision n° \d+ enregistrée/)
    .first()
    .waitFor();
}

/** One decision for many requests, some of them left out; nothing may be refused. */
async function many(arbitrator: Page, choice: string, leftOut?: (rows: Locator) => Locator): Promise<void> {
  await visit(arbitrator, `/${year}/arbitration/bulk?${choice}`);
  const rows = arbitrator.getByRole("row").filter({ has: arbitrator.getByRole("checkbox") });
  if (leftOut) for (const row of await leftOut(rows).all()) await row.getByRole("checkbox").uncheck();
  await arbitrator.getByRole("button", { name: /^Décider \d+ demandes?$/ }).click();
  await arbitrator
    .getByText(/\d+ demandes? décidées?\.$/)
    .first()
    .waitFor();
}

async function adopts(arbitrator: Page): Promise<void> {
  await visit(arbitrator, `/${year}/arbitration/scenarios`);
  await arbitrator
    .getByRole("row")
    .filter({ hasText: "Conférence" })
    .getByRole("link", { name: /Adopter/ })
    .first()
    .click();
  await arbitrator.getByText("Toutes les demandes transmises sont décidées").waitFor();
  await arbitrator.getByRole("button", { name: "Adopter le scénario" }).click();
  await arbitrator.getByText("est adopté").first().waitFor();
}

async function notifies(staff: Page): Promise<void> {
  await visit(staff, `/${year}/allotment/notifications/new`);
  expect(await staff.getByRole("heading", { level: 1 }).innerText()).toContain("Conférence");
  await staff.getByLabel("Réserve de précaution, hors titre 2 (%)").fill("1");
  await staff.getByRole("button", { name: "Recalculer l’aperçu" }).click();
  await staff.getByText(/Aperçu avec une réserve de 1/).waitFor();
  await isAccessible(staff);
  await staff.getByLabel("Motif").fill("Notification initiale 2027");
  await staff.getByRole("button", { name: /^Notifier à \d+ unités/ }).click();
  await staff
    .getByText(/demandes notifiées par le mouvement MV-2027-\d+/)
    .first()
    .waitFor();
  await staff.getByText("Total notifié égal au total décidé, au centime.").waitFor();
  await isAccessible(staff);
}

/** The works that wait for a request of the campaign, as their pages say them. */
async function candidates(staff: Page): Promise<{ address: string; standing: "candidate" | "planned" | "refused" }[]> {
  const works = [];
  for (let rank = 1; rank <= 6; rank += 1) {
    const address = `/${year}/workforce/workload/items/CAND-0${rank}`;
    const text = await (await staff.request.get(address)).text();
    const standing = text.includes("sa demande n’est pas décidée") ? "candidate" : text.includes("Dans le plan") ? "planned" : "refused";
    works.push({ address, standing } as const);
  }
  return works;
}

/** What was granted is in the plan of the team that does it, and in its load, without anybody having moved it. */
async function grantedWorkCounts(staff: Page): Promise<void> {
  const [granted] = (await candidates(staff)).filter(({ standing }) => standing === "planned");
  await visit(staff, granted?.address ?? "");
  const title = await staff.getByRole("heading", { level: 1 }).innerText();
  await isAccessible(staff);
  await staff
    .getByRole("navigation", { name: /Fil d’Ariane/ })
    .getByRole("link")
    .last()
    .click();
  await staff.getByRole("heading", { level: 1, name: /^Charge de / }).waitFor();
  await settled(staff);
  await staff.getByRole("table", { name: "Travaux", exact: true }).getByRole("link", { name: title }).waitFor();
}

/** From the inbox to the letter, which is acknowledged once. */
async function readsLetter(head: Page): Promise<void> {
  await visit(head, "/inbox");
  await head
    .getByRole("button", { name: /vous notifie vos crédits/ })
    .first()
    .click();
  await head.getByRole("heading", { level: 1, name: /Notification des crédits 2027.*Grand Est/ }).waitFor();
  await settled(head);
  await isAccessible(head);
  expect(plain(await head.locator("main").innerText())).toContain("Socle de la direction régionale");
  for (const format of ["pdf", "docx"]) {
    const file = await head.request.get(`${new URL(head.url()).pathname}/file?format=${format}`, { timeout: 60_000 });
    expect([file.status(), (await file.body()).length > 2_000]).toEqual([200, true]);
  }
  const button = head.getByRole("button", { name: "Accuser réception" });
  if ((await button.count()) > 0) await button.click();
  await head
    .getByText(/Accusé de réception donné par Dominique Bernard/)
    .first()
    .waitFor();
  expect(await button.count()).toBe(0);
}

async function seesAcknowledgement(staff: Page): Promise<void> {
  await visit(staff, "/inbox");
  await staff
    .getByRole("button", { name: /Dominique Bernard.*accuse réception/ })
    .first()
    .click();
  await staff.getByRole("heading", { level: 1, name: /^Notification du/ }).waitFor();
  await settled(staff);
  expect(await staff.getByRole("row").filter({ hasText: "Grand Est" }).innerText()).toContain("Dominique Bernard");
  const letters = await staff.request.get(`${new URL(staff.url()).pathname}/letters/file`, { timeout: 60_000 });
  expect([letters.status(), letters.headers()["content-type"]]).toEqual([200, "application/pdf"]);
}

/** Spaces of any width are one. */
function plain(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]+/g, " ");
}
