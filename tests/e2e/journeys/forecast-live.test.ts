import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";
import { cellOf, newLine, saved, shown, toTheEnd, visit, write } from "../sheet-page.ts";

test("two people on one sheet see each other and what each writes; who was writing the same cell is told, and chooses", {
  timeout: 120_000,
}, async ({ open }) => {
  const [first, second] = [await open({ as: "chef" }), await open({ as: "agent" })];
  const line = await newLine(first);
  await visit(second);
  await first.getByText(/sur cette feuille\s:\s.*Camille Martin/).waitFor({ state: "attached" });

  await cellOf(second, line, 2).focus();
  await expect.poll(() => cellOf(first, line, 2).getAttribute("data-guest"), { timeout: 10_000 }).not.toBeNull();
  expect(await cellOf(first, line, 2).innerText()).toContain("Camille Martin est dans cette cellule");

  // The second has begun to write where the first writes now.
  await cellOf(second, line, 0).focus();
  await second.keyboard.type("200");
  await write(first, cellOf(first, line, 0), "100");
  await write(first, cellOf(first, line, 1), "50");
  await saved(first);
  await second.keyboard.press("Enter");
  await second.getByText("Dominique Bernard (fictif) a écrit 100", { exact: false }).first().waitFor();
  await expect.poll(() => shown(second, line, 2), { timeout: 10_000 }).toEqual(["100", "50"]);
  await cellOf(second, line, 0).focus();
  await second.getByRole("button", { name: "Garder la mienne (200)" }).click();
  await saved(second);
  await expect.poll(() => shown(first, line, 2), { timeout: 10_000 }).toEqual(["200", "50"]);
  await first.getByText("Camille Martin a modifié 1 cellule", { exact: false }).last().waitFor();
  await first.getByRole("button", { name: "Voir le changement" }).click();
  await first
    .getByText("Camille Martin : 100,00 € → 200,00 €", { exact: false })
    .or(first.getByText("100 € → 200 €", { exact: false }))
    .waitFor();
  expect.soft(await faultsOf(first)).toEqual([]);

  // In her cell, for others may be on the sheet meanwhile.
  await expect.poll(() => cellOf(first, line, 0).getAttribute("data-guest"), { timeout: 10_000 }).not.toBeNull();
  await second.goto("about:blank");
  await expect.poll(() => cellOf(first, line, 0).getAttribute("data-guest"), { timeout: 60_000 }).toBeNull();
});

test("what waits on this device survives a reload and a sign-out, is sent once and in order, and is nobody else's", {
  timeout: 120_000,
}, async ({ open, tolerate }) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch manifest patches/);
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  const cells = page.context();
  const parcels: string[] = [];
  // The sheet's page can be reached, its writes cannot: the network is cut where it counts, and the reload is a real one.
  await cells.route("**/cells", (route) => (route.request().method() === "POST" ? route.abort("internetdisconnected") : route.continue()));
  for (const [column, text] of ["10", "20", "30", "40", "50"].entries()) await write(page, cellOf(page, line, column), text);
  await page.getByText("5 cellules en attente").first().waitFor();

  await page.reload();
  await toTheEnd(page);
  await page.getByText("5 cellules en attente").first().waitFor();
  expect(await shown(page, line, 5)).toEqual(["10", "20", "30", "40", "50"]);

  // Another person on the same device.
  const own = await cells.cookies();
  const other = await open({ as: "agent" });
  await cells.clearCookies();
  await cells.addCookies(await other.context().cookies());
  await page.goto("about:blank");
  await visit(page);
  expect(await shown(page, line, 5)).toEqual(["", "", "", "", ""]);
  expect(await page.getByText("en attente").count()).toBe(0);

  await cells.clearCookies();
  await cells.addCookies(own);
  await cells.unroute("**/cells");
  cells.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/cells")) parcels.push(fieldIn(request.postData() ?? "", "key"));
  });
  const tab = await cells.newPage();
  await page.goto("about:blank");
  await Promise.all([visit(page), visit(tab)]);
  await expect.poll(() => shown(tab, line, 5), { timeout: 15_000 }).toEqual(["10", "20", "30", "40", "50"]);
  await expect.poll(() => parcels.length).toBeGreaterThan(0);
  expect(new Set(parcels).size).toBe(parcels.length);
  await tab.close();
  await page.goto("about:blank");
  await visit(page);
  expect(await shown(page, line, 5)).toEqual(["10", "20", "30", "40", "50"]);
});

test("the network is cut: five cells wait, survive the page, are sent in order when it is back, and the server holds what the screen shows", {
  timeout: 120_000,
}, async ({ open, tolerate }) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch manifest patches/);
  const page = await open({ as: "chef" });
  const line = await newLine(page);
  const texts = ["1", "2", "3", "4", "5"];
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready) && (await caches.match("/offline")) !== undefined);
  await page.context().setOffline(true);
  for (const [column, text] of texts.entries()) {
    await write(page, cellOf(page, line, column), text);
    // Longer than the silence after which what waits is sent: what was cut off is sent again as it was, and the rest after it.
    if (column === 1) await page.waitForTimeout(1_000);
  }
  await page.getByText("5 cellules en attente").first().waitFor();
  await page.getByText("Votre saisie est conservée sur cet appareil", { exact: false }).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);

  // Loaded again without a network, the page says what this device keeps; with it, the sheet comes back by itself.
  await page.reload();
  await page.getByText("Cellules en attente sur cet appareil : 5").waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  const sent: string[][] = [];
  page.on("request", (request) => {
    if (request.method() !== "POST" || !request.url().endsWith("/cells")) return;
    const edits = Object.values(
      JSON.parse(fieldIn(request.postData() ?? "", "edits")) as Record<string, [string, number, number, string][]>,
    );
    sent.push(edits.flatMap((cells) => cells.map(([, , , amount]) => String(Number(amount) / 100))));
  });
  await page.context().setOffline(false);
  await page.getByRole("grid").waitFor();
  await settled(page);
  await saved(page);
  await toTheEnd(page);
  expect(await shown(page, line, 5)).toEqual(texts);
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.flat()).toEqual(texts);
  const other = await open({ as: "agent" });
  await visit(other);
  expect(await shown(other, line, 5)).toEqual(await shown(page, line, 5));
  expect(await shown(other, line, 5)).toEqual(texts);
});

test("a browser that keeps nothing says so, and what waits is sent all the same", { timeout: 120_000 }, async ({ open, tolerate }) => {
  tolerate(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch manifest patches/);
  const page = await open({ as: "chef" });
  await page.addInitScript(() =>
    Object.defineProperty(indexedDB, "open", {
      value: () => {
        throw new DOMException("", "SecurityError");
      },
    }),
  );
  const line = await newLine(page);
  await page.context().setOffline(true);
  await write(page, cellOf(page, line, 0), "7");
  await page.getByText("Ce navigateur ne conserve rien", { exact: false }).waitFor();
  expect(await page.getByText("conservée").count()).toBe(0);
  await page.context().setOffline(false);
  await saved(page);
  await visit(page);
  expect(await shown(page, line, 1)).toEqual(["7"]);
});

/** A field of a form that was sent in parts. */
function fieldIn(body: string, name: string): string {
  const [, text = ""] = new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)\\r\\n`).exec(body) ?? [];
  return text;
}
