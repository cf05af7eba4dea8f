import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { mapCentre } from "#app/commands/map-centre.ts";
import { reconciliationOf, signReconciliation } from "#app/commands/sign-reconciliation.ts";
import { undoExtract } from "#app/commands/undo-extract.ts";
import { runChecks } from "#db/check.ts";
import { lastPostedOf } from "#db/queries/chorus/import.ts";
import { searchItems, waitingCentres } from "#db/queries/chorus/item.ts";
import { monthsOf, signaturesOf } from "#db/queries/chorus/reconciliation.ts";
import { imported } from "#tests/support/chorus.ts";
import { allot, dr, positions } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
});
afterAll(async () => await organisation.close());

const read: SmallOrganisation["database"]["read"] = (own, work) => organisation.database.read(own, work);
const heads = "N° EJ;Poste;Date;Montant engagé;Centre financier;Centre de coûts;Compte budgétaire;Activité;N° marché";
const paymentHeads = "N° DP;N° EJ;Poste EJ;Date DP;Date de paiement;Montant;Centre financier;Compte budgétaire";

test("what waits on « À affecter » comes to its unit once its centre is mapped, in both books, and the mapping is dated", async () => {
  await imported(organisation, {
    kind: "commitments",
    text: [heads, "EJ1;10;15/01/2026;100,00;0220-DR44;INSDPT;31;022001ENQ;M-77"].join("\n"),
  });
  await imported(organisation, {
    kind: "payments",
    text: [paymentHeads, "DP1;EJ1;10;15/02/2026;20/02/2026;40,00;0220-DR44;31"].join("\n"),
  });
  expect(await positions(organisation, "A-AFFECTER")).toMatchObject({
    "nonPersonnel AE committed": 10_000n,
    "nonPersonnel AE overrun": 10_000n,
    "nonPersonnel CP consumed": 4_000n,
  });
  expect(await read(organisation.organisation, (db) => waitingCentres(db, "A-AFFECTER"))).toEqual([
    { financialCentre: "0220-DR44", costCentre: "INSDPT", count: 1, amount: 10_000n },
    { financialCentre: "0220-DR44", costCentre: null, count: 1, amount: 4_000n },
  ]);
  const mapping = { kind: "financialCentre", centre: "0220-DR44", unit: "DR44", from: "2026-01-01", fiscalYear: 2026 } as const;
  expect(must(await mapCentre(await organisation.system(), mapping))).toEqual({ moved: 2 });
  expect(await positions(organisation, "A-AFFECTER")).toEqual({});
  expect(await positions(organisation, "DR44")).toMatchObject({
    "nonPersonnel AE committed": 10_000n,
    "nonPersonnel AE allotted": 90_000n,
    "nonPersonnel CP consumed": 4_000n,
  });
  const again = { ...mapping, unit: "DPT", from: "2026-04-01" };
  expect(must(await mapCentre(await organisation.system(), again))).toEqual({ moved: 0 });
  const checks = await read(organisation.organisation, (db) => runChecks(db));
  expect(checks.filter(({ faultCount }) => faultCount > 0)).toEqual([]);
});

test("a mapping is undone like an import, the latest first", async () => {
  const last = await read(organisation.organisation, (db) => lastPostedOf(db, ["commitments", "payments"]));
  must(await undoExtract({ ...(await organisation.system()), key: randomUUID() }, { importId: last?.id ?? "", reason: "Mauvais centre" }));
  expect(await positions(organisation, "A-AFFECTER")).not.toEqual({});
  const mapping = { kind: "costCentre", centre: "INSDPT", unit: "DPT", from: "2026-01-01", fiscalYear: 2026 } as const;
  must(await mapCentre(await organisation.system(), mapping));
  expect(await positions(organisation, "A-AFFECTER")).toEqual({});
});

test("a piece is found by any of its codes, by those who see its unit or the one that benefits", async () => {
  const find = (query: string, units: readonly string[]) =>
    read(organisation.organisation, (db) => searchItems(db, { query, units, limit: 10 }));
  expect(await find("M-77", ["DR44"])).toMatchObject([
    { kind: "commitments", key: "EJ1|10", unit: "DR44", coding: { contract_number: "M-77" } },
  ]);
  expect(await find("M-77", ["DPT"])).toEqual([]);
  expect(await find("DP1", ["DR44"])).toMatchObject([{ kind: "payments" }]);
  expect(await find("M-77", ["INSEE"])).toEqual([]);
  expect(await find("nulle part", ["DR44"])).toEqual([]);
});

const month = async (period: number) => {
  const found = await read(organisation.organisation, (db) => monthsOf(db, 2026));
  const own = found.find((one) => one.period === period);
  if (!own) throw new Error(`no month ${period}`);
  return await read(organisation.organisation, (db) => reconciliationOf(db, own));
};

test("the reconciliation agrees with the pieces, names what was entered by hand, and is signed once everything is named", async () => {
  expect((await month(3)).rows).toMatchObject([
    { measure: "used", place: "DR44", title: "T3", resource: "AE", chorus: 10_000n, here: 10_000n, gap: 0n, cause: "none" },
    { measure: "used", place: "DR44", title: "T3", resource: "CP", chorus: 4_000n, here: 4_000n, gap: 0n, cause: "none" },
  ]);
  const lines = [{ ...dr, amount: 700n, schedule: [{ year: 2026, amount: 700n }] }];
  must(
    await commitExpenses(await organisation.system(), { commitments: [{ on: "2026-03-10", label: "À la main", party: "FOUR1", lines }] }),
  );
  const seen = await month(3);
  expect(seen.rows[0]).toMatchObject({ gap: 700n, byHand: 700n, cause: "byHand" });
  const input = { fiscalYear: 2026, month: 3, digest: seen.digest, notes: {}, note: "Vu" };
  const { sha256 } = must(await signReconciliation(await organisation.system(), input));
  expect(await read(organisation.organisation, (db) => signaturesOf(db, 2026, 3))).toMatchObject([{ sha256, note: "Vu" }]);

  const credits = "Centre financier;Titre;AE ouvertes;CP ouverts;AE consommées;CP consommés\n0220-DR44;31;900,00;1000,00;107,00;39,00";
  await imported(organisation, { kind: "credits", asOf: "2026-03-31", text: credits });
  const control = await month(3);
  expect(control.rows.map(({ key, gap, cause }) => [key, gap, cause])).toContainEqual(["used|DR44|T3|CP", 100n, "unnamed"]);
  expect(control.rows.map(({ key, gap }) => [key, gap])).toContainEqual(["opened|DR44|nonPersonnel|AE", 10_000n]);
  const sign = async (notes: Record<string, string>, digest = control.digest) =>
    await signReconciliation(await organisation.system(), { fiscalYear: 2026, month: 3, digest, notes, note: "" });
  expect(await sign({}, seen.digest)).toMatchObject({ ok: false, refusal: { kind: "reconciliation-moved" } });
  const open = control.rows.filter(({ cause }) => cause === "unnamed");
  expect(await sign({})).toMatchObject({ ok: false, refusal: { kind: "reconciliation-unexplained", count: open.length } });
  must(await sign(Object.fromEntries(open.map(({ key }) => [key, "Une DP rejetée le 30"]))));
});

test("a month is compared with its own extracts: those of later months leave it as it was signed, a newer one of the same month does not", async () => {
  const credits = (...rows: readonly string[]) =>
    ["Centre financier;Titre;AE ouvertes;CP ouverts;AE consommées;CP consommés", ...rows].join("\n");
  const balance = (...rows: readonly string[]) => ["Compte;Débit;Crédit", ...rows].join("\n");
  const give = (kind: "credits" | "balance", asOf: string, text: string) =>
    imported(organisation, { kind, asOf, text, name: `${kind} ${asOf}.csv` });
  await give("balance", "2026-03-31", balance("512;10,00;0,00", "401;0,00;10,00"));
  const march = await month(3);
  expect([march.credits, march.balance]).toEqual(["2026-03-31", "2026-03-31"]);

  // April: the centre is of another unit by then, one comes that nobody knows, an account is there no more.
  await give("credits", "2026-04-30", credits("0220-DR44;31;950,00;1000,00;300,00;80,00", "0220-CENT-DPT;31;10,00;10,00;5,00;5,00"));
  await give("balance", "2026-04-30", balance("512;25,00;0,00", "404;0,00;25,00"));
  expect(await month(3)).toEqual(march);
  expect((await month(4)).rows.map(({ key, chorus }) => [key, chorus])).toContainEqual(["used|DPT|T3|CP", 8_000n]);
  // May: what April brought moves again, and the account comes back.
  await give("credits", "2026-05-31", credits("0220-DR44;31;990,00;1000,00;400,00;90,00", "0220-CENT-DPT;31;20,00;20,00;6,00;6,00"));
  const { importId } = await give("balance", "2026-05-31", balance("512;30,00;0,00", "401;0,00;30,00"));
  expect(await month(3)).toEqual(march);
  const april = await month(4);
  expect(april.rows.map(({ key, chorus }) => [key, chorus])).toEqual(
    expect.arrayContaining([
      ["used|DPT|T3|CP", 8_000n],
      ["used|A-AFFECTER|T3|AE", 500n],
      ["account|404||EUR", -2_500n],
    ]),
  );
  must(await undoExtract({ ...(await organisation.system()), key: randomUUID() }, { importId, reason: "Mauvais fichier" }));
  expect([await month(3), await month(4)]).toEqual([march, april]);

  await give("credits", "2026-05-31", credits("0220-DR44;31;990,00;1000,00;410,00;90,00", "0220-CENT-DPT;31;20,00;20,00;6,00;6,00"));
  const may = await month(5);
  expect(may.rows.map(({ key, chorus }) => [key, chorus])).toContainEqual(["used|DPT|T3|AE", 41_000n]);

  // What June alone brought is nowhere once it is undone, not even as nothing.
  const june = await give("credits", "2026-06-30", credits("0220-DR44;31;990,00;1000,00;410,00;90,00", "0220-NEUF;31;7,00;7,00;7,00;7,00"));
  expect(await month(5)).toEqual(may);
  must(await undoExtract({ ...(await organisation.system()), key: randomUUID() }, { importId: june.importId, reason: "Mauvais fichier" }));
  expect([await month(3), await month(5)]).toEqual([march, may]);
});
