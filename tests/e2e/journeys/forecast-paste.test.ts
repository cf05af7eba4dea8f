import { expect } from "vitest";
import { test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";
import { cellOf, newRequest, pasteTable, saved, shown, textOf, toTheEnd, visit, write } from "../sheet-page.ts";

/** Savings, for which an accountant's `(1 200)` is what is meant. Twelve months by three lines; one text that reads two ways. */
const months = Array.from({ length: 12 }, (_, month) => month + 1);
const rows = [
  months.map((month) => `-${month}\u00a0234,5${month % 10}`),
  months.map((month) => (month === 5 ? "(12.500)" : `(${month}\u00a0200)`)),
  months.map((month) => `\u2212${month}00,25\u202f€`),
];
/** In cents. */
const wanted = [
  months.map((month) => -(month * 100_000 + 23_450 + (month % 10))),
  months.map((month) => (month === 5 ? -1_250_000 : -(month * 100_000 + 20_000))),
  months.map((month) => -(month * 10_000 + 25)),
];
const sum = (cents: readonly number[]) => cents.reduce((left, right) => left + right, 0);
const empty = Array.from({ length: 12 }, () => "");

test("a block copied from a spreadsheet is looked at, answers one question, is added up to the cent, and is taken back by one undo", {
  timeout: 120_000,
}, async ({ open }) => {
  const page = await open({ as: "chef" });
  const names = ["a", "b", "c"].map((end) => `Économie ${Date.now().toString(36)}${end}`);
  await newRequest(page, { kind: "saving", lines: names });
  await visit(page);
  const before = await sheetTotal(page);
  const first = cellOf(page, names[0] ?? "", 0);
  await first.focus();
  await pasteTable(page, rows);

  const look = page.getByRole("dialog", { name: "Vérifier avant de coller" });
  await look.getByText("35 changements", { exact: true }).waitFor();
  await look.getByText("1 à préciser").waitFor();
  expect(await look.getByRole("group").count()).toBe(1);
  expect(await look.getByRole("button", { name: "Appliquer 35 changements" }).isDisabled()).toBe(true);
  expect.soft(await faultsOf(page)).toEqual([]);
  await look.getByLabel(/vaut −12\s500\s€$/).check();
  await look.getByRole("button", { name: "Appliquer 36 changements" }).click();
  await page.getByText(/^Collé\s: 36 cellules/).waitFor();
  expect(await first.evaluate((cell) => cell === document.activeElement)).toBe(true);
  await saved(page);
  for (const [index, name] of names.entries()) {
    expect(await centsOf(page, name)).toEqual([...(wanted[index] ?? []), sum(wanted[index] ?? [])]);
  }
  const total = sum(wanted.flat());
  expect((await sheetTotal(page)) - before).toBe(total);
  await visit(page);
  expect(await centsOf(page, names[2] ?? "")).toEqual([...(wanted[2] ?? []), sum(wanted[2] ?? [])]);

  await first.focus();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Annulé\s: 36 cellules/).waitFor();
  for (const name of names) await expect.poll(() => shown(page, name, 12), { timeout: 15_000 }).toEqual(empty);
  await expect.poll(() => sheetTotal(page)).toBe(before);
  expect.soft(await faultsOf(page)).toEqual([]);
});

test("what was typed just before a paste is a batch of its own: one undo takes back the paste alone", { timeout: 120_000 }, async ({
  open,
}) => {
  const page = await open({ as: "chef" });
  const name = `Ligne ${Date.now().toString(36)}`;
  await newRequest(page, { lines: [name] });
  await visit(page);
  await write(page, cellOf(page, name, 0), "10");
  await cellOf(page, name, 0).focus();
  await pasteTable(page, [["20", "30"]]);
  await cellOf(page, name, 2).focus();
  await page.keyboard.type("40");
  await page.keyboard.press("Enter");
  await saved(page);
  expect(await shown(page, name, 3)).toEqual(["20", "30", "40"]);
  const takenBack = async () => {
    await cellOf(page, name, 0).focus();
    await page.keyboard.press("Control+z");
  };
  await takenBack();
  await expect.poll(() => shown(page, name, 3), { timeout: 10_000 }).toEqual(["20", "30", ""]);
  await takenBack();
  await expect.poll(() => shown(page, name, 3), { timeout: 10_000 }).toEqual(["10", "", ""]);
  await takenBack();
  await expect.poll(() => shown(page, name, 3), { timeout: 10_000 }).toEqual(["", "", ""]);
});

test("a calculation comes back with the figure that it gave", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "chef" });
  const name = `Ligne ${Date.now().toString(36)}`;
  await newRequest(page, { lines: [name] });
  await visit(page);
  await write(page, cellOf(page, name, 0), "=1200+350");
  await saved(page);
  await write(page, cellOf(page, name, 0), "7");
  await expect.poll(() => textOf(cellOf(page, name, 0))).toBe("7");
  await page.keyboard.press("Control+z");
  await expect.poll(() => textOf(cellOf(page, name, 0)), { timeout: 10_000 }).toBe("1 550");
  await toTheEnd(page);
  await cellOf(page, name, 0).focus();
  await page.getByRole("region", { name: "Cellule choisie" }).getByText("=1200+350").waitFor();
});

/** In cents, from the last row of the grid. */
async function sheetTotal(page: Parameters<typeof shown>[0]): Promise<number> {
  return centsIn(await textOf(page.getByRole("grid").getByRole("row").last().getByRole("gridcell").nth(12)));
}

function centsIn(text: string): number {
  return Math.round(Number(text.replaceAll(" ", "").replace("−", "-").replace(",", ".")) * 100);
}

/** In cents: the months and their total. */
async function centsOf(page: Parameters<typeof shown>[0], line: string): Promise<number[]> {
  const texts = await shown(page, line, 13);
  return texts.map(centsIn);
}
