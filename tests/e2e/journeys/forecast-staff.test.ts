import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

test("an agent asks for somebody from July; the sheet holds the people, and the euros are told to programme staff alone", {
  timeout: 180_000,
}, async ({ open, tolerate }) => {
  tolerate(/422/);
  const agent = await open({ as: "agent" });
  const request = await newRequest(agent);
  await agent.getByRole("link", { name: "Modifier les effectifs" }).click();
  await agent.waitForURL(/\/staff$/);
  await settled(agent);
  await agent.locator('select[name="staff[0].category"]').selectOption("21-1025");
  await agent.locator('select[name="staff[0].activity"]').selectOption("01-ENQ");
  await agent.locator('input[name="staff[0].fte"]').fill("0,8");
  await agent.locator('input[name="staff[0].entry"]').fill("2027-07");
  await agent.getByText(/^ETPT 2027\s:\s0,40$/).waitFor();
  expect.soft(await faultsOf(agent)).toEqual([]);

  await agent.locator('input[name="staff[0].exit"]').fill("2027-03");
  await agent.getByRole("button", { name: "Enregistrer les effectifs" }).click();
  await agent
    .getByText(/doit suivre l’entrée/)
    .first()
    .waitFor();
  await agent.locator('input[name="staff[0].exit"]').fill("");
  await agent.getByRole("button", { name: "Enregistrer les effectifs" }).click();
  await agent.getByText(/^Effectifs enregistrés/).waitFor();
  await agent.getByText(/calculé et vu par les gestionnaires du programme/).waitFor();
  expect(await agent.getByText("CAS Pensions").count()).toBe(0);
  expect.soft(await faultsOf(agent)).toEqual([]);

  const staff = await open({ as: "programme" });
  await staff.goto(request);
  await settled(staff);
  const total = staff.getByRole("row", { name: /^Titre 2 \(AE = CP\)/ });
  expect((await total.getByRole("cell").first().innerText()).replaceAll(/\D/g, "")).toMatch(/^[1-9]\d{4,}$/);
  expect.soft(await faultsOf(staff)).toEqual([]);
});

/** A new measure with one line; the page stands on it then. Gives its path. */
async function newRequest(page: Page): Promise<string> {
  await page.goto("/2027/forecast/DR44/requests/new");
  await settled(page);
  await page.getByLabel("Objet").fill(`Renfort ${Date.now().toString(36)}`);
  await page.getByLabel("Nature de dépense").first().selectOption("31-COL");
  await page.getByLabel("Activité").first().selectOption("01-ENQ");
  await page.getByLabel("AE 2027", { exact: true }).first().fill("5000");
  await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
  await page.getByText("est enregistrée").first().waitFor();
  return new URL(page.url()).pathname;
}
