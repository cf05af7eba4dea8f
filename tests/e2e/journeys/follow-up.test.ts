import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const plain = (text: string) => text.replaceAll(/[\s\u00a0\u202f]+/g, " ");

test("from the message to a unit: the share that is said is that of the figures, the heat map leads to the unit, whose year has twelve months", {
  timeout: 120_000,
}, async ({ open }) => {
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

  const map = page.getByRole("figure").filter({ hasText: "au profil de leurs années passées" });
  await map.getByRole("link", { name: "Grand Est" }).click();
  await page.waitForURL(/\/2026\/execution\/DR44/);
  await settled(page);
  const year = page.getByRole("figure").filter({ hasText: "atterrissage probable" });
  await year.getByText("Voir les données").click();
  expect(await year.locator("tbody tr").count()).toBe(12);
  await year.getByText(/8 chances sur 10 d’être entre/).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);

  await page.goBack();
  await settled(page);
  expect(new URL(page.url()).search).toBe("?m=cp&to=2026-04");
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
