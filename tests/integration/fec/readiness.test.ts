import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { closeYear } from "#app/commands/close-year.ts";
import { Database, type Db } from "#db/client.ts";
import { type FecCheck, type FecCheckName, fecCheckNames, fecReadiness } from "#db/queries/ledger/fec-readiness.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
let intruder: Database;
const exercise = { year: 2026, lastDay: "2026-12-31" };

/** A treasury opened by the exercise before; a purchase in dollars, paid and matched. */
beforeAll(async () => {
  books = await smallBooks();
  intruder = new Database({ ...inject("postgres").superuser, database: books.access.app.database }, { connections: 1 });
  await books.post(
    generalEntry("OD", "2025-03-02", "Apport", ["515", 1000_00n], ["101", -1000_00n]),
    generalEntry("AN", "2026-01-01", "À-nouveaux", ["515", 1000_00n], ["101", -1000_00n]),
    generalEntry(
      "HA",
      "2026-03-01",
      "Facture",
      ["606", 12_34n],
      ["401", -12_34n, { party: "ACME", currency: "USD", currencyAmount: -13_00n }],
    ),
    generalEntry("TR", "2026-03-02", "Règlement", ["401", 12_34n, { party: "ACME" }], ["515", -12_34n]),
  );
  await books.superuser`with made as (
      insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author)
      values (2026, '401', 'ACME', 'A', '2026-03-20', 'hand', gen_random_uuid(), (select min(id) from app_user)) returning id)
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select made.id, l.fiscal_year, l.entry_id, l.line from made, entry_line l where l.account = '401'`;
});
afterAll(async () => {
  await intruder.close();
  await books.close();
});

test("sound books pass every check, and each is listed", async () => {
  const checks = await books.database.read(books.organisation, readiness);
  expect(checks.map(({ name }) => name)).toEqual(fecCheckNames);
  expect(failing(checks)).toEqual([]);
});

const without = (constraint: string) => `alter table entry_line drop constraint ${constraint}`;

/** What makes each check fail: statements that no right of the application allows, or that take a guard away first. */
const tripped: readonly (readonly [FecCheckName, FecCheck["severity"], readonly string[], string])[] = [
  ["balanced-file", "fault", ["update entry_line set debit = debit + 1 where account = '606'"], ""],
  ["balanced-entries", "fault", ["update entry_line set debit = debit + 1 where account = '606'"], "HA-1"],
  ["one-side", "fault", [without("one_side"), "update entry_line set credit = 1 where account = '606'"], "HA-1"],
  ["opening-without-result", "fault", ["update entry_line set account = '611' where account = '101' and fiscal_year = 2026"], "AN-1"],
  ["validated-after-entry", "warning", ["update entry set validated_on = '2026-02-28' where journal = 'TR'"], "TR-1"],
  ["dates-in-exercise", "fault", ["update entry_line set entry_date = '2027-01-01' where account = '606'"], "HA-1"],
  ["account-form", "fault", ["update entry_line set account = '60A' where account = '606'"], "HA-1"],
  ["party-on-class-4", "warning", ["update entry_line set party = 'ACME' where account = '606'"], "HA-1"],
  ["texts-whole", "warning", ["update entry_line set label = 'a|b' where account = '606'"], "HA-1"],
  ["texts-whole", "warning", ["update entry_line set voucher = 'a' || chr(10) || 'b' where account = '606'"], "HA-1"],
  ["labels-present", "warning", ["update entry_line set label = ' ' || chr(160) where account = '606'"], "HA-1"],
  ["currency-known", "fault", ["update entry_line set currency = 'ZZZ' where currency = 'USD'"], "HA-1"],
  ["currency-known", "fault", [without("currency_pair"), "update entry_line set currency = null where currency = 'USD'"], "HA-1"],
  ["continuous-numbers", "fault", ["update entry set number = 3 where journal = 'TR'"], "TR"],
  ["continuous-numbers", "fault", ["update journal_counter set last_number = 9 where journal = 'HA' and fiscal_year = 2026"], "HA"],
  ["accounts-in-chart", "fault", ["update account_version set valid = '[2020-01-01,2026-06-01)' where code = '606'"], "606"],
  ["codes-labelled", "fault", ["update party set label = chr(160) where code = 'ACME'"], "ACME"],
  ["codes-labelled", "fault", ["update journal set label = '|' where code = 'TR'"], "TR"],
  ["matching-balanced", "fault", ["update entry_line set debit = debit + 1 where account = '401' and debit > 0"], "401 A"],
  [
    "matching-dated",
    "fault",
    ["alter table matching alter column matched_on drop not null", "update matching set matched_on = null"],
    "401 A",
  ],
  [
    "result-in-statements",
    "fault",
    ["update account_balance set debit = debit + 1 where account = '606' and fiscal_year = 2026"],
    "result",
  ],
  ["result-in-statements", "fault", ["delete from statement_mapping where '606' like prefix || '%' and prefix like '6%'"], "606"],
  [
    "opening-equals-closing",
    "warning",
    ["update account_balance set debit = debit + 1 where account = '515' and fiscal_year = 2025"],
    "515",
  ],
  ["opening-equals-closing", "warning", ["insert into account_balance values (2025, 'general', 'EUR', '606', 3, 1, 0)"], "result"],
  ["books-agree", "fault", ["update account_balance set credit = credit + 1 where account = '515' and fiscal_year = 2026"], "515"],
  ["siren-valid", "fault", ["siren"], ""],
];

test("every check has a row above that trips it", () => {
  expect(fecCheckNames.filter((name) => !tripped.some(([tried]) => tried === name))).toEqual([]);
});

test.each(tripped)("%s (%s) is told, with where: %j", async (name, severity, statements, place) => {
  const checks = await afterTampering(statements);
  const check = checks.find((each) => each.name === name);
  expect(check).toMatchObject({ severity, faultCount: 1 });
  expect((check?.places ?? []).map((at) => (at.kind === "result" ? "result" : at.name)).join(" ")).toBe(place);
});

test("an entry that fails is named by its identifier, five at most, and all are counted", async () => {
  const many = Array.from({ length: 7 }, (_, index) => generalEntry("OD", "2026-12-30", `Trop tôt ${index}`, ["606", 1n], ["515", -1n]));
  const posted = await books.post(...many);
  const checks = await books.database.read(books.organisation, readiness);
  expect(failing(checks)).toEqual([
    {
      ...{ name: "validated-after-entry", severity: "warning", faultCount: 7 },
      places: posted.slice(0, 5).map(({ id, number }) => ({ kind: "entry", id, name: `OD-${number}` })),
    },
  ]);
});

test("once the exercise before is closed, an opening that differs from it is a fault; of a closed one, what its closing kept counts", async () => {
  const closed = await closeYear(books.as("chiefAccountant"), { fiscalYear: 2025 });
  if (!closed.ok) throw new Error(JSON.stringify(closed.refusal));
  const [differs] = failing(
    await afterTampering(["update account_balance set debit = debit + 1 where account = '515' and fiscal_year = 2025"]),
  ).filter(({ name }) => name === "opening-equals-closing");
  expect(differs).toMatchObject({ severity: "fault", places: [{ kind: "account", name: "515" }] });
  const before = { year: 2025, lastDay: "2025-12-31" };
  const renamed = ["update account_version set valid = '[2020-01-01,2024-01-01)' where code = '101'"];
  expect(failing(await afterTampering(renamed, before))).toEqual([]);
  const result = failing(await afterTampering(["update closing set result = result + 1"], before));
  expect(result).toMatchObject([{ name: "result-in-statements", faultCount: 1, places: [{ kind: "result" }] }]);
});

function readiness(db: Db): Promise<FecCheck[]> {
  return fecReadiness(db, books.organisation, exercise);
}

function failing(checks: readonly FecCheck[]): FecCheck[] {
  return checks.filter(({ faultCount }) => faultCount > 0);
}

/** What the checks say inside a transaction that is then rolled back. */
async function afterTampering(statements: readonly string[], of = exercise): Promise<readonly FecCheck[]> {
  const attempt = intruder.write(books.organisation, async (db) => {
    const siren = statements[0] === "siren" ? "120027017" : books.organisation.siren;
    for (const statement of ["set local session_replication_role = replica", ...statements]) {
      if (statement !== "siren") await sql.raw(statement).execute(db);
    }
    throw new Seen(await fecReadiness(db, { siren }, of));
  });
  return await attempt.catch((error: unknown) => {
    if (error instanceof Seen) return error.checks;
    throw error;
  });
}

class Seen extends Error {
  readonly checks: readonly FecCheck[];
  constructor(checks: readonly FecCheck[]) {
    super("seen");
    this.checks = checks;
  }
}
