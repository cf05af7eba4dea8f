import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { Database } from "#db/client.ts";
import type { PostedEntry } from "#db/posting.ts";
import { type LedgerFault, type VerificationReport, verifyLedger } from "#db/verify.ts";
import { budgetEntry, generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
let intruder: Database;
let target: PostedEntry;

/** HA holds numbers 1 to 5; number 3, the one to be altered, has every column filled. */
beforeAll(async () => {
  books = await smallBooks();
  intruder = new Database({ ...inject("postgres").superuser, database: books.access.app.database }, { connections: 1 });
  await books.post(purchase("2026-01-10", "Papier"), purchase("2026-01-11", "Énergie — été 🏛"));
  const [reversed] = await books.post(generalEntry("OD", "2026-01-12", "À extourner", ["606", 500n], ["401", -500n]));
  if (!reversed) throw new Error("nothing was posted");
  [target] = (await books.post({ ...purchase("2026-02-01", "Cible"), reverses: reversed, sourceNumber: "FOREIGN-7" })) as [PostedEntry];
  await books.post(purchase("2026-02-02", "Après"), purchase("2026-02-03", "Fin"));
  await books.post(budgetEntry("CR", "2026-01-01", "Loi de finances", "CP", ["voted", -100_00n], ["unallocated", 100_00n]));
});

afterAll(async () => {
  await intruder.close();
  await books.close();
});

test("what was posted is found sound, and counted", async () => {
  expect(await verification()).toEqual({
    chains: 3,
    entries: 7,
    lines: 14,
    postings: 5,
    anchors: 0,
    breaches: [],
    faultCount: 0,
    faults: [],
  });
});

describe("one altered value of an entry is found, and the entry named", () => {
  test.each([
    ["book", "'budget'"],
    ["journal", "'OD'"],
    ["fiscal_year", "2025"],
    ["period", "3"],
    ["number", "30"],
    ["entry_date", "'2026-02-28'"],
    ["validated_on", "'2026-06-16'"],
    ["label", "'cible'"],
    ["event_id", "gen_random_uuid()"],
    ["actor", "(select id from app_user where login = 'auditor')"],
    ["line_count", "3"],
    ["reverses", "(select id from entry where journal = 'HA' and number = 1)"],
    ["reverses", "null"],
    ["digest", "sha256('x')"],
    ["source_number", "null"],
    ["recorded_at", "recorded_at + interval '1 microsecond'"],
  ])("%s := %s", async (column, value) => {
    expect(await afterTampering(`update entry set ${column} = ${value} where id = ${target.id}`)).toContainEqual(
      expect.objectContaining({ kind: expect.stringMatching(/^entry-(altered|unlinked)$/), id: target.id }),
    );
  });

  test("its identifier", async () => {
    const faults = await afterTampering(
      "alter table entry alter column id drop identity",
      `update entry set id = 999999 where id = ${target.id}`,
    );
    expect(faults).toContainEqual(expect.objectContaining({ kind: "entry-altered", journal: "HA", number: 3n, what: "lines" }));
    expect(faults).toContainEqual({ kind: "line-without-entry", fiscalYear: 2026, entryId: target.id, line: 1 });
  });
});

describe("one altered value of a line is found, and its entry named", () => {
  test.each([
    ["fiscal_year", "2025"],
    ["entry_id", "777777"],
    ["line", "9"],
    ["book", "'budget'"],
    ["period", "4"],
    ["entry_date", "'2026-02-27'"],
    ["account", "'611'"],
    ["unit", "'INSEE'"],
    ["beneficiary_unit", "null"],
    ["nature", "'T2'"],
    ["activity", "null"],
    ["party", "'DUPONT'"],
    ["resource", "'AE'"],
    ["debit", "1201"],
    ["credit", "1"],
    ["label", "'Étiquette'"],
    ["voucher", "'F-2'"],
    ["voucher_date", "'2026-01-30'"],
    ["origin", "'carryOver'"],
    ["currency", "'CHF'"],
    ["currency_amount", "1300"],
    ["document", "'payment'"],
    ["document_id", "gen_random_uuid()"],
  ])("%s := %s", async (column, value) => {
    const unchecked = await constraintsOf("entry_line");
    const faults = await afterTampering(
      ...unchecked,
      `update entry_line set ${column} = ${value} where entry_id = ${target.id} and line = 1`,
    );
    expect(faults).toContainEqual(expect.objectContaining({ kind: "entry-altered", journal: "HA", number: 3n, id: target.id }));
  });
});

describe("what is cut out, put in or swapped is found, and placed", () => {
  test.each<[string, string[], Partial<LedgerFault>]>([
    ["the head", [cut(1)], { kind: "numbers-missing", journal: "HA", from: 1n, to: 1n }],
    ["the middle", [cut(3)], { kind: "numbers-missing", journal: "HA", from: 3n, to: 3n }],
    ["the tail", [cut(5)], { kind: "link-broken", journal: "HA", from: 4n, to: 5n }],
    [
      "the tail with its link",
      [cut(5), cut(4), "delete from posting where journal = 'HA' and first_number = 4"],
      { kind: "counter-differs", journal: "HA", counted: 5n, last: 3n },
    ],
    [
      "the head with its link",
      [cut(1), cut(2), "delete from posting where journal = 'HA' and first_number = 1"],
      { kind: "chain-broken", journal: "HA", from: 3n, to: 3n },
    ],
    [
      "two numbers swapped inside a posting",
      [renumber(4, 40), renumber(5, 4), renumber(40, 5)],
      { kind: "link-broken", journal: "HA", from: 4n, to: 5n },
    ],
    [
      "two numbers swapped across postings",
      [renumber(3, 30), renumber(4, 3), renumber(30, 4)],
      { kind: "link-broken", journal: "HA", from: 3n, to: 3n },
    ],
    [
      "a hash",
      ["update posting set hash = sha256('x') where journal = 'HA' and first_number = 3"],
      { kind: "link-broken", from: 3n, to: 3n },
    ],
    [
      "the hash before",
      ["update posting set previous_hash = sha256('x') where journal = 'HA' and first_number = 3"],
      { kind: "chain-broken", from: 3n, to: 3n },
    ],
    ["the version", ["update posting set version = 0 where journal = 'HA' and first_number = 3"], { kind: "version-unknown", version: 0 }],
    [
      "the counter",
      ["update journal_counter set last_number = 4 where journal = 'HA' and fiscal_year = 2026"],
      { kind: "counter-differs", counted: 4n, last: 5n },
    ],
    [
      "the counter's hash",
      ["update journal_counter set last_hash = sha256('x') where journal = 'OD' and fiscal_year = 2026"],
      { kind: "counter-differs", journal: "OD" },
    ],
    [
      "the counter itself",
      ["delete from journal_counter where journal = 'HA' and fiscal_year = 2026"],
      { kind: "counter-differs", counted: null, last: 5n },
    ],
  ])("%s", async (_, statements, fault) => {
    expect(await afterTampering(...statements)).toContainEqual(expect.objectContaining(fault));
  });

  test("a line forced into an entry, and one under no entry", async () => {
    const copy = (
      entryId: string,
      line: number,
    ) => `insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, resource, debit, credit, label)
      select fiscal_year, ${entryId}, ${line}, book, period, entry_date, account, resource, debit, credit, label from entry_line where entry_id = ${target.id} and line = 2`;
    expect(await afterTampering(copy(String(target.id), 3))).toContainEqual(
      expect.objectContaining({ kind: "entry-altered", number: 3n, what: "lines" }),
    );
    expect(await afterTampering(copy("424242", 1))).toEqual([{ kind: "line-without-entry", fiscalYear: 2026, entryId: 424_242n, line: 1 }]);
  });

  test("a digest rewritten to fit the alteration still breaks the link", async () => {
    const faults = await afterTampering(
      `update entry set label = 'Papier peint', digest = sha256('whatever') where journal = 'HA' and number = 1`,
    );
    expect(faults).toContainEqual(expect.objectContaining({ kind: "link-broken", journal: "HA", from: 1n, to: 2n }));
  });
});

function purchase(day: string, label: string): EntryDraft {
  return generalEntry(
    "HA",
    day,
    label,
    [
      "606",
      1200n,
      {
        unit: "SG",
        beneficiaryUnit: "INSEE",
        nature: "HT2",
        activity: "01",
        label: "Ligne",
        voucher: "F-1",
        voucherDate: "2026-01-31",
        currency: "USD",
        currencyAmount: -1300n,
        document: "certifiedService",
        documentId: "7f1fbb5c-52ac-4d5c-9a3c-0d7a2b8b1a11",
      },
    ],
    ["401", -1200n, { party: "ACME" }],
  );
}

function cut(number: number): string {
  return `with gone as (delete from entry where journal = 'HA' and number = ${number} returning id) delete from entry_line where entry_id in (select id from gone)`;
}

function renumber(from: number, to: number): string {
  return `update entry set number = ${to} where journal = 'HA' and number = ${from}`;
}

/** The intruder may drop a check as well: each is, so that the verification alone has to see. */
async function constraintsOf(table: string): Promise<string[]> {
  const found = await books.superuser<{ name: string }[]>`
    select conname as name from pg_constraint where conrelid = ${`${books.organisation.schemaName}.${table}`}::regclass and contype in ('c', 'f')`;
  return found.map(({ name }) => `alter table ${table} drop constraint ${name}`);
}

/** What the verification sees inside the intruder's transaction, which is then rolled back for the next intruder. */
async function afterTampering(...statements: readonly string[]): Promise<readonly LedgerFault[]> {
  const attempt = intruder.write(books.organisation, async (db) => {
    for (const statement of ["set local session_replication_role = replica", ...statements]) await sql.raw(statement).execute(db);
    throw new Seen(await verifyLedger(db));
  });
  return await attempt.catch((error: unknown) => {
    if (error instanceof Seen) return error.report.faults;
    throw error;
  });
}

class Seen extends Error {
  readonly report: VerificationReport;
  constructor(report: VerificationReport) {
    super("seen");
    this.report = report;
  }
}

async function verification(): Promise<VerificationReport> {
  return await books.database.read(books.organisation, (db) => verifyLedger(db));
}
