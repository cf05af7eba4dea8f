import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { sealAudit } from "#db/audit-seal.ts";
import { type CheckName, type CheckResult, checkNames, runChecks } from "#db/check.ts";
import { Database } from "#db/client.ts";
import { budgetEntry, generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
let intruder: Database;

/** A credit of 100.00 voted and given, a purchase of 12.00 invoiced and paid whose two lines on 401 are matched, a commitment of 12.00. */
beforeAll(async () => {
  books = await smallBooks();
  intruder = new Database({ ...inject("postgres").superuser, database: books.access.app.database }, { connections: 1 });
  await books.post(
    budgetEntry("CR", "2026-01-01", "Ouverture", "CP", ["voted", -100_00n], ["unallocated", 100_00n]),
    budgetEntry("CR", "2026-02-01", "Notification", "CP", ["unallocated", -40_00n], ["notified", 40_00n]),
  );
  await books.post(
    generalEntry("HA", "2026-03-01", "Facture", ["606", 1200n, { unit: "SG", nature: "HT2" }], ["401", -1200n, { party: "ACME" }]),
    generalEntry("TR", "2026-03-20", "Règlement", ["401", 1200n, { party: "ACME" }], ["515", -1200n]),
  );
  const [wrong] = await books.post(generalEntry("OD", "2026-03-25", "Erreur", ["611", 1500n], ["515", -1500n]));
  if (!wrong) throw new Error("nothing was posted");
  await books.post({ ...generalEntry("OD", "2026-03-26", "Contre-passation", ["515", 1500n], ["611", -1500n]), reverses: wrong });
  await commitAndPay(books);
  for (const action of ["first", "second", "third"])
    await books.superuser`insert into audit (actor, action) select min(id), ${action} from app_user`;
  expect(await books.database.write(books.organisation, sealAudit)).toBe(true);
});

test("every check has a row below that trips it", () => {
  expect(checkNames.filter((name) => !tripped.some(([tried]) => tried === name))).toEqual([]);
});

afterAll(async () => {
  await intruder.close();
  await books.close();
});

test("silent when well", async () => {
  const results = await books.database.read(books.organisation, (db) => runChecks(db));
  expect(results).toEqual(checkNames.map((name) => ({ name, faultCount: 0, faults: [] })));
});

const sheet = "2027 · initial · Essai · SG · personnel";
/** On the only sheet of the books. */
function totalOf(statement: string): string {
  return [
    `insert into campaign (id, target_year, kind, label, opens_on, closes_on, author)
       select gen_random_uuid(), 2027, 'initial', 'Essai', '2026-01-01', '2026-02-01', min(id) from app_user`,
    "insert into sheet (id, campaign, unit) select gen_random_uuid(), id, 'SG' from campaign",
    statement,
  ].join("; ");
}

const tripped: [CheckName, string, string, bigint, bigint][] = [
  [
    "account-balances",
    "update account_balance set debit = debit + 1 where account = '606'",
    "2026 · general · EUR · 606 · P3 · debit",
    1200n,
    1201n,
  ],
  ["account-balances", "delete from account_balance where account = '606'", "2026 · general · EUR · 606 · P3 · debit", 1200n, 0n],
  [
    "journal-balances",
    "update journal_balance set debit = debit + 1 where journal = 'HA' and account = '606'",
    "2026 · HA · 606 · P3 · debit",
    1200n,
    1201n,
  ],
  ["party-balances", "delete from party_balance where account = '401'", "2026 · 401 · ACME · HA · P3 · credit", 1200n, 0n],
  [
    "unit-balances",
    "update unit_balance set credit = credit - 1 where section = '5'",
    "2026 · general · EUR · 5 · – · – · P3 · credit",
    2700n,
    2699n,
  ],
  [
    "unit-balances",
    "update unit_balance set unit = 'INSEE' where unit = 'SG' and section = '6'",
    "2026 · general · EUR · 6 · INSEE · – · P3 · debit",
    0n,
    1200n,
  ],
  [
    "stage-positions",
    "update stage_position set amount = 1 where stage = 'allotted' and unit = 'SG' and spending_class = 'nonPersonnel' and resource = 'CP' and fiscal_year = 2026",
    "2026 · SG · nonPersonnel · CP · allotted",
    0n,
    1n,
  ],
  ["budget-book-zero", "update entry_line set debit = debit + 1 where account = 'notified'", "2026 · CP", 14_001n, 14_000n],
  ["trial-balance-zero", "update account_balance set credit = credit - 1 where account = '515'", "2026", 5400n, 5399n],
  [
    "entry-totals",
    "update entry_total set credit = 1201, debit = 1201 where entry_id = (select id from entry where journal = 'HA')",
    "2026 · HA · 1 · EUR · debit",
    1200n,
    1201n,
  ],
  [
    "entry-totals",
    "delete from entry_total where entry_id = (select id from entry where journal = 'TR')",
    "2026 · TR · 1 · EUR · lines",
    2n,
    0n,
  ],
  [
    "commitment-lines",
    "update commitment_line set certified = certified - 1, requested = requested - 1, paid = paid - 1",
    "EJ-1 · 1 · paid",
    1200n,
    1199n,
  ],
  ["general-book-zero", "update entry_line set debit = debit + 1 where account = '606'", "2026", 5401n, 5400n],
  ["numbering", "update journal_counter set last_number = 4 where journal = 'OD' and fiscal_year = 2026", "2026 · OD · counter", 2n, 4n],
  ["numbering", "update entry set number = 9 where journal = 'OD' and number = 2", "2026 · OD · entries", 9n, 2n],
  ["numbering", "update posting set last_number = 7 where journal = 'HA'", "2026 · HA · links", 1n, 7n],
  ["chain-heads", "update posting set previous_hash = sha256('x') where journal = 'OD' and first_number = 2", "2026 · OD · 2", 0n, 1n],
  ["chain-heads", "update journal_counter set last_hash = sha256('x') where journal = 'TR' and fiscal_year = 2026", "2026 · TR", 0n, 1n],
  ["entry-days", "update entry set entry_date = '2026-04-01' where journal = 'HA'", "2026 · HA · 1", 0n, 1n],
  ["reversals", "update entry_line set debit = 0, credit = 1 where account = '611' and credit > 0", "2026 · OD · 1 · 611 · EUR", 1500n, 1n],
  ["hanging-parties", "delete from party where code = 'ACME'", "entry_line · ACME", 0n, 2n],
  [
    "hanging-parties",
    "update entry_line set party = null, document = 'payment', document_id = gen_random_uuid() where account = '401' and debit > 0",
    "2026 · TR · 1 · 401",
    0n,
    1n,
  ],
  [
    "document-lines",
    "update entry_line set document = 'payment', document_id = gen_random_uuid() where account = '515'",
    "2026 · TR · 1 · payment",
    0n,
    1n,
  ],
  [
    "cap-use",
    "insert into cap_use (fiscal_year, cap, scope, used, ceiling) values (2026, 'virement', 'programme AE', 3, 4)",
    "2026 · virement · programme AE",
    0n,
    3n,
  ],
  ["open-items", "update account_balance set credit = credit - 1 where account = '401'", "2026 · 401", 0n, 1n],
  ["matched-lines", "update matching set account = '408'", "408 · ACME · A", 0n, 2n],
  [
    "screen-trial-balance",
    "update account_balance set debit = debit + 1 where account = '401'",
    "2026 · 401 · total · debit",
    1200n,
    1201n,
  ],
  [
    "screen-journals",
    "update entry_total set debit = 1, credit = 1 where entry_id = (select id from entry where journal = 'HA')",
    "2026 · HA · EUR",
    1200n,
    1n,
  ],
  ["audit-seals", "delete from audit where id = 2", "audit · 1–3", 3n, 2n],
  ["audit-seals", "update audit_seal set first_id = 2", "audit_seal · 3", 0n, 1n],
  ["references", "delete from unit where code = 'SG'", "commitment_line · commitment_lines_known · unit", 0n, 1n],
  ["references", "delete from unit where code = 'SG'", "entry_line · lines_known · unit", 0n, 5n],
  ["references", "delete from account where code = '606'", "entry_line · lines_known · book account", 0n, 1n],
  [
    "references",
    "delete from entry_total where entry_id = (select id from entry where journal = 'HA'); delete from entry where journal = 'HA'",
    "entry_line · lines_balance · entry_id fiscal_year book period entry_date",
    0n,
    2n,
  ],
  ["references", "delete from period where fiscal_year = 2026 and period = 3", "entry · entries_known · fiscal_year period", 0n, 4n],
  [
    "rules",
    "alter table party drop constraint party_kind_check; update party set kind = 'friend' where code = 'ACME'; alter table party add constraint party_kind_check check (kind in ('supplier', 'customer')) not valid",
    "party · party_kind_check",
    0n,
    2n,
  ],
  ["guards", "alter table entry_line disable trigger kept", "entry_line · kept", 1n, 0n],
  ["guards", "alter table entry_line disable trigger lines_known", "entry_line · lines_known", 1n, 0n],
  ["guards", "drop trigger kept on unit", "unit · kept", 1n, 0n],
  ["guards", "drop trigger kept on commitment_line", "commitment_line · kept", 1n, 0n],
  ["guards", "alter table commitment_line disable trigger commitment_lines_moved", "commitment_line · commitment_lines_moved", 1n, 0n],
  ["guards", "drop trigger kept_whole on entry_line_2026", "entry_line_2026 · kept_whole", 1n, 0n],
  ["guards", "alter table entry_total drop constraint entry_balanced", "entry_total · entry_balanced", 1n, 0n],
  ["guards", "grant update on entry to enveloppe_app", "entry · enveloppe_app · UPDATE", 1n, 0n],
  ["guards", "alter table plan_cell disable trigger totalled_on_update", "plan_cell · totalled_on_update", 1n, 0n],
  ["guards", "grant update on request_total to enveloppe_app", "request_total · enveloppe_app · UPDATE", 1n, 0n],
  [
    "sheet-totals",
    totalOf("insert into request_total select id, null, 'personnel', 'AE', 2027, 7, 2 from sheet"),
    `${sheet} · AE · 2027 · amount`,
    0n,
    7n,
  ],
  [
    "sheet-totals",
    totalOf("insert into request_total select id, null, 'personnel', 'AE', 2027, 7, 2 from sheet"),
    `${sheet} · AE · 2027 · cells`,
    0n,
    2n,
  ],
  ["sheet-totals", totalOf("insert into sheet_filling select id, 'personnel', 2027, 3 from sheet"), `${sheet} · 2027 · lines`, 0n, 3n],
  ["matched-groups", "update entry_line set credit = credit + 1 where account = '401' and credit > 0", "401 · ACME · A", 1200n, 1201n],
];
test.each(tripped)("%s: %s", async (name, statement, place, expected, found) => {
  const results = await afterTampering(name, statement);
  const result = results.find((check) => check.name === name);
  expect(result?.faults).toContainEqual({ place, expected, found });
  expect(result?.faultCount).toBe(result?.faults.length);
});

async function afterTampering(name: CheckName, statement: string): Promise<readonly CheckResult[]> {
  const attempt = intruder.write(books.organisation, async (db) => {
    for (const step of ["set local session_replication_role = replica", ...statement.split("; ")]) await sql.raw(step).execute(db);
    throw new Seen(await runChecks(db, { only: [name] }));
  });
  return await attempt.catch((error: unknown) => {
    if (error instanceof Seen) return error.results;
    throw error;
  });
}

class Seen extends Error {
  readonly results: readonly CheckResult[];
  constructor(results: readonly CheckResult[]) {
    super("seen");
    this.results = results;
  }
}

async function commitAndPay({ superuser }: SmallBooks): Promise<void> {
  const [commitment, request] = [randomUUID(), randomUUID()];
  const event = randomUUID();
  const [people] = await superuser<{ first: string; last: string }[]>`select min(id)::text as first, max(id)::text as last from app_user`;
  const { first, last } = people ?? { first: "", last: "" };
  await superuser`insert into commitment values (${commitment}, 2026, 'EJ-1', 'Papier', 'ACME', '2026-02-01', ${first}, ${event})`;
  await superuser`insert into commitment_line (commitment_id, line, unit, beneficiary_unit, nature, activity, committed, certified, requested, paid)
    values (${commitment}, 1, 'SG', 'SG', 'HT2', '01', 1200, 1200, 1200, 1200)`;
  await superuser`insert into certified_service values (${randomUUID()}, 2026, 'SF-1', ${commitment}, 1, '2026-03-01', 1200, '', ${first}, ${event})`;
  await superuser`insert into payment_request (id, fiscal_year, number, flow, commitment_id, line, unit, nature, activity, party, requested_on, amount, state, author, event_id)
    values (${request}, 2026, 'DP-1', 1, ${commitment}, 1, 'SG', 'HT2', '01', 'ACME', '2026-03-01', 1200, 'paid', ${first}, ${event})`;
  await superuser`insert into payment values (${randomUUID()}, 2026, 'PA-1', ${request}, '2026-03-20', 1200, ${first}, ${last}, ${event})`;
  await superuser`with made as (insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author)
      values (2026, '401', 'ACME', 'A', '2026-03-20', 'hand', ${randomUUID()}, ${first}) returning id)
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select made.id, l.fiscal_year, l.entry_id, l.line from made, entry_line l where l.account = '401'`;
}
