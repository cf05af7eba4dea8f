import type { Page } from "playwright-core";
import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { askBooks } from "#tests/support/demo-books.ts";
import { faultsOf } from "../accessible.ts";

/** What both sides say at the end of May, each summed up by the books themselves: nothing here goes through the code of the page. */
const consumed = (resource: "AE" | "CP") =>
  cents(
    `select sum(l.debit - l.credit)::text as amount from entry_line l
      where l.fiscal_year = 2026 and l.book = 'budget' and l.period <= 5 and l.resource = $1
        and (l.account = 'consumed' or (l.account = 'committed' and l.resource = 'AE'))`,
    resource,
  );
const saidByChorus = (resource: "AE" | "CP") =>
  cents(
    `select sum(settled)::text as amount from chorus_item where kind = 'credits' and key like '2026|%' and key like '%|' || $1`,
    resource,
  );

test("the reconciliation opens on the month of the last extract, and its totals are those of the books", { timeout: 120_000 }, async ({
  open,
  tolerate,
}) => {
  tolerate(/status of 422/);
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution/chorus");
  await settled(page);
  await page.getByRole("heading", { level: 1, name: "Rapprochement Chorus de mai 2026" }).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  for (const resource of ["AE", "CP"] as const) {
    const [chorus, here, gap] = await totalsOf(page, `Consommation par UO et titre : ${resource}`);
    expect([chorus, here], resource).toEqual([await saidByChorus(resource), await consumed(resource)]);
    expect(gap, resource).toBe((here ?? 0) - (chorus ?? 0));
  }
  // A gap that nothing names is not signed.
  await page.getByRole("button", { name: /^Signer mai 2026/ }).click();
  await page.getByRole("alert").getByText(/écart/).waitFor();
});

async function cents(query: string, resource: string): Promise<number> {
  return Number((await askBooks<{ amount: string }>(query, resource))[0]?.amount);
}

/** Cents of the last row of a table. */
async function totalsOf(page: Page, caption: string): Promise<number[]> {
  const cells = await page
    .getByRole("table", { name: caption.replace(" :", "\u00a0:"), exact: true })
    .locator("tfoot td")
    .allInnerTexts();
  return cells
    .map((text) => text.replaceAll(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-"))
    .filter((text) => /^[+-]?\d+,\d\d$/.test(text))
    .map((text) => Math.round(Number(text.replace(",", ".")) * 100));
}
