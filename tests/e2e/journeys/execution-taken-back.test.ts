import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { askBooks } from "#tests/support/demo-books.ts";
import { faultsOf } from "../accessible.ts";

/** Days of work that count in June, as the budget book sums them up. */
const days = async () =>
  (
    await askBooks<{ amount: string }>(
      `select coalesce(sum(debit - credit), 0)::text as amount from entry_line
        where fiscal_year = 2026 and book = 'budget' and resource = 'DAY' and account = 'consumed' and period = 6`,
    )
  )[0]?.amount;

test("a month of work typed twice is taken back from its page, with its reason, and counts no more", { timeout: 180_000 }, async ({
  open,
}) => {
  const before = await days();
  const page = await open({ as: "programme" });
  await page.goto("/2026/execution/months/workload/new");
  await settled(page);
  for (const name of ["unit", "activity"]) await page.locator(`select[name=${name}]`).selectOption({ index: 1 });
  await page.locator('input[name="amounts[0]"]').fill("12,5");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.waitForURL(/months\/workload(\?|$)/);
  expect(await days()).not.toBe(before);

  await page.goto("/2026/execution/months/workload?month=2026-06");
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  await page
    .getByRole("link", { name: /^Annuler le constat de/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: /^Contre-passer juin 2026/ }).waitFor();
  expect.soft(await faultsOf(page)).toEqual([]);
  const submit = page.getByRole("button", { name: /^Contre-passer 12,5/ });
  await page.getByLabel("Motif").fill("Mois saisi deux fois");
  await submit.click();
  await page.waitForURL(/months\/workload(\?|$)/);
  expect(await days()).toBe(before);

  await page.goto("/2026/execution/months/workload?month=2026-06");
  await page.getByText("Contre-passé", { exact: true }).first().waitFor();
  await page
    .getByText(/Mois saisi deux fois/)
    .first()
    .waitFor();
});
