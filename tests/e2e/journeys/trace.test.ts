import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const plain = (text: string) => text.replaceAll(/[\s\u00a0\u202f]+/g, " ");
const panelOf = (page: Page) => page.getByRole("complementary").filter({ hasText: "Le fil de l’euro" });

/** The exact amounts of the first table of a story, and its total, in cents. */
async function told(page: Page): Promise<{ parts: bigint; total: bigint }> {
  const table = panelOf(page).getByRole("table", { name: "De quoi ce chiffre est fait" });
  const cents = async (rows: string) => {
    const values = await table
      .locator(`${rows} td:last-child data`)
      .evaluateAll((all) => all.map((one) => one.getAttribute("value") ?? "0"));
    return values.reduce((sum, value) => sum + BigInt(value.replace(".", "")), 0n);
  };
  return { parts: await cents("tbody"), total: await cents("tfoot") };
}

test("a figure of the follow-up opens its story beside the page; its parts add up to it down to an entry; its address is for anybody who may read it", {
  timeout: 240_000,
}, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution?m=cp");
  await settled(page);
  const row = page.getByRole("row", { name: /Grand Est.*DR44/ }).last();
  const figure = row.locator('[data-trace="cp:.DR44:2026"]');
  const exact = await figure.locator("data").getAttribute("value");

  await figure.focus();
  await page.keyboard.press("Alt+Shift+T");
  const panel = panelOf(page);
  await panel.waitFor();
  expect(new URL(page.url()).searchParams.get("trace")).toBe("cp:.DR44:2026");
  const sentence = panel.getByRole("heading", { level: 2 });
  await expect.poll(async () => plain(await sentence.innerText())).toMatch(/^[\d ]+,\d\d € payés = \d+ écritures$/);
  expect(
    BigInt(
      plain(await sentence.innerText())
        .split(" €")[0]
        ?.replaceAll(/[ ,]/g, "") ?? "0",
    ),
  ).toBe(BigInt(exact?.replace(".", "") ?? "-1"));
  expect(await sentence.evaluate((own) => own === document.activeElement)).toBe(true);
  const whole = await told(page);
  expect(whole.parts).toBe(whole.total);
  expect.soft(await faultsOf(page)).toEqual([]);

  await panel.getByRole("link", { name: "hors titre 2" }).click();
  await page.waitForURL(/spendingClass(=|%3D)nonPersonnel/);
  await settled(page);
  await panel.getByRole("link", { name: "par document" }).click();
  await page.waitForURL(/by(=|%3D)document/);
  await panel.locator("a[aria-current=true]", { hasText: "par document" }).waitFor();
  const documents = await told(page);
  expect(documents.parts).toBe(documents.total);
  const deep = page.url();
  await panel
    .getByRole("link", { name: /^Paiement / })
    .first()
    .click();
  await page.waitForURL(/document(=|%3D)payment/);
  // The address is there before the drawing: a document is told in one way only.
  await panel.getByRole("navigation", { name: "Détailler" }).waitFor({ state: "detached" });
  const entries = await told(page);
  expect(entries.parts).toBe(entries.total);
  await panel.getByRole("table").getByRole("link").first().click();
  await page.waitForURL(/\/2026\/ledger\/entries\/\d+/);

  await page.goBack();
  await page.waitForURL(/document(=|%3D)payment/);
  await page.goBack();
  await page.waitForURL(deep);
  await settled(page);

  const elsewhere = await open({ as: "controleur" });
  await elsewhere.goto(deep);
  await settled(elsewhere);
  expect(await told(elsewhere)).toEqual(documents);
  expect(await panelOf(elsewhere).getByRole("heading", { level: 2 }).innerText()).toBe(
    await panelOf(page).getByRole("heading", { level: 2 }).innerText(),
  );

  const stranger = await open({ as: "chef-info" });
  await stranger.goto(deep);
  await settled(stranger);
  expect(await panelOf(stranger).getByRole("heading", { level: 2 }).innerText()).toBe(
    "Ce chiffre n’existe pas, ou vous n’y avez pas accès",
  );
});

test("Escape closes the story and gives the focus back to its figure", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2026/allotment");
  await settled(page);
  const figure = page.locator('[data-trace="notified.cp:.DR44:2026"]');
  await figure.click();
  await panelOf(page).waitFor();
  await panelOf(page).getByRole("link", { name: "par nature" }).click();
  await page.waitForURL(/by(=|%3D)nature/);
  await settled(page);
  await page.keyboard.press("Escape");
  await panelOf(page).waitFor({ state: "detached" });
  expect(new URL(page.url()).search).toBe("");
  expect(await figure.evaluate((own) => own === document.activeElement)).toBe(true);
});

test("the story says the very figure that opened it, on each page where figures stand", { timeout: 300_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  for (const address of [
    "/2026/execution?m=ae",
    "/2026/execution/DR44",
    "/2026/allotment",
    "/2026/allotment?asOf=2026-03-31",
    "/2026/allotment/DR44",
    "/2025/review?class=nonPersonnel",
    "/2026/units/DSDS",
    "/2025/units/DR44",
  ]) {
    await page.goto(address);
    const figures = await page
      .locator("[data-trace]:has(data)")
      .evaluateAll((all) =>
        all.map((one) => [one.getAttribute("data-trace") ?? "", one.querySelector("data")?.getAttribute("value") ?? ""] as const),
      );
    expect(figures.length, address).toBeGreaterThan(3);
    const step = Math.max(1, Math.floor(figures.length / 8));
    for (const [trace, value] of figures.filter((_, index) => index % step === 0)) {
      const answer = await page.request.get(`/2026/trace/${encodeURIComponent(trace)}`.replace("/2026/", `/${trace.split(":")[2]}/`));
      const html = await answer.text();
      const total = /<tfoot>.*?<data[^>]* value="([^"]+)"/.exec(html)?.[1];
      expect.soft(total, `${trace} on ${address}`).toBe(value);
    }
  }
});

test("without a script a figure is a link to its story, beside the page", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "programme", javaScriptEnabled: false });
  await page.goto("/2026/units/DR44");
  await page.locator('[data-trace="cp:DR44:2026"]').first().click();
  expect(plain(await panelOf(page).getByRole("heading", { level: 2 }).innerText())).toMatch(/€ payés = \d+ écritures/);
  await panelOf(page).getByRole("link", { name: "Fermer le fil" }).click();
  expect(await panelOf(page).count()).toBe(0);
});

test("an address that leads nowhere, or names no figure, is told in words and breaks nothing", { timeout: 120_000 }, async ({
  open,
  tolerate,
}) => {
  tolerate(/status of 404/);
  const page = await open({ as: "chef" });
  for (const [address, words] of [
    ["/2026/ledger/nowhere", "Cette page n’existe pas"],
    ["/2026/home?trace=paid:DR44:2026", "Cette adresse ne désigne aucun chiffre"],
  ] as const) {
    await page.goto(address);
    await settled(page);
    await page.getByRole("heading", { name: words }).waitFor();
  }
});
