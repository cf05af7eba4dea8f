import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAnchorLine } from "#app/domain/ledger/anchor.ts";
import { sealAudit } from "#db/audit-seal.ts";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { verifyLedger } from "#db/verify.ts";
import { today } from "#tests/support/small-books.ts";
import { freed, purchase, type Tampering, tamperedBooks } from "#tests/support/tampering.ts";

/**
 * A superuser alters one value, cuts, inserts, swaps, or writes a chain anew from end to end: all of it is found, and placed. The columns
 * come from the catalogue: a column that is added without being proved fails here.
 */
let tampering: Tampering;
let columns: readonly { table: string; column: string; type: string }[];

/** The row of each table that is altered, and what the finding has to name. */
const targets: Readonly<Record<string, { row: string; named: RegExp }>> = {
  entry: { row: "journal = 'HA' and number = 3", named: /"HA"/ },
  entry_line: {
    row: "entry_id = (select id from entry where journal = 'HA' and number = 3) and line = 1",
    named: /"HA"|line-without-entry/,
  },
  entry_total: { row: "entry_id = (select id from entry where journal = 'HA' and number = 3)", named: /HA · 3|entry-totals/ },
  posting: { row: "journal = 'HA' and first_number = 3", named: /"HA"/ },
  journal_counter: { row: "journal = 'HA' and fiscal_year = 2026", named: /"HA"/ },
  account_balance: { row: "account = '606' and period = 1", named: /606/ },
  journal_balance: { row: "journal = 'HA' and account = '606' and period = 1", named: /606/ },
  party_balance: { row: "journal = 'HA' and party = 'ACME' and period = 1", named: /ACME/ },
  unit_balance: { row: "section = '6' and period = 2 and unit = 'SG'", named: /· 6 ·/ },
  stage_position: {
    row: "fiscal_year = 2026 and unit = 'SG' and stage = 'notified' and resource = 'CP' and spending_class = 'nonPersonnel'",
    named: /notified/,
  },
  audit: { row: "action = 'second'", named: /"audit-altered"/ },
  audit_seal: { row: "first_id = 1", named: /"(audit-altered|seal-misplaced|anchor-audit-differs)"/ },
  anchor_set: { row: "id = 1", named: /"anchor-(altered|lost)"/ },
  anchor: { row: "set_id = 1 and journal = 'HA'", named: /"anchor-altered"/ },
};

beforeAll(async () => {
  tampering = await tamperedBooks();
  const { superuser, organisation } = tampering.books;
  columns = await superuser<{ table: string; column: string; type: string }[]>`
    select c.relname as table, a.attname as column, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
     where c.relnamespace = ${organisation.schemaName}::regnamespace and c.relname = any(${Object.keys(targets)}) order by 1, a.attnum`;
});
afterAll(() => tampering.close());

const jsonOf = (value: unknown) => JSON.stringify(value, (_, field) => (typeof field === "bigint" ? String(field) : field));

test("what was posted, sealed and anchored is found sound, with the file of anchors and without", async () => {
  const found = await tampering.after("select 1");
  expect(found).toEqual({ faults: [], withoutFile: [], failedChecks: [] });
});

test("every column of the journal, its balances, its proofs and the audit, altered one by one", { timeout: 240_000 }, async () => {
  expect(columns.length).toBeGreaterThan(90);
  const overlooked: string[] = [];
  for (const { table, column, type } of columns) {
    const { row, named } = targets[table] ?? { row: "false", named: /$^/ };
    const found = await tampering.afterWithoutFile(
      ...(await freed(tampering.books, table)),
      `update ${table} set ${column} = ${other(column, type)} where ${row}`,
    );
    if (!named.test(jsonOf([found.withoutFile, found.failedChecks]))) overlooked.push(`${table}.${column}`);
  }
  expect(overlooked).toEqual([]);
});

describe("the anchors show what the chain itself cannot", () => {
  /** The rows of the journal HA from `number` on are gone, and nothing in the database says that they were there. */
  const cutFrom = (number: number) => [
    `delete from entry_line where entry_id in (select id from entry where journal = 'HA' and number >= ${number})`,
    `delete from entry_total where entry_id in (select id from entry where journal = 'HA' and number >= ${number})`,
    `delete from entry where journal = 'HA' and number >= ${number}`,
    `delete from posting where journal = 'HA' and first_number >= ${number}`,
    `update journal_counter c set last_number = ${number - 1},
       last_hash = coalesce((select hash from posting p where p.journal = 'HA' and last_number = ${number - 1}), '\\x00')
      where journal = 'HA' and fiscal_year = 2026`,
  ];
  const withoutAnchors = ["delete from anchor", "delete from anchor_set", "delete from audit_seal"];

  test("a tail cut with its links, its counter and its anchors: the file alone tells", async () => {
    const found = await tampering.after(...cutFrom(4), ...withoutAnchors);
    expect(found.withoutFile).toEqual([]);
    expect(found.faults).toContainEqual({ kind: "anchor-cut", fiscalYear: 2026, journal: "HA", number: 5n, last: 3n, set: 2n });
    expect(found.faults).toContainEqual({ kind: "anchor-lost", set: 1n });
  });

  test("a tail cut that left the anchors of the database", async () => {
    const found = await tampering.after(...cutFrom(4));
    expect(found.withoutFile).toContainEqual({ kind: "anchor-cut", fiscalYear: 2026, journal: "HA", number: 5n, last: 3n, set: 2n });
  });

  test("a chain that vanished whole", async () => {
    const found = await tampering.after(...cutFrom(1), "delete from journal_counter where journal = 'HA'", ...withoutAnchors);
    expect(found.faults).toContainEqual(expect.objectContaining({ kind: "anchor-cut", journal: "HA", number: 3n, last: 0n }));
  });

  test("a chain written anew from end to end, as the application would have posted it", async () => {
    const rewritten = async (db: Db) => {
      const actor = (await db.selectFrom("app_user").select("id").where("login", "=", "accountant").executeTakeFirstOrThrow()).id;
      const entries = ["Papier", "Énergie", "Autre chose", "Après", "Fin"].map((label) => purchase("2026-01-10", label));
      for (const entry of entries) await postEntries(db, [entry], { actor, today });
    };
    const found = await tampering.after(...cutFrom(1), rewritten, ...withoutAnchors);
    expect(found.withoutFile).toEqual([]);
    expect(found.faults.filter(({ kind }) => kind === "anchor-differs")).toEqual([
      { kind: "anchor-differs", fiscalYear: 2026, journal: "HA", number: 3n, set: 1n },
      { kind: "anchor-differs", fiscalYear: 2026, journal: "HA", number: 5n, set: 2n },
    ]);
  });

  test("an audit sealed anew over altered rows", async () => {
    const found = await tampering.after(
      "update audit set action = 'nothing' where action = 'second'",
      ...withoutAnchors,
      async (db) => void (await sealAudit(db)),
    );
    expect(found.withoutFile).toEqual([]);
    expect(found.faults).toContainEqual(expect.objectContaining({ kind: "anchor-audit-differs", set: 1n }));
  });
});

describe("the file of anchors itself", () => {
  const faultsOf = async (content: string) => {
    const { database, organisation } = tampering.books;
    const report = await database.read(organisation, (db) => verifyLedger(db, { anchorFile: { organisation: "test", content } }));
    return report.faults;
  };

  test("an older copy of it is still a witness", async () => {
    expect(await faultsOf(`${tampering.anchorFile.split("\n")[0]}\n`)).toEqual([]);
  });

  test("a line that a crash cut short, and that was written again", async () => {
    const [first = "", second = ""] = tampering.anchorFile.split("\n");
    expect(await faultsOf(`${first}\n${second.slice(0, 40)}\n${second}\n`)).toEqual([]);
  });

  test.each<[string, (first: string, second: string) => string, object]>([
    ["a line that is none", (first, second) => `${first}\n${second}\nnothing\n`, { kind: "anchor-line-unreadable", fileLine: 3 }],
    [
      "an altered line",
      (first, second) => `${first.replace('"nightly"', '"hourly"')}\n${second}\n`,
      { kind: "anchor-line-broken", fileLine: 2, set: 2n },
    ],
    [
      "another organisation's",
      (first, second) => `${first.replace('"test"', '"other"')}\n${second}\n`,
      { kind: "anchor-foreign", fileLine: 1, organisation: "other" },
    ],
  ])("%s", async (_, altered, fault) => {
    const [first = "", second = ""] = tampering.anchorFile.split("\n");
    expect(await faultsOf(altered(first, second))).toContainEqual(fault);
  });

  test("it says what the minutes of a closing print", () => {
    const [, second = ""] = tampering.anchorFile.split("\n");
    const set = readAnchorLine(second);
    expect(set?.anchors).toMatchObject([{ journal: "HA", fiscalYear: 2026, lastNumber: 5n, debits: { EUR: 6000n } }]);
  });
});

const flips = process.env.TEST_LONG ? 10_000 : 30;

test(`${flips} bits flipped at random, one at a time`, { timeout: 3_600_000 }, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  process.stdout.write(`bit flips, seed ${seed}\n`);
  const random = generator(seed);
  const overlooked: string[] = [];
  const cases = await filledColumns();
  for (let flip = 0; flip < flips; flip += 1) {
    const { table, column, type } = cases[random(cases.length)] ?? { table: "entry", column: "label", type: "text" };
    const value = flipped(column, type, random(1 << 16));
    const found = await tampering.afterWithoutFile(
      ...(await freed(tampering.books, table)),
      `update ${table} set ${column} = ${value} where ${targets[table]?.row} and ${column} is not null`,
    );
    if (found.withoutFile.length === 0 && found.failedChecks.length === 0) overlooked.push(`${table}.${column} := ${value}`);
  }
  expect(overlooked).toEqual([]);
});

/** Those that hold something in the row that is altered, and whose type has bits that one may flip. */
async function filledColumns(): Promise<typeof columns> {
  const { superuser } = tampering.books;
  const filled: (typeof columns)[number][] = [];
  for (const each of columns.filter(({ type }) => !/\[\]|json|uuid|boolean/.test(type))) {
    const [row] = await superuser.unsafe(
      `select ${each.column} is not null as filled from ${each.table} where ${targets[each.table]?.row}`,
    );
    if (row?.["filled"]) filled.push(each);
  }
  return filled;
}

/** Another value of the type, whatever the present one is. An exercise stays one that the lines have a partition for. */
function other(column: string, type: string): string {
  if (column === "fiscal_year") return "fiscal_year + 1";
  switch (type) {
    case "text":
      return `coalesce(${column}, '') || 'x'`;
    case "integer":
    case "bigint":
      return `coalesce(${column}, 0) + 1000`;
    case "date":
      return `coalesce(${column}, '2026-01-01') + 1`;
    case "timestamp with time zone":
      return `${column} + interval '1 microsecond'`;
    case "bytea":
      return `set_byte(${column}, 0, get_byte(${column}, 0) # 1)`;
    case "uuid":
      return "gen_random_uuid()";
    case "jsonb":
      return `${column} || '{"x": "1"}'`;
    case "bigint[]":
      return `${column} || 1000000::bigint`;
    default:
      throw new Error(`${column} is ${type}: say how to alter it`);
  }
}

/** The value with one bit the other way; letters and days stay readable ones. */
function flipped(column: string, type: string, bit: number): string {
  if (type === "text")
    return `overlay(${column} placing chr((ascii(substr(${column}, ${(bit % 3) + 1} % greatest(length(${column}), 1) + 1, 1)) # 1) | 32) from ${(bit % 3) + 1} % greatest(length(${column}), 1) + 1 for 1)`;
  if (type === "bytea")
    return `set_byte(${column}, ${bit} % length(${column}), get_byte(${column}, ${bit} % length(${column})) # ${1 << (bit % 8)})`;
  if (type === "date") return `${column} + ${1 << (bit % 6)}`;
  if (type === "timestamp with time zone") return `${column} + ${1 << (bit % 20)} * interval '1 microsecond'`;
  return `${column} # ${1 << (bit % (column === "fiscal_year" ? 4 : 10))}`;
}

/** A small generator that a seed replays. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
