import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { matchPlannedExpense } from "#app/commands/match-planned-expense.ts";
import { changeParty } from "#app/commands/save-party.ts";
import { addPlannedExpenses } from "#app/commands/save-planned-expenses.ts";
import { undoExtract } from "#app/commands/undo-extract.ts";
import { runChecks } from "#db/check.ts";
import { monthFacts } from "#db/queries/execution-months.ts";
import { partyVersions } from "#db/queries/execution-party.ts";
import { plannedExpenses, plannedSteps } from "#db/queries/planned/expense.ts";
import { centres, imported } from "#tests/support/chorus.ts";
import { allot, positions, trialBalance } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation();
  must(await loadNomenclature(await organisation.system(), { centres }));
  await allot(organisation, 100_000n);
});
afterAll(async () => await organisation.close());

const heads = "N° EJ;Poste;Date;Montant engagé;Reste à payer;Centre financier;Compte budgétaire;Activité";
const paymentHeads = "N° DP;N° EJ;Poste EJ;Date DP;Date de paiement;Montant;Centre financier;Compte budgétaire;Activité";
const ej = (number: string, on: string, amount: string, rest = "") => `${number};10;${on};${amount};${rest};0220-DR44;31;022001ENQ`;
const dp = (number: string, commitment: string, on: string, paid: string, amount: string) =>
  `${number};${commitment};10;${on};${paid};${amount};0220-DR44;31;022001ENQ`;

/** Everything that an import moves: positions, accounts, lines of commitments. */
async function state() {
  const lines = await organisation.database.read(organisation.organisation, async (db) => {
    const { rows } = await sql`
      select c.number, l.committed - l.withdrawn as firm, l.certified, l.requested, l.paid, l.unit
        from commitment c join commitment_line l on l.commitment_id = c.id where l.committed > l.withdrawn order by 1, l.line`.execute(db);
    return rows;
  });
  return { lines, dr: await positions(organisation, "DR44"), accounts: await trialBalance(organisation) };
}

async function undo(importId: string) {
  return await undoExtract({ ...(await organisation.system()), key: randomUUID() }, { importId, reason: "Mauvais fichier" });
}

test("a commitment of an earlier exercise comes with what was paid of it, and what this exercise pays is counted once", async () => {
  const text = [heads, ej("2100000001", "15/09/2025", "200,00", "50,00"), ej("2100000002", "15/01/2026", "100,00")].join("\n");
  await imported(organisation, { kind: "commitments", asOf: "2026-03-31", text });
  expect(await state()).toMatchObject({
    lines: [
      { number: "2100000001", firm: 20_000n, paid: 15_000n },
      { number: "2100000002", firm: 10_000n, paid: 0n },
    ],
    dr: { "nonPersonnel AE committed": 10_000n },
  });
  const paid = [
    paymentHeads,
    dp("DP1", "2100000001", "10/02/2026", "20/02/2026", "40,00"),
    dp("DP2", "2100000001", "10/04/2026", "20/04/2026", "30,00"),
  ];
  await imported(organisation, { kind: "payments", asOf: "2026-04-30", text: paid.join("\n") });
  expect((await state()).lines).toMatchObject([{ number: "2100000001", firm: 20_000n, paid: 18_000n }, {}]);
  expect((await state()).dr).toMatchObject({ "nonPersonnel CP consumed": 7_000n });
});

test("a whole import is undone by reversals, the latest first, and comes again as if it had not been", async () => {
  const before = await state();
  const text = [
    heads,
    ej("2100000001", "15/09/2025", "190,00", "10,00"),
    ej("2100000002", "15/01/2026", "130,00"),
    ej("2100000003", "15/03/2026", "5,00"),
  ];
  const commitments = await imported(organisation, { kind: "commitments", asOf: "2026-05-31", text: text.join("\n") });
  const middle = await state();
  expect(middle.lines).toMatchObject([{ firm: 19_000n }, { firm: 13_000n }, { firm: 500n }]);
  expect(middle.dr).toMatchObject({ "nonPersonnel AE committed": 13_500n, "nonPersonnel AE lapsed": 1_000n });
  const rows = [
    dp("DP1", "2100000001", "10/02/2026", "20/02/2026", "40,00"),
    dp("DP2", "2100000001", "10/04/2026", "20/04/2026", "25,00"),
    dp("DP3", "2100000003", "10/04/2026", "", "5,00"),
    dp("DP4", "2100000009", "11/04/2026", "12/04/2026", "9,00"),
  ];
  const payments = await imported(organisation, { kind: "payments", asOf: "2026-05-31", text: [paymentHeads, ...rows].join("\n") });
  const after = await state();
  expect(await undo(commitments.importId)).toMatchObject({ ok: false, refusal: { kind: "extract-not-last", of: "payments" } });
  must(await undo(payments.importId));
  expect(await state()).toEqual(middle);
  must(await undo(commitments.importId));
  expect(await state()).toEqual(before);
  expect(await undo(commitments.importId)).toMatchObject({ ok: false, refusal: { kind: "wrong-state" } });
  await imported(organisation, { kind: "commitments", asOf: "2026-05-31", text: text.join("\n") });
  expect(await state()).toEqual(middle);
  await imported(organisation, { kind: "payments", asOf: "2026-05-31", text: [paymentHeads, ...rows].join("\n") });
  expect(await state()).toEqual(after);
  const checks = await organisation.database.read(organisation.organisation, (db) => runChecks(db));
  expect(checks.filter(({ faultCount }) => faultCount > 0)).toEqual([]);
});

test("what was planned and matched to an order is to come again once the import of the order is undone; what still fits stays matched", async () => {
  const agent = await organisation.as("agent", { role: "agent", unit: "DR44" });
  const place = { year: 2026, unit: "DR44" } as const;
  const plan = async (object: string, amount: bigint) => {
    const expense = { object, amount, month: "2026-06", payments: [{ month: "2026-07", amount }], supplier: "", lineId: null };
    return must(await addPlannedExpenses({ ...agent, key: randomUUID() }, { ...place, expenses: [expense] })).ids[0] ?? "";
  };
  const standing = async (id: string) => {
    const rows = await organisation.database.read(organisation.organisation, (db) =>
      plannedExpenses(db, { ...place, units: ["DR44"], id }),
    );
    return rows.map(({ state, matched, version }) => ({ state, matched, version }))[0];
  };
  const match = async (id: string, number: string) => {
    const commitmentId = await organisation.database.read(organisation.organisation, async (db) => {
      const found = await db.selectFrom("commitment").where("number", "=", number).select("id").executeTakeFirstOrThrow();
      return found.id;
    });
    const seen = { ...place, id, seenVersion: (await standing(id))?.version ?? 0, commitmentId, line: 1, keepRest: false };
    must(await matchPlannedExpense({ ...agent, key: randomUUID() }, seen));
  };
  const rows = (amount: string, ...others: string[]) =>
    [heads, ej("2100000002", "15/01/2026", amount), ej("2100000003", "15/03/2026", "5,00"), ...others].join("\n");
  await imported(organisation, { kind: "commitments", asOf: "2026-05-31", text: rows("130,00"), name: "mai.csv" });
  const [kept, grown, brought] = [await plan("Tablettes", 12_000n), await plan("Coques", 4_000n), await plan("Chargeurs", 7_500n)];
  await match(kept, "2100000002");
  const june = { kind: "commitments", asOf: "2026-06-30", text: rows("170,00", ej("2100000004", "15/06/2026", "75,00")) } as const;
  const { importId } = await imported(organisation, june);
  await match(grown, "2100000002");
  await match(brought, "2100000004");
  expect(await standing(brought)).toMatchObject({ state: "matched", matched: 7_500n });
  expect(must(await undo(importId))).toMatchObject({ unmatched: 2 });
  expect(await standing(kept)).toMatchObject({ state: "matched", matched: 12_000n });
  expect(await standing(grown)).toMatchObject({ state: "planned", matched: 0n });
  expect(await standing(brought)).toMatchObject({ state: "planned", matched: 0n });
  const steps = await organisation.database.read(organisation.organisation, (db) => plannedSteps(db, brought));
  expect(steps.map(({ act }) => act)).toEqual(["unmatch", "match", "add"]);
  await imported(organisation, june);
  await match(brought, "2100000004");
  expect(await standing(brought)).toMatchObject({ state: "matched", matched: 7_500n });
});

test("a party that an extract names is known from its first version on, with who brought it; one that was known is not told again", async () => {
  const withParty = `${heads};Code fournisseur;Nom fournisseur`;
  const text = [
    withParty,
    `${ej("2100000005", "15/06/2026", "5,00")};FOUR7;Imprimerie`,
    `${ej("2100000006", "15/06/2026", "5,00")};FOUR1;`,
  ].join("\n");
  await imported(organisation, { kind: "commitments", asOf: "2026-07-31", text });
  const versions = (code: string) =>
    organisation.database.read(organisation.organisation, async (db) =>
      (await partyVersions(db, code)).map(({ version, act, label, author }) => ({ version, act, label, author })),
    );
  expect(await versions("FOUR7")).toEqual([{ version: 1, act: "add", label: "Imprimerie", author: "Enveloppe" }]);
  expect(await versions("FOUR1")).toEqual([]);
  const admin = await organisation.system();
  const described = { code: "FOUR7", label: "Imprimerie nationale", kind: "supplier", siret: null, seenVersion: 1 } as const;
  must(await changeParty({ ...admin, key: randomUUID() }, described));
  await imported(organisation, { kind: "commitments", asOf: "2026-08-31", text: `${text}\n` });
  expect((await versions("FOUR7")).map(({ act }) => act)).toEqual(["change", "add"]);
});

test("payroll and staff by category, compared month by month", async () => {
  const payroll = "Mois;Centre financier;Catégorie;Montant brut";
  await imported(organisation, {
    kind: "payroll",
    asOf: "2026-02-28",
    text: [payroll, "01/2026;0220-DR44;21;100,00", "02/2026;0220-DR44;21;120,00"].join("\n"),
  });
  expect(await positions(organisation, "DR44")).toMatchObject({ "personnel AE consumed": 22_000n, "personnel CP consumed": 22_000n });
  const text = [payroll, "01/2026;0220-DR44;21;90,00", "02/2026;0220-DR44;21;120,00"].join("\n");
  const { report, importId } = await imported(organisation, { kind: "payroll", asOf: "2026-03-31", text });
  expect(report).toMatchObject({ changed: 1, same: 1, difference: -1_000n });
  // A correction is of the month that it is posted in.
  expect(await monthsOf("payroll")).toEqual(["2026-01 21 10000", "2026-02 21 12000", "2026-03 21 -1000"]);
  expect(await trialBalance(organisation)).toMatchObject({ "641": 21_000n });
  must(await undo(importId));
  expect(await trialBalance(organisation)).toMatchObject({ "641": 22_000n });
  expect(await monthsOf("payroll")).toEqual(["2026-01 21 10000", "2026-02 21 12000"]);
  await imported(organisation, {
    kind: "staffing",
    asOf: "2026-02-28",
    text: ["Mois;Centre financier;Catégorie;ETPT", "janvier 2026;0220-DR44;21;1,5"].join("\n"),
  });
  expect(await positions(organisation, "DR44")).toMatchObject({ "personnel ETPT consumed": 1_800n, "personnel ETPT overrun": 1_800n });
  expect(await monthsOf("staffing")).toEqual(["2026-01 21 1800"]);
});

/** What the pages of months say of a unit: what an import brought counts as what is recorded there. */
async function monthsOf(kind: "payroll" | "staffing") {
  const facts = await organisation.database.read(organisation.organisation, (db) => monthFacts(db, 2026, kind, ["DR44"]));
  return facts.map(({ month, nature, amount }) => `${month} ${nature} ${amount}`);
}

test("opening balances post what the books do not hold yet, balanced", async () => {
  const text = "Compte;Tiers;Débit;Crédit\n515;;80,00;\n401;FOUR1;;80,00";
  await imported(organisation, { kind: "opening", asOf: "2026-01-31", text });
  const opened = await trialBalance(organisation);
  const again = await imported(organisation, { kind: "opening", asOf: "2026-02-28", text: `${text}\n` });
  expect(again.report).toMatchObject({ same: 2, added: 0, changed: 0 });
  expect(await trialBalance(organisation)).toEqual(opened);
});
