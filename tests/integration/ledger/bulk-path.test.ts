import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importLedger, type LedgerImportInput } from "#app/commands/import-ledger.ts";
import { fecColumns } from "#app/domain/fec/columns.ts";
import { draftOf } from "#app/domain/fec/drafts.ts";
import { type FecRule, fecRules } from "#app/domain/fec/fault.ts";
import { readFec, reportOf } from "#app/domain/fec/reading.ts";
import { runChecks } from "#db/check.ts";
import { Database, type Db } from "#db/client.ts";
import { CopyRows, copyInto } from "#db/copy-in.ts";
import { sqlStateOf } from "#db/failure.ts";
import { postEntries } from "#db/posting.ts";
import { verifyLedger } from "#db/verify.ts";
import { damaged, madeExercise, madeFile, madeName, seeded } from "#tests/support/ledger-files.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

const seed = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000_007);
const cases = process.env.TEST_LONG ? 2_000 : 20;

/** Rules that only the books know: the reader in memory cannot say them. */
const ofTheBooks: ReadonlySet<FecRule> = new Set<FecRule>([
  ...([
    "file-name",
    "siren-differs",
    "exercise-unknown",
    "exercise-differs",
    "opening-differs",
    "period-closed",
    "entries-imported",
  ] as const),
  ...(["journal-of-budget", "label-differs", "code-out-of-date", "journal-unknown", "account-unknown", "party-unknown"] as const),
]);

let bulk: SmallOrganisation;
let single: SmallOrganisation;
beforeAll(async () => {
  [bulk, single] = await Promise.all([smallOrganisation(), smallOrganisation()]);
});
afterAll(() => Promise.all([bulk.close(), single.close()]));

test(`the staging tables and the reader in memory find the same faults, case by case (${cases} files, seed ${seed})`, async () => {
  const next = seeded(seed);
  for (let index = 0; index < cases; index += 1) {
    let bytes: Uint8Array = Buffer.from(madeFile(next));
    for (let damage = next(4); damage > 0; damage -= 1) bytes = damaged(bytes, next);
    const { report } = await importLedger(await bulk.system(), inputOf(bytes, { dryRun: true }));
    const alone = reportOf(readFec(bytes, madeExercise), { tolerate: true });
    expect(comparable(report.rules), `seed ${seed}, case ${index}`).toEqual(comparable(alone.rules));
    expect(report, `seed ${seed}, case ${index}`).toMatchObject({
      lines: alone.lines,
      entries: alone.entries,
      debit: alone.debit,
      credit: alone.credit,
    });
  }
  expect(await rowsOf(bulk)).toEqual([]);
  expect(await staged(bulk)).toBe(0);
}, 240_000);

test(`the bulk path and the posting statement leave the same rows, digests and balances (seed ${seed})`, async () => {
  const next = seeded(seed + 1);
  const made = [scattered(madeFile(next), next), ...Array.from({ length: 3 }, () => madeFile(next))];
  for (const [index, text] of made.entries()) {
    // Each file has numbers of its own: an overlap with an earlier import is refused.
    const bytes = Buffer.from(renumbered(text, index));
    must((await importLedger(await bulk.system(), inputOf(bytes))).result);
    const reading = readFec(bytes, madeExercise);
    const system = await single.system();
    const drafts = reading.entries.map((entry) => draftOf(entry, randomUUID()));
    must(await single.database.write(single.organisation, (db) => postEntries(db, drafts, { actor: system.actor.id, today })));
  }
  expect((await rowsOf(bulk)).length).toBeGreaterThan(4);
  expect(await rowsOf(bulk)).toEqual(await rowsOf(single));
  expect(await balancesOf(bulk)).toEqual(await balancesOf(single));
  for (const books of [bulk, single]) {
    const verified = await books.database.read(books.organisation, verifyLedger);
    expect(verified.faults).toEqual([]);
    const checks = await books.database.read(books.organisation, (db) => runChecks(db));
    expect(checks.filter(({ faultCount }) => faultCount > 0)).toEqual([]);
  }
  expect(await staged(bulk)).toBe(0);
}, 120_000);

describe("an import that does not end", () => {
  test("stopped while it posts leaves nothing, and the next one goes through", async () => {
    const before = await rowsOf(bulk);
    const bytes = Buffer.from(renumbered(madeFile(seeded(7)), 50));
    const stopping = new AbortController();
    const progress = (done: number) => done > 450 && stopping.abort(new Error("stopped by the test"));
    await expect(importLedger(await bulk.system(), inputOf(bytes), { signal: stopping.signal, progress })).rejects.toThrow(
      "stopped by the test",
    );
    expect(await rowsOf(bulk)).toEqual(before);
    expect(await staged(bulk)).toBe(0);
    must((await importLedger(await bulk.system(), inputOf(bytes))).result);
  });

  test("whose file breaks off while it is read leaves nothing either", async () => {
    const before = await rowsOf(bulk);
    const bytes = Buffer.from(renumbered(madeFile(seeded(8)), 51));
    let opened = 0;
    const file = {
      size: bytes.length,
      open: async function* () {
        opened += 1;
        yield bytes.subarray(0, 200);
        if (opened > 1) throw new Error("the disk is gone");
        yield bytes.subarray(200);
      },
    };
    await expect(importLedger(await bulk.system(), { ...inputOf(bytes), file })).rejects.toThrow("the disk is gone");
    expect(await rowsOf(bulk)).toEqual(before);
  });

  test("a row that PostgreSQL refuses is an error of its own, and the connection is of use afterwards", async () => {
    const database = new Database(bulk.access.app, { connections: 1 });
    const rows = new CopyRows();
    rows.add(["not a number", 1, 1]);
    const pieces = async function* () {
      yield rows.take();
    };
    const copied = database.write(bulk.organisation, (db) => copyInto(db, "staged_entry", ["run", "entry", "first_line"], pieces()));
    expect(await copied.then(() => "copied", sqlStateOf)).toBe("22P02");
    expect(await database.read(bulk.organisation, async (db) => (await sql<{ one: number }>`select 1 as one`.execute(db)).rows)).toEqual([
      { one: 1 },
    ]);
    await database.close();
  });
});

test("an import and people who post in the same journals wait for one another, and neither is lost", async () => {
  const text = Array.from({ length: 6 }, (_, index) =>
    renumbered(madeFile(seeded(100 + index)), 60 + index)
      .split("\r\n")
      .slice(1, -1),
  );
  const bytes = Buffer.from(`${[fecColumns.join("\t"), ...text.flat()].join("\r\n")}\r\n`);
  const system = await bulk.system();
  const before = (await rowsOf(bulk)).length;
  const draft = () => ({
    ...{ book: "general" as const, journal: "OD", entryDate: "2025-05-05", label: "Pendant l’import", eventId: randomUUID() },
    lines: [
      { account: "401", resource: "EUR" as const, debit: 1n, credit: 0n },
      { account: "606", resource: "EUR" as const, debit: 0n, credit: 1n },
    ],
  });
  const posted = Array.from({ length: 12 }, () =>
    bulk.database.write(bulk.organisation, (db) => postEntries(db, [draft()], { actor: system.actor.id, today })),
  );
  const [imported, ...others] = await Promise.all([importLedger(await bulk.system(), inputOf(bytes)), ...posted]);
  const entries = must(imported.result)?.entries ?? 0;
  for (const other of others) must(other);
  expect((await rowsOf(bulk)).length).toBe(before + entries + 12);
  const verified = await bulk.database.read(bulk.organisation, verifyLedger);
  expect(verified.faults).toEqual([]);
}, 120_000);

function inputOf(file: Uint8Array, input: Partial<LedgerImportInput> = {}): LedgerImportInput {
  return { file, fileName: madeName, createAccounts: true, tolerate: true, dryRun: false, ...input };
}

/** Counts and first lines of each rule, without what only the books say. */
function comparable(rules: ReturnType<typeof reportOf>["rules"]): unknown {
  return rules
    .filter(({ rule }) => rule in fecRules && !ofTheBooks.has(rule))
    .map(({ rule, count, first }) => [
      rule,
      count,
      count <= 5 ? first.map(({ line, column, value, expected }) => [line, column, value, expected].join(" · ")).sort() : [],
    ]);
}

/** The lines of a file in another order: those of an entry no longer stand together. */
function scattered(text: string, next: (below: number) => number): string {
  const [header = "", ...lines] = text.split("\r\n").filter((line) => line !== "");
  const drawn = lines.map((line) => ({ line, place: next(1_000) })).toSorted((left, right) => left.place - right.place);
  return `${[header, ...drawn.map(({ line }) => line)].join("\r\n")}\r\n`;
}

function renumbered(text: string, index: number): string {
  const place = fecColumns.indexOf("EcritureNum");
  return text
    .split("\r\n")
    .map((line, at) =>
      at === 0 || line === ""
        ? line
        : line
            .split("\t")
            .with(place, `${index}-${line.split("\t")[place]}`)
            .join("\t"),
    )
    .join("\r\n");
}

/** Every entry with its lines, without identifiers, event, digest (which covers the event) and time. */
async function rowsOf({ database, organisation }: SmallOrganisation): Promise<unknown[]> {
  return await database.read(organisation, async (db) => {
    const { rows } = await sql`
      select e.book, e.journal, e.fiscal_year, e.period, e.number, e.entry_date::text, e.validated_on::text, e.label, e.line_count,
             e.source_number, t.debit, t.credit, t.line_count as total_count, l.line, l.account, l.party, l.resource, l.debit as line_debit,
             l.credit as line_credit, l.label as line_label, l.voucher, l.voucher_date::text, l.currency, l.currency_amount, l.period as line_period
        from entry e join entry_total t on t.entry_id = e.id join entry_line l on l.entry_id = e.id
       order by e.journal, e.number, l.line`.execute(db);
    const byEntry = new Map<string, unknown[]>();
    for (const row of rows as { journal: string; number: bigint }[]) {
      const key = `${row.journal} ${row.number}`;
      byEntry.set(key, [...(byEntry.get(key) ?? []), row]);
    }
    return [...byEntry.values()];
  });
}

async function balancesOf({ database, organisation }: SmallOrganisation): Promise<unknown> {
  const read = async (db: Db, table: string) => (await sql`select b.* from ${sql.table(table)} b order by b::text`.execute(db)).rows;
  return await database.read(organisation, async (db) => ({
    account: await read(db, "account_balance"),
    unit: await read(db, "unit_balance"),
    journal: await read(db, "journal_balance"),
    party: await read(db, "party_balance"),
  }));
}

async function staged({ database, organisation }: SmallOrganisation): Promise<number> {
  return await database.read(organisation, async (db) => {
    const { rows } = await sql<{ count: number }>`
      select ((select count(*) from staged_line) + (select count(*) from staged_entry))::int as count`.execute(db);
    return rows[0]?.count ?? -1;
  });
}
