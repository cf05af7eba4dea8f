import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

const plain = (text: string) => text.replaceAll(/[\s\u00a0\u202f]+/g, " ");

test("from the review of a year to a unit whose gap is explained to the cent, and told", { timeout: 120_000 }, async ({ open }) => {
  const page = await open({ as: "programme" });
  await page.goto("/2025/review?m=ae&class=nonPersonnel&sort=-untold");
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  const first = page.locator("#main-table tbody tr").first();
  await first.getByRole("link").first().click();
  await page.waitForURL(/\/2025\/review\/[^?]+\?m=ae/);
  await settled(page);
  const address = page.url();

  // What is left to tell follows what is typed, and says when it closes.
  const left = page.getByRole("row", { name: /^Reste à expliquer/ });
  const gap = plain(await left.locator("output").innerText()).replace(" €", "");
  expect(gap).toMatch(/^−?[\d ]+,\d\d$/);
  const amount = page.getByLabel("Part de l’écart : Calendrier");
  await amount.fill("douze");
  await left.getByText("montant illisible").waitFor();
  await amount.fill(gap);
  await left.getByText("L’écart est expliqué en entier.").waitFor();
  await page.getByLabel("Précision : Calendrier").fill("Livraisons de janvier");
  await page.getByRole("button", { name: "Enregistrer les causes" }).click();
  await page.getByText("Les causes de l’écart sont enregistrées.").waitFor();
  await settled(page);
  await page.getByText("Son écart est expliqué en entier.").waitFor();
  const versions = page.getByRole("table").filter({ hasText: "Écart d’alors" });
  expect(plain(await versions.locator("tbody tr").first().innerText())).toContain("Livraisons de janvier");

  await page.getByLabel("Ce qui s’est passé, en quelques paragraphes").fill("Une année tenue.\n\nDeux livraisons ont glissé.");
  await page.getByRole("button", { name: "Enregistrer le récit" }).click();
  await page.getByText("Le récit de l’année est enregistré.").waitFor();
  await page.goto("/2025/review?m=ae&class=nonPersonnel");
  await settled(page);
  await page.getByText("Deux livraisons ont glissé.").waitFor();

  // A colleague without the right reads it, and writes nothing.
  const reader = await open({ as: "auditeur" });
  await reader.goto(address);
  await settled(reader);
  await reader.getByText("Son écart est expliqué en entier.").waitFor();
  expect(await reader.getByRole("button", { name: "Enregistrer les causes" }).count()).toBe(0);
});

test("who forecasts well: the finance act of 2022 against its consumption, and each unit at each horizon", { timeout: 60_000 }, async ({
  open,
}) => {
  const page = await open({ as: "programme" });
  await page.goto("/2022/review/accuracy?m=cp&class=all");
  await settled(page);
  const acts = page.getByRole("table", { name: "Loi de finances 2022 contre consommation, par action" });
  const statistics = acts.getByRole("row", { name: /^01 Titre 2/ });
  expect(plain(await statistics.innerText())).toContain("101 596 735,00 108 644 709,00 +7 047 974,00 −6,5");
  await page.goto("/2025/review/accuracy");
  await settled(page);
  await page.getByRole("figure").filter({ hasText: "près en moyenne, toutes échéances" }).getByRole("link", { name: "Grand Est" }).click();
  await page.waitForURL(/\/2025\/review\/DR44/);
});
