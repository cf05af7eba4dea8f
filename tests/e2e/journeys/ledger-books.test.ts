import { readFile } from "node:fs/promises";
import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const year = 2025;
const balance = `/${year}/ledger/trial-balance`;

test("three levels down by the keyboard and back: the same filters, the same scroll, the same row", { timeout: 120_000 }, async ({
  open,
}) => {
  const page = await open({ as: "chef-comptable", viewport: { width: 1366, height: 500 } });
  await visit(page, `${balance}?to=12`);
  const account = page.getByRole("link", { name: /^641/ }).first();
  await account.focus();
  await account.scrollIntoViewIfNeeded();
  const scroll = await scrollOf(page);
  expect(scroll).toBeGreaterThan(100);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /^641/ }).waitFor();
  expect(new URL(page.url()).search).toBe("?to=12");

  const entry = page.getByRole("link", { name: /^PA-\d+$/ });
  await entry.first().focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowDown");
  const chosen = (await page.evaluate(() => document.activeElement?.textContent)) ?? "";
  expect(chosen).toMatch(/^PA-\d+$/);
  const inside = await scrollOf(page);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: chosen }).waitFor();

  await page.goBack();
  await page.getByRole("heading", { level: 1, name: /^641/ }).waitFor();
  await focusedOn(page, chosen);
  expect(await scrollOf(page)).toBe(inside);

  // Escape goes up as Enter went down.
  await page.keyboard.press("Escape");
  await page.waitForURL(`**${balance}?to=12`);
  await focusedOn(page, (await account.textContent()) ?? "?");
  expect(await scrollOf(page)).toBe(scroll);
});

test("the balance closes and opens by ← and →, and its address says so", { timeout: 90_000 }, async ({ open }) => {
  const page = await open({ as: "chef-comptable" });
  await visit(page, balance);
  const six = page.getByRole("row", { name: /^6 · / });
  const inside = page.getByRole("row", { name: /^641/ });
  await six.getByRole("link").focus();
  expect(await six.getAttribute("aria-expanded")).toBe("true");
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL("**?turned=6");
  await page.locator("tr[aria-expanded=false]").filter({ hasText: /^6 · / }).waitFor();
  expect(await inside.count()).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  await page.reload();
  await settled(page);
  expect(await inside.count()).toBe(0);
  await six.getByRole("link").focus();
  await page.keyboard.press("ArrowRight");
  await inside.first().waitFor();
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.closest("tr")?.getAttribute("aria-level"))).toBe("2");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Home");
  expect(await page.evaluate(() => document.activeElement?.closest("tr")?.getAttribute("aria-level"))).toBe("1");
});

test("each book goes out as CSV, XLSX and PDF, with its filters", { timeout: 180_000 }, async ({ open }) => {
  const page = await open({ as: "chef-comptable" });
  await visit(page, `${balance}?class=6&to=6`);
  for (const [format, start] of [
    ["PDF", "%PDF-1.7"],
    ["CSV", "\ufeffCompte;"],
    ["XLSX", "PK\u0003\u0004"],
  ] as const) {
    const { name, bytes } = await taken(page, format);
    expect([name, bytes.toString("utf8").slice(0, start.length)]).toEqual([`balance-generale-${year}.${format.toLowerCase()}`, start]);
  }
  for (const [book, search] of [
    [`/${year}/ledger/accounts/401`, "from=3&to=3"],
    [`/${year}/ledger/journals/HA`, "from=2&to=2"],
    [`/${year}/ledger/centralised`, "by=month"],
    [`/${year}/ledger/subsidiary-balance`, "account=401"],
    [`/${year}/ledger/parties/F001`, "account=401"],
  ] as const) {
    const file = async (format: string) => await (await page.request.get(`${book}/file?${search}&format=${format}`)).body();
    const lines = (await file("csv")).toString("utf8").trimEnd().split("\r\n");
    expect(lines.length).toBeGreaterThan(2);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await file("xlsx")) as unknown as ExcelJS.Buffer);
    const [sheet] = workbook.worksheets;
    const heads = String(sheet?.getRow(4).values).split(",").filter(Boolean);
    expect(`\ufeff${heads.join(";")}`).toBe(lines[0]);
    expect(String(sheet?.getCell("A3").value)).toContain(`${book}?${search}`);
    expect((await file("pdf")).subarray(0, 5).toString()).toBe("%PDF-");
  }
});

test("a journal opens at a number and at a day, and says when there is none", { timeout: 90_000 }, async ({ open }) => {
  const page = await open({ as: "comptable" });
  await visit(page, `/${year}/ledger/journals/HA`);
  const sought = page.getByLabel("Aller au n° ou à la date");
  await sought.fill("7");
  await page.keyboard.press("Enter");
  await page.waitForURL("**?go=7");
  await page.locator("tbody tr:nth-child(2) th").getByRole("link", { name: "7", exact: true }).waitFor();
  await sought.fill("99999");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "99999" }).waitFor();
});

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
}

async function scrollOf(page: Page): Promise<number> {
  return await page.evaluate(() => Math.round(window.scrollY));
}

async function focusedOn(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, text);
}

async function taken(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.locator("summary").filter({ hasText: "Exporter" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    page.getByRole("link", { name: new RegExp(`^${format}`) }).click(),
  ]);
  await page.keyboard.press("Escape");
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
