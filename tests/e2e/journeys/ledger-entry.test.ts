import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

/** A page of paper, as a scanner makes it. */
const invoice = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

test("an entry from the keyboard alone: kept, resumed, proved by its paper, posted, and reversed by a key", async ({ open, tolerate }) => {
  tolerate(/status of 422/);
  const page = await open({ as: "comptable" });
  const label = `Papier ${Date.now()}`;
  await page.goto("/2026/ledger/entries/new?journal=OD");
  await settled(page);
  const { press, type, at, value } = keyboardOf(page);

  // Journal by its letter, date in short: the voucher of the journal is proposed.
  await page.getByLabel("Journal").focus();
  await type("HA");
  await press("Enter");
  expect(await at()).toBe("date");
  await type("5");
  await press("Enter");
  expect(await value("date")).toMatch(/^05\/\d\d\/2026$/);
  expect(await at()).toBe("voucher");
  expect(await value("voucher")).not.toBe("");
  await press("Enter");
  await type(label);
  await press("Enter");

  // An account by its words, an amount by a calculation.
  expect(await at()).toBe("lines[0].account");
  await type("fournitures admin");
  await page.getByRole("option", { name: /6064/ }).waitFor();
  await press("Enter");
  await page.getByText("Fournitures administratives").first().waitFor();
  expect(await value("lines[0].account")).toBe("6064");
  for (let presses = 0; presses < 6 && (await at()) !== "lines[0].debit"; presses += 1) await press("Enter");
  await type("1200*1,2");
  await press("Enter");
  expect(await value("lines[0].debit")).toBe("1440,00");

  // The new line has the label and what balances; « = » says it again after it was emptied.
  expect(await at()).toBe("lines[1].account");
  expect([await value("lines[1].label"), await value("lines[1].credit")]).toEqual([label, "1440,00"]);
  await type("401");
  await press("Enter");
  for (let presses = 0; presses < 6 && (await at()) !== "lines[1].credit"; presses += 1) await press("Enter");
  await press("Delete", "=");
  expect(await value("lines[1].credit")).toBe("1440,00");
  await page.getByText("Équilibrée").waitFor();

  // A line repeated, moved, taken away.
  await press("Control+d");
  expect(await value("lines[2].account")).toBe("401");
  await press("Alt+ArrowUp");
  await press("Alt+Delete");
  expect(await value("lines[1].account")).toBe("401");
  expect(await value("lines[2].account")).toBe("");

  // Kept without being asked: the page that is loaded again has it all.
  await page.getByText(/Brouillon enregistré/).waitFor();
  expect(page.url()).toContain("?draft=");
  expect(await faultsOf(page)).toEqual([]);
  await page.reload();
  await settled(page);
  expect([await value("label"), await value("lines[0].debit"), await value("lines[1].account")]).toEqual([label, "1440,00", "401"]);

  // What proves it, beside it; what pretends to is refused.
  const pane = page.getByRole("region", { name: "Pièces justificatives" });
  await page.setInputFiles("input[type=file]", {
    name: "faux.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(`MZ\u0090\u0000${" ".repeat(300)}`, "latin1"),
  });
  await pane.getByRole("alert").waitFor();
  expect(await pane.getByRole("alert").innerText()).toContain("ni un PDF ni une image");
  await page.setInputFiles("input[type=file]", { name: "facture.pdf", mimeType: "application/pdf", buffer: invoice });
  const paper = pane.locator("iframe[title='facture.pdf']");
  await paper.waitFor();

  // Shown in our own pages alone, it fetches, runs and submits nothing.
  const file = await page.request.get((await paper.getAttribute("src")) ?? "");
  const { "content-security-policy": policy, ...headers } = file.headers();
  for (const rule of ["default-src 'none'", "form-action 'none'", "frame-ancestors 'self'"]) expect(policy).toContain(rule);
  expect(policy).not.toContain("script-src");
  expect(headers).toMatchObject({
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "content-type": "application/pdf",
  });

  // Posted and another: a number, an empty form, the same journal.
  await page.getByLabel("Libellé", { exact: true }).focus();
  await press("Control+Enter");
  const said = await page.getByText(/Écriture HA-\d+ validée/).innerText();
  const number = /HA-(\d+)/.exec(said)?.[1] ?? "";
  await settled(page);
  expect([await value("journal"), await value("label"), await value("lines[0].account")]).toEqual(["HA", "", ""]);

  // The entry, its paper beside it, its reversal by a key and a press.
  await page.goto(`/2026/ledger/journals/HA?go=${number}`);
  await page.getByRole("link", { name: number, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: `HA-${number}` }).waitFor();
  await settled(page);
  await page.locator("iframe[title='facture.pdf']").waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await press("Alt+Shift+X");
  const dialog = page.getByRole("dialog", { name: "Contre-passer" });
  await dialog.waitFor();
  expect(await dialog.getByRole("table").innerText()).toMatch(/6064[\s\S]*1\s440,00/);
  expect(await faultsOf(page)).toEqual([]);
  await press("Enter");
  await page.getByText(/Contre-passation HA-\d+ validée/).waitFor();
  await page.getByRole("link", { name: `HA-${number}`, exact: true }).click();
  await page.getByText("Contre-passée", { exact: true }).waitFor();
});

test("a double click posts one entry, with scripts and without, and so does a network that sends it again", async ({ open }) => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open({ as: "comptable", javaScriptEnabled });
    const label = `Une seule fois ${Date.now()}`;
    await page.goto("/2026/ledger/entries/new?journal=OD");
    if (javaScriptEnabled) await settled(page);
    const fields = { date: "15/06/2026", voucher: "DOUBLE", label, "lines[0].account": "6064", "lines[0].debit": "12,34" };
    for (const [name, text] of Object.entries({ ...fields, "lines[1].account": "401", "lines[1].credit": "12,34" })) {
      await page.locator(`[name="${name}"]`).fill(text);
    }
    const sent = page.waitForRequest((request) => request.method() === "POST" && (request.postData() ?? "").includes("DOUBLE"));
    await page.getByRole("button", { name: "Valider l’écriture" }).dblclick();
    const said = await page.getByText(/Écriture OD-\d+ validée/).innerText();
    const request = await sent;
    // The first of two may have been left before the browser told all of its headers: where it comes from is said again.
    const headers = { ...(await request.allHeaders()), origin: new URL(page.url()).origin };
    const again = { data: request.postDataBuffer() ?? "", headers, maxRedirects: 0 };
    for (let time = 0; time < 3; time += 1) expect((await page.request.post(request.url(), again)).status()).toBeLessThan(400);

    await page.goto("/2026/ledger/entries/new?journal=OD");
    if (javaScriptEnabled) await settled(page);
    expect(await page.getByText("sur ce poste").count(), "what was posted is not offered again").toBe(0);
    const book = await (await page.request.get("/2026/ledger/journals/OD/file?format=csv")).text();
    const lines = book.split("\n").filter((line) => line.includes(label));
    expect(lines, said).toHaveLength(2);
  }
});

test("every refusal is at its field, and nothing that was typed is lost", async ({ open, tolerate }) => {
  tolerate(/status of 4(22|09)/);
  const page = await open({ as: "comptable" });
  await page.goto("/2026/ledger/entries/new?journal=OD");
  await settled(page);
  const { value } = keyboardOf(page);
  const fill = async (fields: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(text);
  };
  const label = `Fautes ${Date.now()}`;
  await fill({ date: "30/02", label });
  await fill({ "lines[0].account": "60", "lines[0].debit": "12/0", "lines[1].account": "401", "lines[1].credit": "5" });
  await page.getByRole("button", { name: "Valider l’écriture" }).click();
  const summary = page.getByRole("alert").first();
  await summary.waitFor();
  const sentences = await summary.innerText();
  for (const part of ["30/02", "Ligne 1", "divise par zéro"]) expect(sentences).toContain(part);
  expect(await page.locator('[name="lines[0].debit"]').getAttribute("aria-invalid")).toBe("true");
  expect(await faultsOf(page)).toEqual([]);
  expect([await value("date"), await value("lines[0].debit"), await value("lines[1].credit")]).toEqual(["30/02", "12/0", "5,00"]);

  // It is kept as it is, once: put right and posted, it leaves no draft behind.
  expect(await page.getByText("sur ce poste").count()).toBe(0);
  await page.getByText(/Brouillon enregistré/).waitFor();
  await fill({ date: "15/06/2026", label, "lines[0].account": "6064", "lines[0].debit": "5" });
  await page.getByRole("button", { name: "Valider l’écriture" }).click();
  await page.getByText(/Écriture OD-\d+ validée/).waitFor();
  await page.goto("/2026/ledger/drafts");
  expect(await page.getByText(label).count()).toBe(0);
});

test("an entry that was sent while the network was down is still on the device, and says so", async ({ open, tolerate }) => {
  tolerate(/Failed to (load resource|fetch)|ERR_/);
  const page = await open({ as: "comptable" });
  await page.goto("/2026/ledger/entries/new?journal=OD");
  await settled(page);
  const label = `Sans réponse ${Date.now()}`;
  await page.route("**/entries/new**", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.locator('[name="label"]').fill(label);
  await page.locator('[name="lines[0].debit"]').fill("7");
  await page.getByRole("button", { name: "Valider l’écriture" }).click();
  await page.getByRole("heading", { name: "Le serveur n’a pas répondu" }).waitFor();
  expect(await page.getByRole("navigation").count(), "the frame stays").toBeGreaterThan(0);
  await page.getByRole("link", { name: "Réessayer" }).click();
  await page.getByText(/envoyée et sa réponse n’est jamais venue/).waitFor();
  await page.getByRole("button", { name: "Reprendre cette saisie" }).click();
  const { value } = keyboardOf(page);
  expect([await value("label"), await value("lines[0].debit")]).toEqual([label, "7,00"]);
});

test("a key is drawn at once, with two hundred lines", async ({ open }) => {
  const page = await open({ as: "comptable" });
  await page.goto("/2026/ledger/entries/new?journal=OD");
  await settled(page);
  await page.evaluate(() => {
    const account = document.querySelector<HTMLInputElement>('[name="lines[0].account"]');
    account?.focus();
  });
  const { press, type } = keyboardOf(page);
  await type("6064");
  await press("Escape");
  for (let line = 0; line < 199; line += 1) await press("Control+d");
  expect(await page.locator('[name$="].account"]').count()).toBe(200);
  await page.locator('[name="lines[150].debit"]').focus();
  const spent = await page.evaluate(async () => {
    const field = document.activeElement as HTMLInputElement;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    const spent: number[] = [];
    for (let key = 1; key <= 20; key += 1) {
      const begun = performance.now();
      set?.call(field, "1".repeat((key % 9) + 1));
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      spent.push(performance.now() - begun);
    }
    return spent.sort((left, right) => left - right);
  });
  // The median, a frame of the screen included: the machine of the tests is shared.
  console.log(`a key with 200 lines: median ${spent[10]?.toFixed(1)} ms, longest ${spent.at(-1)?.toFixed(1)} ms`);
  expect(spent[10]).toBeLessThan(100);
});

function keyboardOf(page: Page) {
  return {
    press: async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text: string) => page.keyboard.type(text),
    at: () => page.evaluate(() => document.activeElement?.getAttribute("name")),
    value: (name: string) => page.locator(`[name="${name}"]`).inputValue(),
  };
}
