import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const plain = (text: string) => text.replaceAll(/[\s\u00a0\u202f]+/g, " ");

test("journey 10: the message says what the figures say; a cell of the heat map leads to its unit, whose year has twelve months and fits on one sheet; another landing asks why", {
  timeout: 120_000,
}, async ({ open, tolerate }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution?m=cp&to=2026-04");
  await settled(page);
  const message = plain(
    await page
      .getByText(/^À fin avril/)
      .first()
      .innerText(),
  );
  const said = /À fin avril : ([\d,]+) % des CP notifiés payés, ([\d,]+ points? au-dess(us|ous) du|au) profil/.exec(message)?.[1];
  expect(said, message).toBeDefined();

  const landings = page.getByRole("figure").filter({ hasText: "Atterrissage probable" });
  await landings.getByText("Voir les données").click();
  const cents = async (column: number) => {
    const values = await landings
      .locator(`tbody tr td:nth-of-type(${column}) data`)
      .evaluateAll((all) => all.map((one) => one.getAttribute("value") ?? "0"));
    return values.reduce((sum, value) => sum + BigInt(value.replace(".", "")), 0n);
  };
  const columns = await landings.locator("thead th").allInnerTexts();
  const place = (head: string) => columns.findIndex((text) => text.startsWith(head));
  const [used, limit] = [await cents(place("CP payés")), await cents(place("Plafond"))];
  expect(Number((used * 10_000n) / limit) / 100).toBeCloseTo(Number(said?.replace(",", ".")), 0);

  const map = page.getByRole("figure").filter({ hasText: /du profil de (leurs|ses) années passées/ });
  // A cell of the unit's row: its April.
  const row = map.getByRole("row").filter({ has: page.getByRole("link", { name: "Grand Est" }) });
  await row.locator('a[href*="month=2026-04"]').click();
  await page.waitForURL(/\/2026\/execution\/DR44\?m=cp&month=2026-04/);
  await settled(page);
  const year = page.getByRole("figure").filter({ has: page.getByText(/8 chances sur 10 d’être entre/) });
  await year.getByText("Voir les données").click();
  expect(await year.getByRole("row", { name: /^(jan|fév|mar|avr|mai|jui|aoû|sep|oct|nov|déc)/ }).count()).toBe(12);
  expect.soft(await faultsOf(page)).toEqual([]);

  await year.getByText("Voir les données").click();
  const paper = await page.pdf({ format: "A4" });
  expect(paper.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length).toBe(1);
  await page.emulateMedia({ media: "print" });
  const drawn = await page
    .locator("figure svg[role=img]:visible")
    .evaluateAll((all) => all.map((one) => one.querySelectorAll("path, rect, line").length));
  expect(drawn.length).toBeGreaterThan(0);
  expect(Math.min(...drawn)).toBeGreaterThan(0);
  await page.emulateMedia({ media: null });

  await page.getByRole("link", { name: "Atterrissage saisi ou modèle" }).click();
  await page.waitForURL(/\/landing/);
  await settled(page);
  // Without a reason it is refused, and says so.
  tolerate(/status of 422/);
  await page.getByRole("button", { name: "Donner cet atterrissage" }).click();
  await page.getByRole("alert").first().waitFor();
  await page.locator("textarea[name=reason]:visible").first().fill("Un marché glisse d’un trimestre.");
  await page.getByRole("button", { name: "Donner cet atterrissage" }).click();
  await page.getByText("L’atterrissage saisi fait foi.").first().waitFor();
  // What the demo says is left as it was.
  await page.getByText("Revenir à l’atterrissage du modèle", { exact: true }).click();
  await page.locator("textarea#withdrawal-reason").fill("Le marché est signé.");
  await page.getByRole("button", { name: "Retirer l’atterrissage saisi" }).click();
  await page.getByText("L’atterrissage du modèle fait foi à nouveau.").waitFor();
});

test("the way back from a unit is the follow-up as it was; a past day is said, with the way back to today", { timeout: 120_000 }, async ({
  open,
}) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution?m=cp&to=2026-04");
  await settled(page);
  await page
    .getByRole("figure")
    .filter({ hasText: /du profil de (leurs|ses) années passées/ })
    .getByRole("link", { name: "Grand Est" })
    .click();
  await page.waitForURL(/\/2026\/execution\/DR44/);
  await page.goBack();
  await settled(page);
  expect(new URL(page.url()).search).toBe("?m=cp&to=2026-04");

  await page.goto("/2026/execution?m=cp&to=2026-03");
  await settled(page);
  await page.getByLabel("Tel que connu le").fill("2026-04-10");
  await page.getByRole("button", { name: "Voir ce jour" }).click();
  await page.waitForURL(/on=2026-04-10/);
  await page.getByText("Tel que connu le 10/04/2026").waitFor();
  await page.getByRole("link", { name: "Revenir à aujourd’hui" }).click();
  await page.getByText("Tel que connu le 10/04/2026").waitFor({ state: "detached" });
});

test("where the money goes: a node shows its own flows in words, a flow opens its story, and the story says its amount", {
  timeout: 120_000,
}, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution");
  await settled(page);
  await page.getByRole("navigation", { name: "Pages de l’exécution" }).getByRole("link", { name: "Flux" }).click();
  await page.waitForURL(/\/2026\/execution\/flows/);
  await settled(page);
  const nodes = page.getByRole("region", { name: "Ce qu’ils deviennent" });
  await nodes.getByRole("link", { name: /^Payé/ }).click();
  await page.waitForURL(/node=fate-used/);
  await page.getByText(/^Payé\s:\svient de /).waitFor();
  await page.getByText("Voir les données").click();
  const flow = page
    .getByRole("row", { name: /Hors titre 2/ })
    .locator("a[data-trace]")
    .first();
  const amount = plain(await flow.innerText());
  await flow.click();
  const story = page.locator("[data-trace-panel]");
  await story.waitFor();
  expect(plain(await story.getByRole("heading").first().innerText())).toContain(amount);
});

test("what is shown has an address: rates by group in AE, up to a month, sorted by name", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution");
  await settled(page);
  for (const name of ["Autorisations d’engagement", "Taux", "Central et régions"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.locator("a[aria-current=page]", { hasText: name }).waitFor();
  }
  await page.getByLabel("À la fin de").selectOption("2026-02");
  await page.getByRole("button", { name: "Afficher" }).click();
  await page.waitForURL(/to=2026-02/);
  await settled(page);
  const search = new URL(page.url()).searchParams;
  expect(Object.fromEntries(search)).toEqual({ m: "ae", show: "rate", group: "kind", to: "2026-02" });
  const groups = page.getByRole("row", { name: /^(Directions régionales|Services centraux)/ });
  expect(await groups.count()).toBe(2);
  expect(plain(await groups.first().innerText())).toMatch(/\d+,\d %/);
});
