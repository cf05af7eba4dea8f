import { afterEach, beforeEach, expect, test } from "vitest";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { centres, checked, imported, posted } from "#tests/support/chorus.ts";
import { allot, budgetSums, positions } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeEach(async () => {
  organisation = await smallOrganisation();
  must(await loadNomenclature(await organisation.system(), { centres }));
  await allot(organisation, 100_000n);
});
afterEach(async () => {
  expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
  await organisation.close();
});

const heads = "N° EJ;Poste;Libellé;Date;Montant engagé;Centre financier;Compte budgétaire;Activité";
const row = (number: string, amount: string, centre = "0220-DR44") => `${number};10;Collecte;15/02/2026;${amount};${centre};31;022001ENQ`;
const commitments = (...rows: readonly string[]) => ({ kind: "commitments" as const, text: [heads, ...rows].join("\n") });

test("what was checked is what is imported, once its codes still stand for the same", async () => {
  const context = await organisation.system();
  const { importId } = await checked(context, commitments(row("2100000001", "100,00", "0220-NEW")));
  const mapping = { kind: "financialCentre", centre: "0220-NEW", unit: "DR44", from: "2020-01-01", until: undefined } as const;
  must(await loadNomenclature(await organisation.system(), { centres: [mapping] }));
  expect(await posted(context, importId)).toMatchObject({ ok: false, refusal: { kind: "extract-moved" } });
  const again = await checked(context, commitments(row("2100000001", "100,00", "0220-NEW")));
  expect(again.report.unplaced).toEqual([]);
  must(await posted(context, again.importId));
  expect(await positions(organisation, "DR44")).toMatchObject({ "nonPersonnel AE committed": 10_000n });
});

test("an import that came between the check and the import is seen", async () => {
  const context = await organisation.system();
  const { importId } = await checked(context, commitments(row("2100000001", "100,00"), row("2100000002", "50,00")));
  await imported(organisation, { ...commitments(row("2100000001", "70,00")), name: "autre.csv" });
  expect(await posted(context, importId)).toMatchObject({ ok: false, refusal: { kind: "extract-moved" } });
  expect(await positions(organisation, "DR44")).toMatchObject({ "nonPersonnel AE committed": 7_000n });
});

test("two extracts checked one after the other are each imported as they were read", async () => {
  const context = await organisation.system();
  const first = await checked(context, commitments(row("2100000001", "100,00")));
  await checked(context, { kind: "staffing", text: "Mois;Centre financier;Catégorie;ETPT\n03/2026;0220-DR44;21;10" });
  must(await posted(context, first.importId));
  expect(await positions(organisation, "DR44")).toMatchObject({ "nonPersonnel AE committed": 10_000n });
});
