import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/** Another one at each run: an operation stays. */
const code = `E2E-${Date.now().toString(36).toUpperCase()}`;
const operation = (year: number, part = "") => `/${year}/works/operations/${code}${part}`;

test("an operation is told: a phase, a milestone, what it gives, what it takes of the ledger; one of what it gives has a cost, year after year", {
  timeout: 180_000,
}, async ({ open, tolerate }) => {
  tolerate(/status of 4(?:09|22)/);
  const page = await open({ as: "programme" });
  await visit(page, "/2026/works/operations/new");
  await page.getByLabel("Code").fill(code);
  await page.getByLabel("Libellé").fill("Enquête d’essai (fictive)");
  await page.getByLabel("Nature").selectOption("survey");
  await page.getByLabel("Unité responsable").selectOption("DR44");
  await page.getByLabel("Activité").selectOption("01-ENQ");
  await page.getByLabel("Unité d’œuvre").selectOption("questionnaire");
  await page.getByLabel("Premier mois").fill("2025-01");
  await page.getByRole("button", { name: "Créer l’opération" }).click();
  await page.getByText(`L’opération ${code} est créée.`).waitFor();

  await visit(page, operation(2026, "/phase"));
  await page.getByLabel("Nature").selectOption("collection");
  await page.getByLabel("Libellé").fill("Collecte d’essai");
  await page.getByLabel("Début").fill("2026-01-01");
  await page.getByLabel(/^Fin/).fill("2026-12-31");
  await page.getByLabel("Avancement, en %").fill("40");
  await saved(page);
  await visit(page, operation(2026, "/date"));
  await page.getByLabel("Libellé").fill("Ouverture de la collecte d’essai");
  await page.getByLabel("Prévu le").fill("2026-05-04");
  await saved(page);
  for (const [year, volume] of [
    ["2025", "1000"],
    ["2026", "800"],
  ] as const) {
    await visit(page, operation(2026, "/volume"));
    await page.getByLabel("Année").fill(year);
    await page.getByLabel("Volume").fill(volume);
    await saved(page);
  }

  // Others have taken more than half of that activity already: half of it cannot be given again, a tenth can.
  for (const share of ["50", "10"]) {
    await visit(page, operation(2026, "/expense"));
    await page.getByLabel("Clé").selectOption("activity");
    await page.getByLabel("Part, en %").fill(share);
    await page.getByLabel("Depuis l’exercice").fill("2025");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await (share === "10" ? page.getByText("C’est enregistré.") : page.locator("main [role=alert]")).first().waitFor();
  }

  await visit(page, operation(2026));
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByText("Ouverture de la collecte d’essai").first().waitFor();
  expect(plain(await page.getByRole("table", { name: /Échéances|Jalons/ }).innerText())).toContain("en retard");
  const years = page.getByRole("table", { name: "D’une année à l’autre" });
  for (const [year, volume] of [
    ["2025", 1_000],
    ["2026", 800],
  ] as const) {
    const cells = await years.getByRole("row").filter({ hasText: year }).getByRole("cell").allInnerTexts();
    const heads = await years.getByRole("columnheader").allInnerTexts();
    const figure = (name: RegExp) => number(cells[heads.slice(1).findIndex((head) => name.test(head))] ?? "");
    expect(figure(/^Coût complet/), year).toBeGreaterThan(0);
    expect(figure(/^Coût unitaire/), year).toBeCloseTo(figure(/^Coût complet/) / volume, 2);
  }

  // The whole of the ledger is found again, whatever is given to whom.
  await visit(page, "/2025/works/allocation");
  expect(plain(await page.locator("main").innerText())).toContain("aucun écart");

  // Put back: the costs of the other operations are as they were found.
  await visit(page, operation(2026));
  await page.locator('a[href*="/expense?id="]').first().click();
  await page.getByRole("button", { name: "Retirer" }).click();
  await page.getByText("C’est retiré.").waitFor();
});

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await settled(page);
}

async function saved(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("C’est enregistré.").waitFor();
}

/** Spaces of any width are one. */
function plain(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]+/g, " ");
}

function number(text: string): number {
  return Number(text.replaceAll(/[\s\u00a0\u202f]/g, "").replace(",", "."));
}
