import { expect } from "vitest";
import { settled, test } from "#tests/support/browser.ts";
import { faultsOf } from "../accessible.ts";

test("a lease is typed, its AE and CP are seen over the years, it is sent to the forecast, and the sheet says where the figure comes from", {
  timeout: 120_000,
}, async ({ open }) => {
  const code = `ESSAI-${Date.now()}`;
  const page = await open({ as: "programme" });
  await page.goto("/2027/workforce/sites/REIMS/leases/new");
  await settled(page);
  await page.getByLabel("Numéro du bail").fill(code);
  await page.getByLabel("Bailleur").fill("Bailleur d’essai (fictif)");
  await page.getByLabel("Signé le").fill("2027-01-15");
  await page.getByLabel("Premier jour").fill("2027-04-01");
  await page.getByLabel("Dernier jour").fill("2036-03-31");
  await page.getByLabel("Loyer annuel, toutes taxes comprises").fill("120 000");
  await page.getByLabel("Indice du loyer").selectOption("none");
  await page.getByLabel("Terme").selectOption("advance");
  await page.getByLabel("Date de sortie 1").fill("2030-04-01");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("heading", { level: 1, name: `Bail ${code}` }).waitFor();
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByText(/360\s000,00\s€ d’AE pour la période ferme/).waitFor();

  await page.getByRole("link", { name: "Envoyer dans une prévision" }).click();
  await settled(page);
  const line = page.getByLabel("Ligne de la prévision");
  await line.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Voir ce qui changerait" }).click();
  await page.getByRole("heading", { name: "Ce qui change" }).waitFor();
  await settled(page);
  expect.soft(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Envoyer dans la prévision" }).click();
  await page.getByText(/cellules de la prévision 2027 mises à jour/).waitFor();
  await page.getByText("À jour", { exact: true }).waitFor();

  // The sheet: the cell is the sum of its detail, which names the lease and leads back to it.
  const review = new URL((await page.getByRole("link", { name: "Revoir" }).getAttribute("href")) ?? "", page.url());
  await page.getByRole("link", { name: /\(demande \d+\)/ }).click();
  await page.getByRole("grid").waitFor();
  const lineId = review.searchParams.get("line") ?? "";
  await page.goto(`/2027/forecast/DR44/lines/${lineId}/details/CP:2028`);
  await settled(page);
  await page
    .getByRole("link", { name: `Bail ${code}` })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: `Bail ${code}` }).waitFor();

  // As it was: the sheet is others' too.
  await page.getByRole("link", { name: "Revoir" }).click();
  await page.getByRole("button", { name: "Retirer de cette ligne" }).click();
  await page.getByText("Ces montants ne sont encore dans aucune prévision.").waitFor();
  await page.getByRole("link", { name: "Modifier le bail" }).click();
  await page.getByRole("button", { name: "Supprimer" }).click();
  await page.getByText("Supprimé.").waitFor();
});
