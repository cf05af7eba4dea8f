import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closePeriod } from "#app/commands/close-period.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";

import { undoExtract } from "#app/commands/undo-extract.ts";
import { undoLapse } from "#app/commands/undo-lapse.ts";
import { commitmentBridgeOf } from "#db/queries/ledger/commitment-bridge.ts";
import { centres, checked, imported } from "#tests/support/chorus.ts";
import { allot, budgetSums, positions } from "#tests/support/credits.ts";
import { expectSoundBooks } from "#tests/support/independent-sums.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

/** 2025 and 2026 have 1 000.00 of each credit; an order of 100.00 in 2025, of which 60.00 were asked for in December. */
let organisation: SmallOrganisation;
beforeEach(async () => {
  organisation = await smallOrganisation();
  must(await loadNomenclature(await organisation.system(), { centres }));
  for (const year of [2025, 2026]) await allot(organisation, 100_000n, year);
  const heads = "N° EJ;Poste;Date;Montant engagé;Centre financier;Compte budgétaire;Activité";
  const order = "2100000001;10;15/09/2025;100,00;0220-DR44;31;022001ENQ";
  await imported(organisation, { kind: "commitments", asOf: "2025-12-31", text: [heads, order].join("\n") });
  await imported(organisation, { kind: "payments", asOf: "2025-12-31", text: requests("") });
});
afterEach(() => organisation.close());

const heads = "N° DP;N° EJ;Poste EJ;Date DP;Date de paiement;Montant;Centre financier;Compte budgétaire;Activité";
const request = (number: string, paid: string, amount: string) =>
  `${number};2100000001;10;10/12/2025;${paid};${amount};0220-DR44;31;022001ENQ`;
function requests(paid: string, ...others: string[]): string {
  return [heads, request("DP1", paid, "60,00"), ...others].join("\n");
}
const lastExtract = (paid: string, ...others: string[]) =>
  ({ kind: "payments", asOf: "2025-12-31", name: `janvier ${paid}.csv`, text: requests(paid, ...others) }) as const;

const chief = () => organisation.as("chief", { role: "chiefAccountant", unit: "INSEE" });
const lapse = async () => must(await lapseCredits(await chief(), { fiscalYear: 2025, on: "2025-12-31", reason: "Fin de gestion 2025" }));
const undo = async (importId: string) =>
  undoExtract({ ...(await organisation.system()), key: randomUUID() }, { importId, reason: "Mauvais fichier" });

async function closingEntries() {
  const { database, organisation: own } = organisation;
  return await database.read(own, async (db) => {
    const rows = await db
      .selectFrom("entry")
      .where("fiscal_year", "=", 2025)
      .where("period", "=", 13)
      .select(["journal", "entry_date as on"])
      .orderBy("journal")
      .execute();
    return rows.map(({ journal, on }) => `${journal} ${on}`);
  });
}
const consumed = async (year: number) => (await positions(organisation, "DR44", year))["nonPersonnel CP consumed"] ?? 0n;
const residual = (year: number) =>
  organisation.database.read(organisation.organisation, async (db) => (await commitmentBridgeOf(db, year)).residual);

test("a payment of the complementary period is of the exercise that ends, in its closing period, whichever extract says it again", async () => {
  const { report, importId } = await imported(organisation, lastExtract("20/01/2026"));
  expect(report).toMatchObject({ rejected: 0, changed: 1 });
  expect([await consumed(2025), await consumed(2026)]).toEqual([6_000n, 0n]);
  expect(await closingEntries()).toEqual(["PY 2025-12-31", "TR 2025-12-31"]);
  expect(await residual(2025)).toBe(0n);
  const next = { kind: "payments", asOf: "2026-01-31", text: requests("20/01/2026") } as const;
  expect((await checked(await organisation.system(), next)).report).toMatchObject({ changed: 0, difference: 0n, vanished: 0 });
  const empty = { kind: "payments", asOf: "2026-02-28", text: [heads, request("DP9", "10/02/2026", "5,00")].join("\n") } as const;
  expect((await checked(await organisation.system(), empty)).report).toMatchObject({ vanished: 0 });
  await expectSoundBooks(organisation);
  must(await undo(importId));
  expect(await consumed(2025)).toBe(0n);
  expect(await closingEntries()).toEqual(["PY 2025-12-31", "PY 2025-12-31", "TR 2025-12-31", "TR 2025-12-31"]);
});

test("beyond the twenty days the row is refused by name, and the others are taken", async () => {
  const { report } = await imported(organisation, lastExtract("21/01/2026", request("DP2", "30/12/2025", "10,00")));
  expect(report.firstFaults).toMatchObject([{ row: 2, field: "paidOn", kind: "complementary-over" }]);
  expect(await consumed(2025)).toBe(1_000n);
});

test("once its credit has lapsed the row says so, the others are taken; the lapse undone, it is taken too", async () => {
  const { movementId } = await lapse();
  for (const paid of ["29/12/2025", "10/01/2026"]) {
    const { report } = await checked(await organisation.system(), lastExtract(paid));
    expect(report.firstFaults).toMatchObject([{ row: 2, field: "request", kind: "credit-lapsed", against: "2025" }]);
  }
  const less = { ...lastExtract(""), text: [heads, request("DP1", "", "50,00")].join("\n") };
  expect((await checked(await organisation.system(), less)).report.firstFaults).toMatchObject([{ kind: "credit-lapsed" }]);
  const others = lastExtract("10/01/2026", request("DP2", "30/12/2025", "10,00"));
  const { report, done } = await imported(organisation, others);
  expect([report.rejected, report.added, done.overruns]).toEqual([1, 1, 1]);
  expect(await consumed(2025)).toBe(1_000n);
  must(await undoLapse(await chief(), { fiscalYear: 2025, movementId, reason: "Une facture est arrivée" }));
  const again = await imported(organisation, { ...others, text: `${others.text}\n` });
  expect(again.report).toMatchObject({ rejected: 0, changed: 1, same: 1 });
  expect(await consumed(2025)).toBe(7_000n);
  expect(await residual(2025)).toBe(0n);
  expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
});

test("a request that lapsed takes the credit of the exercise whose extract pays it", async () => {
  await lapse();
  await imported(organisation, { kind: "payments", asOf: "2026-02-28", text: requests("10/02/2026") });
  expect([await consumed(2025), await consumed(2026)]).toEqual([0n, 6_000n]);
  expect([await residual(2025), await residual(2026)]).toEqual([0n, 0n]);
});

test("an extract of the exercise that ends does not take back what the next one has paid", async () => {
  await imported(organisation, { kind: "payments", asOf: "2026-02-28", text: requests("10/02/2026") });
  const { report } = await imported(organisation, lastExtract("", request("DP2", "30/12/2025", "10,00")));
  expect(report).toMatchObject({ added: 1, changed: 0, same: 1 });
  expect([await consumed(2025), await consumed(2026)]).toEqual([1_000n, 6_000n]);
});

test("an import that the lapse rests upon is not undone under it", async () => {
  const { importId } = await imported(organisation, lastExtract("", request("DP2", "", "10,00")));
  const { movementId } = await lapse();
  const before = await positions(organisation, "DR44", 2025);
  expect(await undo(importId)).toMatchObject({ ok: false, refusal: { kind: "credit-exceeded", stage: "requested" } });
  expect(await positions(organisation, "DR44", 2025)).toEqual(before);
  must(await undoLapse(await chief(), { fiscalYear: 2025, movementId, reason: "Un import à annuler" }));
  must(await undo(importId));
});

test("when every month is closed, what an extract of the exercise still brings is of its closing period", async () => {
  for (let period = 1; period <= 12; period += 1) must(await closePeriod(await chief(), { fiscalYear: 2025, period }));
  await imported(organisation, lastExtract("", request("DP2", "30/12/2025", "10,00")));
  expect(await closingEntries()).toEqual(["DP 2025-12-31", "HA 2025-12-31", "PY 2025-12-31", "SF 2025-12-31", "TR 2025-12-31"]);
});
