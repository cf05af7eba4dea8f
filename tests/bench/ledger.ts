import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import { usualVariant } from "#app/domain/fec/variant.ts";
import type { Db } from "#db/client.ts";
import { flatLines } from "#db/queries/fec-file.ts";
import { accountLedger, parseCursor } from "#db/queries/ledger/account.ts";
import { openingJournals, trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { measureApart } from "./apart.ts";
import { comparison } from "./comparison.ts";
import { writeFecFile } from "./fec-file.ts";
import { fillWithLines, type LargeLedger } from "./large-ledger.ts";
import { benchOrganisation } from "./organisation.ts";
import { postingAgainstRaw } from "./posting.ts";
import { atLeast, atMost, type Bench, type BenchResult } from "./report.ts";
import { sqlMilliseconds } from "./sql-milliseconds.ts";

type Measured = AsyncGenerator<BenchResult, void>;

const parts: Readonly<Record<string, (books: SmallOrganisation, lines: number) => Measured>> = {
  import: (books, lines) => fecImport(books, Math.min(lines, mostImported)),
  // After the verification: what is sent raw bears the digests of what was caught.
  posting: postingAgainstRaw,
  reading: async function* (books, lines) {
    const large = await fillWithLines(books, lines, (words) => process.stderr.write(`\rfilling: ${words} `));
    process.stderr.write("\n");
    yield* trialBalance(books, large);
    yield* accountPages(books, large);
    yield* fecExport(books, large);
  },
  workbook,
  comparison,
};

/** Reading, writing out and posting the books of an exercise of many lines, each beside what PostgreSQL alone does in the same run. */
export const ledger: Bench = {
  name: "ledger",
  parts: Object.keys(parts),
  async *run({ lines, part: asked }) {
    const books = await benchOrganisation();
    try {
      for (const [name, part] of Object.entries(parts)) if (asked === undefined || asked === name) yield* part(books, lines);
    } finally {
      await books.close();
    }
  },
};

const repetitions = 15;

async function* trialBalance(books: SmallOrganisation, { fiscalYear, lines }: LargeLedger): Measured {
  const raw = (db: Db) =>
    sql`select account, sum(debit)::bigint, sum(credit)::bigint from account_balance
         where fiscal_year = ${fiscalYear} and book = 'general' group by account order by account`.execute(db);
  const scan = (db: Db) =>
    sql`select account, sum(debit)::bigint, sum(credit)::bigint from entry_line
         where fiscal_year = ${fiscalYear} and book = 'general' group by account order by account`.execute(db);
  const ours = await sqlMilliseconds(books, (db) => trialBalanceLines(db, fiscalYear), repetitions);
  const limit = await sqlMilliseconds(books, raw, repetitions);
  const naive = await sqlMilliseconds(books, scan, 3);
  const work = `trial balance, ${lines} lines`;
  yield* [
    atMost(3, { work: `${work}, against the balances alone`, value: ours, unit: "ms", limit }),
    atMost(0.01, { work: `${work}, against a scan of the lines`, value: ours, unit: "ms", limit: naive }),
  ];
}

/**
 * Pages of a month of the account that moves most: the first, one in the middle as « next » leads there, and the same opened by an address that
 * carries nothing. Three milliseconds is a bound, not a measure.
 */
async function* accountPages(books: SmallOrganisation, { fiscalYear, busiestAccount, lines }: LargeLedger): Measured {
  const month = { fiscalYear, account: busiestAccount, from: 6, to: 6 };
  const middle = { ...month, after: { day: `${fiscalYear}-06-15`, entryId: 0n, line: 0 } };
  const before = await books.database.read(books.organisation, (db) => accountLedger(db, middle));
  const next = { ...month, after: parseCursor(before?.next), forward: before?.forward ?? undefined };
  for (const [place, scope] of [["first", month] as const, ["next", next] as const, ["middle", middle] as const]) {
    const value = await sqlMilliseconds(books, (db) => accountLedger(db, scope), repetitions);
    yield atMost(1, { work: `${place} page of an account's month, ${lines} lines`, value, unit: "ms", limit: 3 });
  }
}

async function* fecExport(books: SmallOrganisation, { fiscalYear, lines }: LargeLedger): Measured {
  const limit = await copySeconds(books, fiscalYear);
  const ours = await measureApart("fec-export", books, { fiscalYear });
  if (ours.count !== lines) throw new Error(`${ours.count} lines were exported of ${lines}`);
  const work = `FEC of ${lines} lines`;
  yield* [
    atLeast(0.7, { work: `${work}, against \\copy of the same query`, value: lines / ours.seconds, unit: "lines/s", limit: lines / limit }),
    atMost(1, { work: `${work}, memory`, value: ours.peakMegabytes, unit: "MB", limit: 120 }),
  ];
}

const mostImported = 1_000_000;

/** A FEC from its file to the posted books, and its verification; the limit puts the same lines into a table that has no keys yet, then makes them. */
async function* fecImport(books: SmallOrganisation, lines: number): Measured {
  const folder = mkdtempSync(path.join(tmpdir(), "enveloppe-bench-"));
  const file = path.join(folder, `${books.organisation.siren}FEC20251231.txt`);
  try {
    await writeFecFile(file, { lines, year: 2025 });
    const ours = await measureApart("fec-import", books, { file });
    const limit = await bareCopySeconds(books, path.join(folder, "lines"));
    const work = `FEC of ${ours.count} lines, imported`;
    yield* [
      atLeast(0.15, { work: `${work}, against a bare copy`, value: ours.count / ours.seconds, unit: "lines/s", limit: ours.count / limit }),
      atMost(1, { work: `${work}, memory`, value: ours.peakMegabytes, unit: "MB", limit: 300 }),
    ];
    const verification = await measureApart("verification", books);
    yield atMost(1, {
      work: `${verification.count} lines verified`,
      value: verification.seconds,
      unit: "s",
      limit: (30 * verification.count) / 1_000_000,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lines of 2025 copied out, then into a table of the same columns; its keys are made when they are there. */
async function bareCopySeconds({ superuser, organisation }: SmallOrganisation, file: string): Promise<number> {
  await superuser.unsafe(`set search_path to ${organisation.schemaName}, public`);
  await superuser.unsafe(`create table bare_line (like entry_line)`);
  const out = await superuser.unsafe("copy (select * from entry_line where fiscal_year = 2025) to stdout").readable();
  await pipeline(out, createWriteStream(file));
  // The last rows may have paused the connection, as `db/copy-out.ts` says.
  out._read(0);
  const begun = performance.now();
  await pipeline(createReadStream(file), await superuser.unsafe("copy bare_line from stdin").writable());
  await superuser.unsafe("alter table bare_line add primary key (fiscal_year, entry_id, line)");
  await superuser.unsafe(
    "create index on bare_line (book, account, entry_date, entry_id, line) include (fiscal_year, period, debit, credit)",
  );
  await superuser.unsafe("create index on bare_line (document_id) where document_id is not null");
  await superuser.unsafe("create index on bare_line (fiscal_year, party, account, entry_date, entry_id, line) where party is not null");
  const seconds = (performance.now() - begun) / 1000;
  await superuser.unsafe("drop table bare_line");
  return seconds;
}

const workbookRows = 500_000;

/** Our workbook of a general ledger against the fastest streaming library, which writes plain cells. */
async function* workbook(books: SmallOrganisation): Measured {
  const ours = await measureApart("workbook", books, { rows: workbookRows });
  const library = await measureApart("workbook-of-library", books, { rows: workbookRows });
  const work = `workbook of ${workbookRows} rows`;
  yield* [
    atLeast(1, {
      work: `${work}, against hucre`,
      value: ours.count / ours.seconds,
      unit: "rows/s",
      limit: library.count / library.seconds,
    }),
    atMost(1, { work: `${work}, memory`, value: ours.peakMegabytes, unit: "MB", limit: 150 }),
  ];
}

/** `\copy` of the same query by psql, to nowhere; by our driver where psql is not installed. */
async function copySeconds(books: SmallOrganisation, fiscalYear: number): Promise<number> {
  const query = await books.database.read(books.organisation, async (db) => {
    return flatLines({ fiscalYear }, usualVariant, await openingJournals(db)).compile(db).sql;
  });
  const { host = "127.0.0.1", port = 5432, database, user, password = "" } = books.access.app;
  const script = path.join(process.env["TMPDIR"] ?? "/tmp", `enveloppe-copy-${process.pid}.sql`);
  const oneLine = query.replaceAll(/\s+/g, " ");
  writeFileSync(
    script,
    `set search_path to ${books.organisation.schemaName}, public;\nset work_mem to '64MB';\n\\copy (${oneLine}) to '/dev/null'\n`,
  );
  const begun = performance.now();
  const connection = ["-h", host, "-p", String(port), "-U", user, "-d", database, "-q", "-v", "ON_ERROR_STOP=1", "-f", script];
  const ended = spawnSync("psql", connection, {
    env: { ...process.env, PGPASSWORD: password, PGOPTIONS: "-c statement_timeout=0" },
    stdio: "inherit",
  });
  if (ended.status !== 0) throw new Error("psql is needed for the limit of the exports (Debian: postgresql-client)");
  return (performance.now() - begun) / 1000;
}
