import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { runChecks } from "#db/check.ts";
import { centres, checked, imported, posted } from "#tests/support/chorus.ts";
import { allot, budgetSums, held, positions, trialBalance } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation();
  must(await loadNomenclature(await organisation.system(), { centres }));
  await allot(organisation, 100_000n);
});
afterAll(async () => await organisation.close());

const heads =
  "N° EJ;Poste;Libellé;Fournisseur;Nom fournisseur;Date;Montant engagé;Reste à payer;Centre financier;Centre de coûts;Compte budgétaire;Activité;N° marché";
const row = (number: string, amount: string, rest = "") =>
  `${number};10;Collecte;F9;Collecte du Ponant;15/02/2026;${amount};${rest};0220-DR44;INSDR44075;31;022001ENQ;M-2026-1`;

describe("commitments", () => {
  test("a first extract commits what it says, by the codes of Chorus", async () => {
    const { report, done } = await imported(organisation, {
      kind: "commitments",
      text: [heads, row("2100000001", "100,00"), row("2100000002", "50,00")].join("\n"),
    });
    expect(report).toMatchObject({
      rows: 2,
      added: 2,
      changed: 0,
      same: 0,
      rejected: 0,
      vanished: 0,
      difference: 15_000n,
      unplaced: [],
      overruns: [],
    });
    expect(done).toMatchObject({ changes: 2, events: 1, overruns: 0 });
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE allotted": 85_000n,
      "nonPersonnel AE committed": 15_000n,
    });
    expect(await commitments()).toEqual([
      { number: "2100000001", unit: "DR44", committed: 10_000n, withdrawn: 0n, paid: 0n, contract: "M-2026-1" },
      { number: "2100000002", unit: "DR44", committed: 5_000n, withdrawn: 0n, paid: 0n, contract: "M-2026-1" },
    ]);
  });

  test("only the difference posts: 100 → 80 posts −20, and what has vanished is listed and stays", async () => {
    const { report } = await imported(organisation, {
      kind: "commitments",
      asOf: "2026-04-30",
      text: [heads, row("2100000001", "80,00")].join("\n"),
    });
    expect(report).toMatchObject({
      added: 0,
      changed: 1,
      same: 0,
      difference: -2_000n,
      vanished: 1,
      firstVanished: [{ key: "2100000002|10", amount: 5_000n }],
    });
    expect(await held(organisation, "committed", "AE")).toBe(13_000n);
    expect(await held(organisation, "allotted", "AE")).toBe(87_000n);
    expect(await commitments()).toMatchObject([
      { committed: 10_000n, withdrawn: 2_000n },
      { committed: 5_000n, withdrawn: 0n },
    ]);
  });

  test("the same file twice changes nothing, and is refused by whom and when", async () => {
    const context = await organisation.system();
    const given = { kind: "commitments", asOf: "2026-04-30", text: [heads, row("2100000001", "80,00")].join("\n") } as const;
    const { importId, report } = await checked(context, given);
    expect(report).toMatchObject({ added: 0, changed: 0, same: 1, difference: 0n });
    expect(await posted(context, importId)).toMatchObject({ ok: false, refusal: { kind: "already-imported" } });
    expect(await held(organisation, "committed", "AE")).toBe(13_000n);
  });

  test("what exceeds comes from the overrun, marked and told once, and a correction clears it first", async () => {
    const staff = await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
    const { report } = await imported(organisation, {
      kind: "commitments",
      asOf: "2026-05-31",
      text: [heads, row("2100000001", "80,00"), row("2100000003", "1000,00")].join("\n"),
    });
    expect(report.overruns).toEqual([{ unit: "DR44", spendingClass: "nonPersonnel", resource: "AE", amount: 13_000n }]);
    expect(await overrunMarks()).toEqual([{ unit: "DR44", resource: "AE", amount: 13_000n, document: "chorusImport", cause: "fact" }]);
    expect(await overrunAlerts()).toEqual([{ recipient: staff.actor.id, unit: "DR44", alerts: 1 }]);
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE overrun": 13_000n,
      "nonPersonnel AE committed": 113_000n,
    });
    await imported(organisation, {
      kind: "commitments",
      asOf: "2026-06-15",
      text: [heads, row("2100000001", "80,00"), row("2100000003", "800,00")].join("\n"),
    });
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel AE committed": 93_000n,
      "nonPersonnel AE allotted": 7_000n,
    });
    expect(await held(organisation, "overrun", "AE")).toBe(0n);
    // What cleared it does not clear that it happened.
    expect(await overrunMarks()).toHaveLength(1);
  });
});

test("unknown codes go to « À affecter », and the rest posts", async () => {
  const text = [
    heads,
    row("2100000001", "80,00"),
    row("2100000003", "800,00"),
    row("2100000004", "10,00").replace("0220-DR44;INSDR44075;31;022001ENQ", "0220-NULLE;;ZZ;"),
  ].join("\n");
  const { report } = await imported(organisation, { kind: "commitments", asOf: "2026-06-16", text });
  expect(report.unplaced).toEqual([
    { what: "unit", code: "0220-NULLE", count: 1 },
    { what: "activity", code: "", count: 1 },
    { what: "nature", code: "ZZ", count: 1 },
  ]);
  expect(await positions(organisation, "A-AFFECTER")).toMatchObject({
    "nonPersonnel AE committed": 1_000n,
    "nonPersonnel AE overrun": 1_000n,
  });
});

describe("payment requests", () => {
  const paymentHeads = "N° DP;N° EJ;Poste EJ;Date DP;Date de paiement;Montant;Centre financier;Compte budgétaire;Activité";
  const request = (number: string, ej: string, paid: string, amount: string) =>
    `${number};${ej};10;05/03/2026;${paid};${amount};0220-DR44;31;022001ENQ`;

  test("a request takes CP, a payment consumes them, and both books move", async () => {
    const text = [paymentHeads, request("DP1", "2100000001", "20/03/2026", "30,00"), request("DP2", "2100000001", "", "20,00")].join("\n");
    const { report } = await imported(organisation, { kind: "payments", asOf: "2026-03-31", text });
    expect(report).toMatchObject({ added: 2, cited: 0, rejected: 0, amount: 5_000n, settled: 3_000n });
    expect(await positions(organisation, "DR44")).toMatchObject({
      "nonPersonnel CP allotted": 95_000n,
      "nonPersonnel CP requested": 2_000n,
      "nonPersonnel CP consumed": 3_000n,
    });
    expect(await trialBalance(organisation)).toEqual({ "606": 5_000n, "401": -2_000n, "515": -3_000n });
    expect(await commitments()).toMatchObject([{ paid: 3_000n }, {}, {}, {}]);
  });

  test("a request that cites a commitment nobody brought brings it; one beyond its commitment raises it", async () => {
    const text = [
      paymentHeads,
      request("DP1", "2100000001", "20/03/2026", "30,00"),
      request("DP2", "2100000001", "02/04/2026", "60,00"),
      request("DP3", "2100000099", "03/04/2026", "7,00"),
    ].join("\n");
    const { report } = await imported(organisation, { kind: "payments", asOf: "2026-04-30", text });
    expect(report).toMatchObject({ added: 1, changed: 1, cited: 1 });
    const lines = await commitments();
    expect(lines.find(({ number }) => number === "2100000001")).toMatchObject({ committed: 11_000n, withdrawn: 2_000n, paid: 9_000n });
    expect(lines.find(({ number }) => number === "2100000099")).toMatchObject({ committed: 700n, paid: 700n });
    expect(await trialBalance(organisation)).toEqual({ "606": 9_700n, "515": -9_700n });
    expect(await budgetSums(organisation)).toMatchObject({ AE: 0n, CP: 0n });
  });

  test("a commitment does not go below what was certified of it", async () => {
    const context = await organisation.system();
    const { report } = await checked(context, {
      kind: "commitments",
      asOf: "2026-06-20",
      text: [heads, row("2100000001", "80,00")].join("\n"),
    });
    expect(report.firstFaults).toEqual([{ row: 2, field: "amount", kind: "below-requested", text: "8000", against: "9000" }]);
  });

  test("every named check of the books holds", async () => {
    const report = await organisation.database.read(organisation.organisation, (db) => runChecks(db));
    expect(report.flatMap((own) => ("faults" in own && own.faults.length > 0 ? [own] : []))).toEqual([]);
  });
});

async function overrunMarks() {
  const { rows } = await organisation.database.read(organisation.organisation, (db) =>
    sql`select unit, resource, amount, document, cause from overrun_mark order by id`.execute(db),
  );
  return rows;
}

async function overrunAlerts() {
  const { rows } = await organisation.database.read(organisation.organisation, (db) =>
    sql`select recipient, unit, count(*)::int as alerts from inbox_notice where kind = 'overrun' group by 1, 2`.execute(db),
  );
  return rows;
}

async function commitments() {
  const { rows } = await organisation.database.read(organisation.organisation, (db) =>
    sql<{ number: string; unit: string; committed: bigint; withdrawn: bigint; paid: bigint; contract: string | null }>`
      select c.number, l.unit, l.committed, l.withdrawn, l.paid, b.contract_number as contract
        from commitment c join commitment_line l on l.commitment_id = c.id
        left join coding_block b on b.document_id = l.commitment_id and b.line = l.line order by c.number, l.line`.execute(db),
  );
  return rows;
}
