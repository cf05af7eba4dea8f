import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

test("journey 1: what waits is a few cards; opening one and coming back changes nothing; a colleague who opens the address sees the same year and scope", {
  timeout: 120_000,
}, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/home?unit=DR44");
  await settled(page);
  const cards = page.locator("a[data-task]:visible");
  const count = await cards.count();
  expect(count).toBeGreaterThanOrEqual(3);
  expect(count).toBeLessThanOrEqual(5);
  for (const text of await cards.allInnerTexts()) expect(text).toMatch(/\d/);
  expect.soft(await faultsOf(page)).toEqual([]);
  const first = await cards.first().getAttribute("href");
  await cards.first().click();
  await page.waitForURL((url) => url.pathname + url.search === first || url.pathname === new URL(first ?? "", url).pathname);
  // The address changes before the page does.
  const home = page.getByRole("heading", { level: 1, name: "Accueil" });
  await home.waitFor({ state: "detached" });
  await page.goBack();
  await page.waitForURL(/\/2026\/home/);
  await home.waitFor();
  await settled(page);
  expect(await cards.count()).toBe(count);
  const address = page.url();

  const fresh = await open({ as: "programme2" });
  await fresh.goto(address);
  await settled(fresh);
  expect(new URL(fresh.url()).pathname + new URL(fresh.url()).search).toBe("/2026/home?unit=DR44");
  expect(await fresh.getByRole("heading", { name: "Où en est 2026" }).count()).toBe(1);
  expect(await fresh.getByRole("table").first().innerText()).toBe(await page.getByRole("table").first().innerText());
});

test("a task is put aside until tomorrow, found again among those put aside, and taken back", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/home");
  await settled(page);
  const first = page.locator("a[data-task]:visible").first();
  const task = (await first.getAttribute("data-task")) ?? "";
  const card = page.locator(`a[data-task="${task}"]`);
  const item = page.locator("li", { has: card });
  await item.getByRole("button", { name: /^demain/ }).click();
  await page.getByText("La tâche attendra.").waitFor();
  await page.getByText(/tâches? mises? en attente/).click();
  expect(await card.innerText()).toContain("en attente jusqu’au 16/06/2026");
  await item.getByRole("button", { name: /^Reprendre/ }).click();
  await page.getByText(/tâches? mises? en attente/).waitFor({ state: "detached" });
});

test("the page is one sheet of paper: where things stand", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/home");
  await settled(page);
  const paper = await page.pdf({ format: "A4" });
  const sheets = paper.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  expect(sheets).toBe(1);
});
