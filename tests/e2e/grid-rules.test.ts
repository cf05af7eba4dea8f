import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf, overflowOf, tabStopsOf } from "./accessible.ts";
import { askedTotal, cellOf, newRequest, saved, shown, visit, write } from "./sheet-page.ts";

/** The rules of `ux.md` §6.2 for the page that half of the readers live on. */
const sheet = "/2027/forecast/DR44?m=cp";

async function onSheet(page: Page, address = sheet): Promise<void> {
  await page.goto(address);
  await settled(page);
}

const activeRole = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("role") ?? document.activeElement?.tagName.toLowerCase());

describe("the grid of a sheet", () => {
  test("is a grid by its roles: counted rows and columns, each with its place, what is selected and what is read-only", {
    timeout: 60_000,
  }, async ({ open }) => {
    const page = await open({ as: "chef" });
    await onSheet(page);
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Shift+ArrowRight");
    const seen = await page.evaluate(() => {
      const grid = document.querySelector('[role="grid"]');
      const number = (element: Element | null | undefined, name: string) => Number(element?.getAttribute(name));
      const rows = [...(grid?.querySelectorAll('[role="row"]') ?? [])];
      return {
        label: grid?.getAttribute("aria-label") ?? "",
        rowCount: number(grid, "aria-rowcount"),
        columnCount: number(grid, "aria-colcount"),
        isMultiple: grid?.getAttribute("aria-multiselectable"),
        rowPlaces: rows.map((row) => number(row, "aria-rowindex")),
        columnPlaces: rows.map((row) => [...row.children].map((cell) => number(cell, "aria-colindex"))),
        roles: [...new Set(rows.flatMap((row) => [...row.children].map((cell) => cell.getAttribute("role"))))].sort(),
        headed: rows.every((row) => row.querySelector('[role="rowheader"], [role="columnheader"]')?.textContent?.trim()),
        stops: grid?.querySelectorAll('[tabindex="0"]').length,
        selected: [...(grid?.querySelectorAll('[aria-selected="true"]') ?? [])].map((cell) => cell.getAttribute("data-place")),
        computed: [
          ...(grid?.querySelectorAll('[data-kind="group"] [role="gridcell"], [role="row"]:last-child > [role="gridcell"]') ?? []),
        ].every((cell) => cell.getAttribute("aria-readonly") === "true"),
      };
    });
    expect(seen.label).toMatch(/Grand Est.*2027.*€/);
    expect(seen.rowPlaces).toEqual(seen.rowPlaces.toSorted((left, right) => left - right));
    expect([seen.rowPlaces[0], seen.rowPlaces.at(-1)]).toEqual([1, seen.rowCount]);
    for (const places of seen.columnPlaces) expect(places).toEqual(Array.from({ length: seen.columnCount }, (_, index) => index + 1));
    expect(seen.roles).toEqual(["columnheader", "gridcell", "rowheader"]);
    expect([seen.isMultiple, seen.headed, seen.stops, seen.computed]).toEqual(["true", true, 1, true]);
    expect(seen.selected).toEqual(["1:0", "1:1"]);
  });

  test("is one of at most sixty tab stops; Escape then Tab leaves it, and no letter does anything outside it", { timeout: 60_000 }, async ({
    open,
  }) => {
    const page = await open({ as: "chef" });
    await onSheet(page);
    const stops = await tabStopsOf(page);
    console.info(`tab stops of the sheet: ${stops}`);
    expect(stops).toBeLessThanOrEqual(60);
    await page.getByText("Tab quitte le tableau", { exact: false }).waitFor();

    const first = page.locator('[role="gridcell"][tabindex="0"]');
    await first.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("9");
    expect(await activeRole(page)).toBe("input");
    await page.keyboard.press("Escape");
    expect(await activeRole(page)).toBe("gridcell");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest('[role="grid"]') ?? null)).toBeNull();
    await page.keyboard.press("Shift+Tab");
    expect(await activeRole(page)).toBe("gridcell");

    const before = { address: page.url(), total: await askedTotal(page) };
    await page.evaluate(() => document.getElementById("page-title")?.focus());
    for (const key of "abcdefghijklmnopqrstuvwxyz0123456789?/=") await page.keyboard.press(key);
    expect({ address: page.url(), total: await askedTotal(page) }).toEqual(before);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("page-title");
  });

  test("has the keyboard again once a dialog or a panel is closed", { timeout: 60_000 }, async ({ open }) => {
    const page = await open({ as: "chef" });
    await onSheet(page);
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    await page.keyboard.press("Control+Home");
    const place = () => page.evaluate(() => document.activeElement?.getAttribute("data-place"));
    const start = await place();

    await page.keyboard.press("Alt+Shift+J");
    await page.getByRole("dialog", { name: "Ajuster la sélection" }).waitFor();
    expect.soft(await faultsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await place()).toBe(start);

    await page.keyboard.press("Shift+F2");
    await page.getByRole("complementary", { name: "Commentaires" }).getByRole("textbox").first().waitFor();
    expect.soft(await faultsOf(page)).toEqual([]);
    await page.getByRole("complementary", { name: "Commentaires" }).getByRole("textbox").first().focus();
    await page.keyboard.press("Escape");
    await page.getByRole("complementary", { name: "Commentaires" }).waitFor({ state: "detached" });
    expect(await place()).toBe(start);
  });

  test("shows itself in the reader's own colours: its frame, its selection, what is wrong and what is held", { timeout: 60_000 }, async ({
    open,
  }) => {
    const page = await open({ as: "chef", forcedColors: "active" });
    await onSheet(page);
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    await page.keyboard.press("Control+Home");
    const outlined = await page
      .locator('[role="gridcell"][aria-selected="true"]')
      .first()
      .evaluate((cell) => getComputedStyle(cell).outlineStyle);
    expect(outlined).toBe("dashed");
    expect(await coloursOf(page)).toBeGreaterThan(3);
    expect.soft(await faultsOf(page)).toEqual([]);
  });

  test("leaves room for text as far apart as a reader may set it", { timeout: 60_000 }, async ({ open }) => {
    const page = await open({ as: "chef" });
    await onSheet(page);
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    await page.evaluate(() => {
      const spacing = new CSSStyleSheet();
      spacing.replaceSync(
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }",
      );
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, spacing];
    });
    await page.waitForTimeout(300);
    const clipped = await page.evaluate(() => {
      const main = document.querySelector("main");
      const texts = [
        ...(main?.querySelectorAll<HTMLElement>(
          "button, a, label, h1, h2, dt, dd, summary, th, td, [role=gridcell], [role=columnheader], [role=rowheader]",
        ) ?? []),
      ];
      return texts
        .filter((element) => element.checkVisibility() && element.textContent?.trim() && element.querySelector(".visually-hidden") === null)
        .filter((element) => {
          // Names that are cut have their whole in a title.
          if (element.closest("[title]") || element.querySelector("[title]"))
            return element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
          return (
            element.clientWidth > 0 && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
          );
        })
        .map(
          (element) =>
            `${element.getAttribute("role") ?? element.tagName} ${element.textContent?.slice(0, 40)}: ${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`,
        );
    });
    expect(clipped).toEqual([]);
  });

  test("at 320 pixels the page needs no scroll but the grid's own, and a plain form is offered for the line", { timeout: 90_000 }, async ({
    open,
    tolerate,
  }) => {
    tolerate(/status of 422/);

    const page = await open({ as: "chef", viewport: { width: 320, height: 640 } });
    const line = `Étroite ${Date.now().toString(36)}`;
    await newRequest(page, { lines: [line] });
    await visit(page);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await cellOf(page, line, 0).focus();
    await page.getByRole("link", { name: "Saisie simple" }).click();
    await page.getByRole("heading", { level: 1, name: `Saisie simple : ${line}` }).waitFor();
    await settled(page);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect.soft(await faultsOf(page)).toEqual([]);
    await page.getByText("CP de 2027, mois par mois").click();
    await page.getByLabel("CP mars 2027").fill("1 234,5");
    await page.getByLabel("CP avril 2027").fill("vingt");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    expect.soft(await faultsOf(page)).toEqual([]);
    await page.getByLabel("CP avril 2027").fill("21");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("2 montants sont enregistrés").waitFor();
    await visit(page);
    expect(await shown(page, line, 4)).toEqual(["", "", "1 234,50", "21"]);
  });

  test("a plain form that somebody else was quicker than writes nothing over theirs", { timeout: 90_000 }, async ({ open, tolerate }) => {
    tolerate(/status of 409/);
    const [page, other] = [await open({ as: "chef" }), await open({ as: "agent" })];
    const line = `Simple ${Date.now().toString(36)}`;
    await newRequest(page, { lines: [line] });
    await visit(page);
    await cellOf(page, line, 0).focus();
    await page.getByRole("link", { name: "Saisie simple" }).click();
    await page.getByText("CP de 2027, mois par mois").click();
    await page.getByLabel("CP janvier 2027").fill("5");
    await visit(other);
    await write(other, cellOf(other, line, 0), "7");
    await saved(other);
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("Quelqu’un a écrit certains montants", { exact: false }).first().waitFor();
    await visit(page);
    expect(await shown(page, line, 1)).toEqual(["7"]);
  });

  test("the strip of the months says the figures of its table, and both those of the sheet", { timeout: 60_000 }, async ({ open }) => {
    const page = await open({ as: "chef" });
    await onSheet(page);
    const figure = page.getByRole("figure").first();
    const title = (await figure.locator("figcaption").innerText()).replaceAll(/\s/g, " ");
    const rows = await figure
      .locator("tbody tr")
      .evaluateAll((all) => all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")));
    const amounts = rows.map((cells) => cells.map(amountIn));
    const total = (cells: readonly number[]) => Math.round(cells.reduce((left, right) => left + right, 0));
    const said = [...title.matchAll(/: ([−\d ]+) €/g)].map(([, text = ""]) => amountIn(text));
    expect(rows.map((cells) => cells.length)).toEqual([12, 12]);
    expect(amounts.map(total)).toEqual(said);
    const months = await page.evaluate(() => {
      const row = [...document.querySelectorAll('[role="grid"] [role="row"]')].at(-1);
      return [...(row?.querySelectorAll('[role="gridcell"]') ?? [])].slice(0, 12).map((cell) => cell.textContent ?? "");
    });
    expect(months.map(amountIn)).toEqual(amounts[0]);
    // A bar for each month that holds something.
    const bars = await figure.locator("svg rect").count();
    expect(bars).toBeGreaterThanOrEqual(amounts.flat().filter((amount) => amount !== 0).length);
    expect(await figure.locator('svg[role="img"]').getAttribute("aria-label")).toContain("Demandé par mois");
  });
});

/** « −1 234,50 » as a number; « – » and nothing are zero. */
function amountIn(text: string): number {
  return Number(text.replaceAll(/[\s–]/g, "").replace("−", "-").replace(",", "."));
}

/** How many colours the window shows: a page drawn in one colour shows nothing. */
async function coloursOf(page: Page): Promise<number> {
  const picture = (await page.screenshot()).toString("base64");
  return await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context?.getImageData(0, 0, image.width, image.height).data.buffer ?? new ArrayBuffer(0));
    return new Set(pixels).size;
  }, picture);
}
