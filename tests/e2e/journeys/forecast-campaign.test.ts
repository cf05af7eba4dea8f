import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";
import { saved, textOf } from "../sheet-page.ts";

/** Each run opens a campaign of its own, and closes it. */
const year = 2026;
const run = Date.now().toString(36);
const label = `Budget révisé ${run}`;

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await settled(page);
}

async function accessible(page: Page): Promise<void> {
  expect.soft(await faultsOf(page), page.url()).toEqual([]);
}

async function fillCalendar(
  page: Page,
  to: Partial<Record<"writing" | "submission" | "review" | "arbitration", string>> = {},
): Promise<void> {
  for (const step of ["writing", "submission", "review", "arbitration"] as const) {
    await page.locator(`input[name="${step}From"]`).fill("2026-06-01");
    await page.locator(`input[name="${step}To"]`).fill(to[step] ?? "2026-07-31");
  }
}

test("a campaign is opened, reminds, freezes a version, ends its writing, and reopens the sheet of one unit", { timeout: 240_000 }, async ({
  open,
}) => {
  const [staff, head, other] = [await open({ as: "programme" }), await open({ as: "chef" }), await open({ as: "chef-info" })];

  await visit(staff, `/${year}/campaigns/new?kind=revised`);
  await staff.getByLabel("Nom").fill(label);
  await fillCalendar(staff);
  await staff.getByText(/^\d+ unités$/).click();
  const boxes = staff.locator('input[name="units"]');
  await boxes.evaluateAll((all) => {
    for (const box of all as HTMLInputElement[]) if (!["DR44", "SG-DI"].includes(box.value)) box.click();
  });
  await accessible(staff);
  await staff.getByRole("button", { name: "Ouvrir la campagne" }).click();
  await staff.getByText(`« ${label} » est ouverte`, { exact: false }).first().waitFor();
  const campaign = new URL(staff.url()).searchParams.get("campaign") ?? "";
  const base = `/${year}/campaigns/${campaign}`;
  await accessible(staff);

  // The empty sheet, and the first of its three starts.
  const sheet = `/${year}/forecast/DR44?campaign=${campaign}`;
  await visit(head, sheet);
  for (const name of ["Partir de l’an dernier", "Importer", "Saisir"])
    expect(await head.getByRole("link", { name, exact: true }).count(), name).toBe(1);
  await accessible(head);
  await head.getByRole("link", { name: "Partir de l’an dernier" }).click();
  await head.getByLabel("Évolution, en %").fill("2");
  await accessible(head);
  await head.getByRole("button", { name: "Créer le socle" }).click();
  await head
    .getByText(/lignes? créées? dans 1 feuille/)
    .first()
    .waitFor();
  await takesOver(head, `${sheet}&m=cp&by=months`);

  // Who has returned nothing is reminded.
  await visit(staff, `/${year}/campaigns?campaign=${campaign}`);
  await staff.getByLabel("Choisir Informatique").check();
  await staff.getByRole("button", { name: "Relancer" }).click();
  await staff
    .getByText(/personnes? relancées? dans 1 unité/)
    .first()
    .waitFor();
  expect(await staff.getByRole("row", { name: /Informatique/ }).innerText()).toContain("une fois, le");
  await visit(other, "/inbox");
  await other.getByText(label, { exact: false }).first().waitFor();
  await accessible(other);

  // A version is frozen.
  await visit(staff, `${base}/versions`);
  await staff.getByLabel("Nom").fill("V1");
  await staff.getByRole("button", { name: "Figer", exact: true }).click();
  await staff.getByText("La version « V1 » est figée", { exact: false }).first().waitFor();
  expect(await staff.getByRole("row", { name: /V1/ }).innerText()).toContain("2 unités");
  await accessible(staff);

  // The sheet is handed in, then writing ends.
  await visit(head, `/${year}/forecast/DR44/submission?campaign=${campaign}`);
  const confirm = head.getByRole("checkbox", { name: /confirme/ });
  if ((await confirm.count()) > 0) await confirm.check();
  await accessible(head);
  await head.getByRole("button", { name: /^Transmettre/ }).click();
  await head
    .getByText(/transmises?/)
    .first()
    .waitFor();
  await visit(staff, `${base}/calendar`);
  await fillCalendar(staff, { writing: "2026-06-10", submission: "2026-06-12" });
  await staff.getByLabel("Motif").fill("Arbitrages avancés.");
  await accessible(staff);
  await staff.getByRole("button", { name: "Enregistrer le calendrier" }).click();
  await staff.getByText("2 étapes ont changé", { exact: false }).first().waitFor();
  await staff.getByText("Saisie par les unités : du 01/06/2026 au 10/06/2026", { exact: false }).first().waitFor();
  await visit(other, `/${year}/forecast/SG-DI?campaign=${campaign}`);
  expect(await other.getByRole("link", { name: "Saisir", exact: true }).count()).toBe(0);

  // One unit is let in again, with a reason.
  await visit(staff, `/${year}/campaigns?campaign=${campaign}`);
  await staff.getByLabel("Choisir Grand Est").check();
  await staff.getByRole("button", { name: "Rouvrir", exact: true }).click();
  await staff.getByRole("heading", { level: 1, name: "Rouvrir la feuille d’une unité" }).waitFor();
  await settled(staff);
  await staff.getByLabel("Jusqu’au").fill("2026-06-30");
  await staff.getByLabel("Motif").fill("Erreur de nature signalée par l’unité.");
  await accessible(staff);
  await staff.getByRole("button", { name: "Rouvrir la feuille" }).click();
  await staff.getByText("1 demande est redevenue modifiable", { exact: false }).first().waitFor();
  await visit(head, `${sheet}&m=cp&by=years`);
  const first = head.getByRole("grid").getByRole("gridcell").and(head.locator("[tabindex='0']"));
  await first.focus();
  await head.keyboard.press("Control+Home");
  await head.keyboard.type("1234");
  await head.keyboard.press("Enter");
  await saved(head);
  await visit(staff, `${base}/calendar`);
  await staff.getByText("Erreur de nature signalée par l’unité.", { exact: false }).first().waitFor();
  await accessible(staff);

  // Closed, so that the next run opens its own.
  await visit(staff, `${base}/state?act=close`);
  await accessible(staff);
  await staff
    .getByLabel("Motif")
    .fill("Fin de l’essai.")
    .catch(() => undefined);
  await staff.getByRole("button", { name: "Clore la campagne" }).click();
  await staff.getByText("est close", { exact: false }).first().waitFor();
});

/** What was executed is taken over in all the selected lines at once, and one undo takes it back from all. */
async function takesOver(page: Page, sheet: string): Promise<void> {
  await visit(page, sheet);
  const rows = page
    .getByRole("grid")
    .getByRole("row")
    .filter({ has: page.locator('[role="gridcell"][data-kind="entry"]:not([aria-readonly])') });
  const march = (row: number) => rows.nth(row).getByRole("gridcell").nth(2);
  await march(0).focus();
  await page.keyboard.press("Shift+ArrowDown");
  const before = [await textOf(march(0)), await textOf(march(1))];
  await page.getByRole("button", { name: /^Reprendre 2025 \(2 lignes\)/ }).click();
  await saved(page);
  expect([await textOf(march(0)), await textOf(march(1))].every((text) => text !== "")).toBe(true);
  await march(0).focus();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé/).waitFor();
  await expect.poll(async () => [await textOf(march(0)), await textOf(march(1))]).toEqual(before);
}
