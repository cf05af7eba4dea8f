import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type CheckResult, checkNames, runChecks } from "#db/check.ts";
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
  await commitAndPay(books);
});

afterAll(async () => {
  await intruder.close();
  await books.close();
});

test("silent when well", async () => {
  const results = await books.database.read(books.organisation, (db) => runChecks(db));
  expect(results).toEqual(checkNames.map((name) => ({ name, faultCount: 0, faults: [] })));
});

test.each([
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
    1200n,
    1199n,
  ],
  [
    "unit-balances",
    "update unit_balance set unit = 'INSEE' where section = '6'",
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
  ["trial-balance-zero", "update account_balance set credit = credit - 1 where account = '515'", "2026", 2400n, 2399n],
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
  ["matched-groups", "update entry_line set credit = credit + 1 where account = '401' and credit > 0", "401 · ACME · A", 1200n, 1201n],
])("%s: %s", async (name, statement, place, expected, found) => {
  const results = await afterTampering(statement);
  const result = results.find((check) => check.name === name);
  expect(result?.faults).toContainEqual({ place, expected, found });
  expect(result?.faultCount).toBe(result?.faults.length);
});

async function afterTampering(statement: string): Promise<readonly CheckResult[]> {
  const attempt = intruder.write(books.organisation, async (db) => {
    for (const step of ["set local session_replication_role = replica", statement]) await sql.raw(step).execute(db);
    throw new Seen(await runChecks(db));
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
