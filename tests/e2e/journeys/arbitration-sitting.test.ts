import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { pdfTexts } from "#tests/support/pdf-text.ts";
import { faultsOf } from "../accessible.ts";

/** What a participant waits for between the secretary's key and the own screen, at most (`ux.md` §6.1, journey 8). */
const soonMs = 2_000;

/** A sitting of the arbitrator on what is still to decide, with its secretary and somebody who looks on; gives its address. */
async function planned(secretary: Page): Promise<string> {
  await secretary.goto("/2027/arbitration/sessions/new");
  // A scenario of its own: other journeys bring the first one to balance.
  await secretary.locator('select[name="scenario"]').selectOption({ label: "Proposition du département" });
  await secretary.locator("#secretaries").getByLabel("Claude Durand").check();
  await secretary.locator("#participants").getByLabel("Gaël Lefèvre").check();
  await secretary.getByRole("button", { name: "Prévoir la séance" }).click();
  await secretary.waitForURL(/\/sessions\/[0-9a-f-]{36}$/);
  return new URL(secretary.url()).pathname;
}

/** Presses the key of a verb that owes a sentence, and gives it; the moment at which it is decided. */
async function decide(secretary: Page, key: string, reason: string): Promise<number> {
  await secretary.keyboard.press(`Alt+Shift+${key}`);
  await secretary.getByText("attend son motif", { exact: false }).waitFor();
  await secretary.keyboard.type(reason);
  const decidedAt = performance.now();
  await secretary.keyboard.press("Enter");
  return decidedAt;
}

test("a sitting: opened, decided by keys, seen at once by who looks on, sealed; its minutes are on paper and change no more", {
  timeout: 180_000,
}, async ({ open, tolerate }) => {
  tolerate(/ERR_INTERNET_DISCONNECTED/);
  const [secretary, chair] = [await open({ as: "programme" }), await open({ as: "arbitre" })];
  const address = await planned(secretary);
  expect.soft(await faultsOf(secretary)).toEqual([]);
  await secretary.getByRole("link", { name: "Ouvrir la séance" }).click();
  await secretary.getByRole("button", { name: "Ouvrir la séance" }).click();
  await secretary.getByText("En direct").waitFor();

  const participant = await open({ as: "controleur" });
  await participant.goto(address);
  await participant.getByText("En direct").waitFor();
  expect(await participant.getByRole("button", { name: "Accorder" }).count()).toBe(0);
  expect.soft(await faultsOf(participant)).toEqual([]);

  // One key and a sentence: whoever looks on sees it.
  const decidedAt = await decide(secretary, "Digit5", "À revoir avec le bilan de juin.");
  await participant.getByText("Différée. À revoir avec le bilan de juin.", { exact: false }).waitFor();
  const seenMs = Math.round(performance.now() - decidedAt);
  console.info(`seen by a participant ${seenMs} ms after the key`);
  expect(seenMs).toBeLessThan(soonMs);

  // Taken back by one key, and decided otherwise.
  await secretary.getByText("À revoir avec le bilan de juin.", { exact: false }).first().waitFor();
  await secretary.getByRole("heading", { level: 1 }).focus();
  await secretary.keyboard.press("Control+z");
  await participant.getByText("À revoir avec le bilan de juin.", { exact: false }).waitFor({ state: "detached" });
  await secretary.getByText("À revoir avec le bilan de juin.", { exact: false }).waitFor({ state: "detached" });
  await decide(secretary, "Digit6", "Hors des priorités de l’année.");
  await participant.getByText("Refusée. Hors des priorités de l’année.", { exact: false }).waitFor();

  // The next point comes on every screen; a cut of the network is made up for.
  const [unit] = await participant.getByRole("heading", { level: 1 }).allInnerTexts();
  await participant.context().setOffline(true);
  await participant.getByText("Liaison perdue", { exact: false }).waitFor();
  await secretary.getByRole("heading", { level: 1 }).focus();
  await secretary.keyboard.press("PageDown");
  await expect
    .poll(async () => (await secretary.getByRole("heading", { level: 1 }).allInnerTexts())[0], { timeout: 15_000 })
    .not.toBe(unit);
  await participant.context().setOffline(false);
  await expect
    .poll(async () => (await participant.getByRole("heading", { level: 1 }).allInnerTexts())[0], { timeout: 15_000 })
    .not.toBe(unit);

  // Projected, the room is all there is.
  await chair.goto(`${address}?view=projector`);
  expect(await chair.getByRole("navigation", { name: "Exercice" }).count()).toBe(0);
  const smallest = await chair.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll<HTMLElement>("[data-projected] *")]
        .filter((own) => own.offsetParent !== null && [...own.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
        .map((own) => Number.parseFloat(getComputedStyle(own).fontSize)),
    ),
  );
  expect(smallest).toBeGreaterThanOrEqual(24);
  expect.soft(await faultsOf(chair)).toEqual([]);

  // The secretary does not seal; the chair does, told of the numbers first.
  await secretary.goto(`${address}/sealing`);
  await secretary.getByText("Seule la présidence", { exact: false }).waitFor();
  await chair.goto(`${address}/sealing`);
  await chair.getByText("2 décisions ont été prises.", { exact: false }).waitFor();
  expect.soft(await faultsOf(chair)).toEqual([]);
  await chair.getByRole("button", { name: "Sceller la séance" }).click();
  await chair.getByRole("heading", { level: 1, name: "Relevé de décisions n°" }).waitFor();
  await participant.getByRole("heading", { level: 1, name: "Relevé de décisions n°" }).waitFor();
  const hash = await chair.locator("code").first().innerText();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect.soft(await faultsOf(chair)).toEqual([]);

  const download = chair.waitForEvent("download");
  await chair.getByRole("link", { name: "PDF" }).click();
  const pdf = await readFile((await (await download).path()) ?? "");
  const raw = pdf.toString("latin1");
  expect(raw).toMatch(/\/StructTreeRoot \d+ 0 R/);
  expect(raw).toContain("/Lang (fr-FR)");
  expect(raw).toContain("/DisplayDocTitle true");
  const text = pdfTexts(pdf).join(" ");
  expect(text).toContain(hash);
  expect(text.replaceAll(/\s+/g, " ")).toContain("Hors des priorités de l’année.");

  await chair.getByRole("link", { name: "Vérifier" }).click();
  await chair.getByText("numéros, empreintes, chaîne et décisions concordent", { exact: false }).waitFor();
  expect(await chair.getByRole("button", { name: "Accorder" }).count()).toBe(0);

  // What is sealed stays; correcting it is a new decision, which names the one that it corrects.
  await chair.goto("/2027/arbitration/decisions");
  const sealed = chair.getByRole("row").filter({ hasText: "Hors des priorités de l’année." }).first();
  const number = await sealed.getByRole("rowheader").innerText();
  await sealed.locator('a[href*="/arbitration/requests/"]').first().click();
  await chair.getByRole("heading", { name: `Corriger la décision n° ${number}` }).waitFor();
  await settled(chair);
  await chair.getByLabel("Motif de « Plafonner au notifié 2026 »").fill("Le bilan de juin est rendu.");
  await chair.getByRole("button", { name: "Plafonner au notifié 2026", exact: true }).click();
  await chair
    .getByText(/Décision n° \d+ enregistrée/)
    .first()
    .waitFor();
  await chair.goto("/2027/arbitration/decisions");
  expect(await chair.getByRole("row").nth(1).innerText()).toContain(`corrige la n° ${number}`);
});
