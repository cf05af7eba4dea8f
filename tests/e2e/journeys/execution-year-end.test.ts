import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { askBooks } from "#tests/support/demo-books.ts";
import { faultsOf } from "../accessible.ts";

/**
 * The end of last year's credits, undone and done again, so that the demo ends as it was: what lapses, what the unpaid requests take, and where
 * every stage stands. Before the journeys that close that exercise; where it is closed already there is nothing left to end.
 */
const year = 2025;
const assistant = `/${year}/execution/year-end`;

/** Cents and hundredths of every stage of the exercise, those at nothing left out. */
const stages = () =>
  askBooks<{ name: string; amount: string }>(
    `select concat_ws(' ', spending_class, resource, stage) as name, sum(amount)::text as amount from stage_position
      where fiscal_year = $1 group by 1 having sum(amount) <> 0 order by 1`,
    year,
  );
const heldByRequests = async (of: number) =>
  (
    await askBooks<{ amount: string }>(
      `select coalesce(sum(amount), 0)::text as amount from stage_position where fiscal_year = $1 and stage = 'requested' and resource = 'CP'`,
      of,
    )
  )[0]?.amount;

test("last year's credits are given back and lapse again, step by step, to the cent", { timeout: 240_000 }, async ({ open, skip }) => {
  const [closed] = await askBooks("select 1 from fiscal_year where year = $1 and status = 'closed'", year);
  skip(closed !== undefined, "another journey has closed the exercise");
  const chief = await open({ as: "chef-comptable" });
  const before = await stages();
  expect(before.some(({ name }) => name.endsWith(" allotted"))).toBe(false);

  await visit(chief, assistant);
  await chief.getByText(/Chaque stade ouvert de 2025 est à zéro/).waitFor();
  expect.soft(await faultsOf(chief)).toEqual([]);
  await chief.getByRole("link", { name: /Défaire/ }).click();
  await chief.getByLabel("Motif").fill("Une facture oubliée");
  await chief.getByRole("button", { name: "Contre-passer ce mouvement" }).click();
  await chief.getByText(/Fin de gestion défaite par le mouvement MV-2025-\d+/).waitFor();
  await state(chief, "Annuler les crédits non consommés", "À faire");
  await state(chief, "Reprendre les demandes impayées sur 2026", "En attente");
  expect(await stages()).not.toEqual(before);

  // What would be posted is shown, and nothing is posted before it is asked for.
  const opened = await stages();
  await chief.getByRole("link", { name: /Faire : Annuler les crédits/ }).click();
  await chief.getByRole("heading", { name: "Ce qui serait annulé" }).waitFor();
  await chief.getByText(/2 demandes impayées rendront 20\s650,00\s€ de CP/).waitFor();
  expect.soft(await faultsOf(chief)).toEqual([]);
  expect(await stages()).toEqual(opened);
  await chief.getByRole("button", { name: "Annuler ces crédits" }).click();
  await chief.getByText(/Crédits non consommés annulés par le mouvement MV-2025-\d+/).waitFor();
  expect(await stages()).toEqual(before);
});

test("what last year left unpaid takes the credits of this one, and gives them back", { timeout: 180_000 }, async ({ open }) => {
  const staff = await open({ as: "programme" });
  const held = await heldByRequests(year + 1);
  await visit(staff, `${assistant}/requests`);
  await staff.getByText(/2 demandes impayées attendent \(20\s650,00\s€\)/).waitFor();
  await tickAll(staff);
  await staff.getByRole("button", { name: "Reprendre sur 2026" }).click();
  await staff.getByText("2 demandes reprises.").waitFor();
  await state(staff, "Reprendre les demandes impayées sur 2026", "Fait");
  expect(Number(await heldByRequests(year + 1)) - Number(held)).toBe(2_065_000);

  await visit(staff, `${assistant}/requests`);
  expect.soft(await faultsOf(staff)).toEqual([]);
  await tickAll(staff);
  await staff.getByRole("button", { name: "Rendre les CP" }).click();
  await staff.getByText("2 demandes ont rendu leurs CP.").waitFor();
  await state(staff, "Reprendre les demandes impayées sur 2026", "À faire");
  expect(await heldByRequests(year + 1)).toBe(held);
});

test("the year under way shows what its end will ask, and lets nothing lapse before its day", { timeout: 120_000 }, async ({ open }) => {
  const chief = await open({ as: "chef-comptable" });
  await visit(chief, "/2026/execution/year-end");
  await state(chief, "Apurer les dépassements", "Bloquant");
  await visit(chief, "/2026/execution/year-end/lapse");
  await chief.getByText(/L’exercice court jusqu’au 31\/12\/2026/).waitFor();
  expect(await chief.getByRole("button", { name: "Annuler ces crédits" }).count()).toBe(0);
});

async function visit(page: Page, path: string): Promise<void> {
  expect((await page.goto(path))?.status(), path).toBe(200);
  await settled(page);
}

async function state(page: Page, step: string, expected: string): Promise<void> {
  await page.getByRole("row", { name: new RegExp(`^${step}.*${expected}`, "s") }).waitFor();
}

async function tickAll(page: Page): Promise<void> {
  for (const box of await page.getByRole("checkbox").all()) await box.check();
}
