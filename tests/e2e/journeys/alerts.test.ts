import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

test("journey 10: from the heat map to a unit, whose landing is changed: the reason is asked for, then both are shown", {
  timeout: 120_000,
}, async ({ open, tolerate }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution?m=cp&to=2026-05");
  await settled(page);
  const row = page.getByRole("row", { name: /^Corse/ }).first();
  await row.locator("td a").nth(2).click();
  await page.waitForURL(/\/2026\/execution\/[^?]+\?m=cp&month=2026-03/);
  await settled(page);
  await page.getByRole("link", { name: "Atterrissage saisi ou modèle" }).click();
  await page.waitForURL(/\/landing\?m=cp/);
  await settled(page);
  tolerate(/status of 422/);
  await page.getByRole("button", { name: "Donner cet atterrissage" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("Pourquoi", { exact: false }).first().getAttribute("aria-invalid")).toBe("true");
  await page.getByLabel("Pourquoi", { exact: false }).first().fill("Un marché glisse en 2027.");
  await page.getByRole("button", { name: "Donner cet atterrissage" }).click();
  await page.getByText("L’atterrissage saisi fait foi. Celui du modèle reste à côté.").waitFor();
  await settled(page);
  expect(await page.getByRole("row", { name: /Un marché glisse en 2027/ }).count()).toBe(1);
  expect.soft(await faultsOf(page)).toEqual([]);

  await page.getByText("Revenir à l’atterrissage du modèle").click();
  await page.getByLabel("Pourquoi y revenir", { exact: false }).fill("Il est signé.");
  await page.getByRole("button", { name: "Retirer l’atterrissage saisi" }).click();
  await page.getByText("L’atterrissage du modèle fait foi à nouveau.").waitFor();
});

test("an explanation is asked from a unit, read in its inbox, answered on the alert, and kept", { timeout: 120_000 }, async ({ open }) => {
  const staff = await open({ as: "programme" });
  await staff.goto("/2026/execution/DR44?m=cp&month=2026-03");
  await settled(staff);
  await staff.getByRole("link", { name: "Demander une explication" }).first().click();
  await staff.waitForURL(/\/alerts\/asking/);
  await settled(staff);
  const question = `D’où vient l’écart de mars ? ${Date.now()}`;
  await staff.getByLabel("Question", { exact: false }).fill(question);
  await staff.getByRole("button", { name: "Demander une explication" }).click();
  await staff.getByText("L’explication est demandée. L’unité est prévenue.").waitFor();
  const address = new URL(staff.url()).pathname;

  const head = await open({ as: "chef" });
  await head.goto("/inbox?kind=explanationAsked");
  await settled(head);
  await head.getByRole("button", { name: question }).click();
  await head.waitForURL((url) => url.pathname === address);
  await settled(head);
  expect.soft(await faultsOf(head)).toEqual([]);
  const answer = `Un rattrapage de paie. ${Date.now()}`;
  await head.getByLabel("Explication", { exact: false }).fill(answer);
  await head.getByRole("button", { name: "Répondre" }).click();
  await head.getByText("L’explication est enregistrée.").waitFor();

  await staff.reload();
  await settled(staff);
  expect(await staff.getByText(answer).count()).toBe(1);
});

test("the list keeps its filters in the address, and says so when nothing is out of line", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution/alerts");
  await settled(page);
  await page.getByRole("navigation", { name: "Gravité" }).getByRole("link", { name: "Grave", exact: true }).click();
  await page.waitForURL(/level=serious/);
  await page.locator("a[aria-current=page]", { hasText: "Grave" }).waitFor();
  await settled(page);
  expect(await page.getByText("À surveiller", { exact: true }).count()).toBe(1);
  await page.goto("/2026/execution/alerts?state=closed&m=etpt&level=serious");
  await settled(page);
  expect(await page.getByText("Aucun écart hors couloir").count()).toBe(1);
});
