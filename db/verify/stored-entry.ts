import { type SqlBool, sql } from "kysely";
import type { Db } from "../client.ts";
import { CanonicalBytes, RowReader } from "./canonical-form.ts";

/** A journal of one exercise: the scope of a sequence of numbers and of a chain of links. */
export interface Chain {
  readonly fiscalYear: number;
  readonly journal: string;
}

/** An entry as it stands in the tables, and what was computed again from it. */
export interface StoredEntry {
  readonly id: bigint;
  readonly number: bigint;
  /** The digest that is kept, in hexadecimal. */
  readonly digest: string;
  /** Microseconds since 1970: the precision that the link covers. */
  readonly recordedAt: bigint;
  readonly lineCount: number;
  /** What its lines debit, per resource. */
  readonly debits: readonly (readonly [resource: string, amount: bigint])[];
  /** What its rows contradict, before any digest; undefined when they agree with one another and with the digest. */
  readonly altered: AlteredPart | undefined;
}
export type AlteredPart = "digest" | "copies" | "lines" | "reversed" | "recordedAt";

export interface StoredPosting {
  readonly firstNumber: bigint;
  readonly lastNumber: bigint;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly version: number;
  readonly recordedAt: bigint;
}

const postingsOfPage = 2_000;
const entriesOfPage = 1_000;

/** Every chain that anything speaks of: counters that have counted, links, or entries alone. */
export async function chainsOf(db: Db): Promise<Chain[]> {
  return await db
    .selectFrom("journal_counter")
    .select(["fiscal_year as fiscalYear", "journal"])
    .where(sql<SqlBool>`last_number <> 0 or last_hash <> '\\x00'`)
    .union(db.selectFrom("posting").select(["fiscal_year as fiscalYear", "journal"]))
    .union(db.selectFrom("entry").select(["fiscal_year as fiscalYear", "journal"]))
    .orderBy("fiscalYear")
    .orderBy("journal")
    .execute();
}

/**
 * The entries of a chain in number order, a page in memory at a time; the next page is on its way while one is computed.
 */
export async function* entriesOf(db: Db, chain: Chain): AsyncGenerator<StoredEntry> {
  const bytes = new CanonicalBytes();
  let coming: Promise<EntryPage> | undefined = pageAfter(db, chain, { number: -1n, id: -1n });
  try {
    while (coming) {
      const page: EntryPage = await coming;
      const whole = page.count === entriesOfPage && page.number !== null && page.id !== null;
      coming = whole ? pageAfter(db, chain, { number: page.number ?? 0n, id: page.id ?? 0n }) : undefined;
      // Its failure is that of the next turn.
      coming?.catch(() => undefined);
      const rows = new RowReader(page.rows ?? "");
      for (let read = 0; read < page.count; read += 1) yield readEntry(rows, bytes);
    }
  } finally {
    await coming?.catch(() => undefined);
  }
}

export async function* postingsOf(db: Db, { fiscalYear, journal }: Chain): AsyncGenerator<StoredPosting> {
  for (let after = -1n; ; ) {
    const page = await db
      .selectFrom("posting")
      .select(["first_number as firstNumber", "last_number as lastNumber", "previous_hash as previousHash", "hash", "version"])
      .select(sql<bigint>`(extract(epoch from recorded_at) * 1000000)::bigint`.as("recordedAt"))
      .where("fiscal_year", "=", fiscalYear)
      .where("journal", "=", journal)
      .where("first_number", ">", after)
      .orderBy("first_number")
      .limit(postingsOfPage)
      .execute();
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < postingsOfPage) return;
    after = last.firstNumber;
  }
}

export async function counterOf(db: Db, { fiscalYear, journal }: Chain): Promise<{ lastNumber: bigint; lastHash: Uint8Array } | undefined> {
  return await db
    .selectFrom("journal_counter")
    .select(["last_number as lastNumber", "last_hash as lastHash"])
    .where("fiscal_year", "=", fiscalYear)
    .where("journal", "=", journal)
    .executeTakeFirst();
}

/** Lines that stand under no entry of their exercise: forced in, moved, or left behind. */
export async function strayLines(db: Db, most: number): Promise<{ fiscalYear: number; entryId: bigint; line: number }[]> {
  return await db
    .selectFrom("entry_line as l")
    .leftJoin("entry as e", (join) => join.onRef("e.id", "=", "l.entry_id").onRef("e.fiscal_year", "=", "l.fiscal_year"))
    .select(["l.fiscal_year as fiscalYear", "l.entry_id as entryId", "l.line"])
    .where("e.id", "is", null)
    .limit(most)
    .execute();
}

interface EntryPage {
  readonly count: number;
  /** The key of the last one. */
  readonly number: bigint | null;
  readonly id: bigint | null;
  readonly rows: string | null;
}

/**
 * One page as one text: for each entry the row of its head, then those of its lines, as PostgreSQL writes a row. Values of a driver
 * would cost ten times as much. A line says last whether what it repeats of its entry differs.
 */
async function pageAfter(db: Db, { fiscalYear, journal }: Chain, after: { number: bigint; id: bigint }): Promise<EntryPage> {
  const { rows } = await sql<EntryPage>`
    with page as materialized (
      select e.number, e.id, e.book, e.period, e.entry_date,
             row(e.id, e.number, e.line_count, encode(e.digest, 'hex'), (extract(epoch from e.recorded_at) * 1000000)::bigint,
                 e.reverses is not null and r.id is null, e.book, e.journal, e.fiscal_year, e.period, e.entry_date, e.validated_on, e.label,
                 e.event_id, e.actor, r.fiscal_year, r.journal, r.number, e.source_number)::text as head
        from entry e left join entry r on r.id = e.reverses
       where e.fiscal_year = ${fiscalYear} and e.journal = ${journal} and (e.number, e.id) > (${after.number}, ${after.id})
       order by e.number, e.id limit ${sql.lit(entriesOfPage)}),
    written as (
      select p.number, p.id, '#' || p.head || coalesce((
               select string_agg(own.line, '') from (
                 select row(l.line, (l.book, l.period, l.entry_date) is distinct from (p.book, p.period, p.entry_date), l.account, l.unit,
                            l.nature, l.activity, l.beneficiary_unit, l.party, l.resource, l.debit, l.credit, l.label, l.voucher,
                            l.voucher_date, l.origin, l.currency, l.currency_amount, l.document, l.document_id)::text as line
                   from entry_line l where l.fiscal_year = ${fiscalYear} and l.entry_id = p.id order by l.line) own), '') as entry
        from page p)
    select count(*)::int as count, (array_agg(number order by number desc, id desc))[1] as number,
           (array_agg(id order by number desc, id desc))[1] as id, string_agg(entry, '' order by number, id) as rows
      from written`.execute(db);
  return rows[0] ?? { count: 0, number: null, id: null, rows: null };
}

const headMark = "#".charCodeAt(0);

function readEntry(rows: RowReader, bytes: CanonicalBytes): StoredEntry {
  if (!rows.takes(headMark) || !rows.opens()) throw new Error("an entry was expected");
  const [id, number, lineCount] = [rows.whole() ?? 0n, rows.whole() ?? 0n, rows.whole() ?? 0n];
  const [digest, recordedAt, withoutReversed] = [rows.word() ?? "", rows.whole() ?? 0n, rows.word() === "t"];
  bytes.begin();
  writeHead(rows, bytes);
  const countAt = bytes.room();
  const lines = writeLines(rows, bytes);
  bytes.integerAt(countAt, BigInt(lines.count));
  const altered = (): AlteredPart | undefined => {
    if (BigInt(lines.count) !== lineCount || !lines.inOrder) return "lines";
    if (lines.differ) return "copies";
    if (withoutReversed) return "reversed";
    return bytes.digest() === digest ? undefined : "digest";
  };
  return { id, number, digest, recordedAt, lineCount: lines.count, debits: lines.debits, altered: altered() };
}

/** Book, journal, year, period, two days, label, event, actor, the three of the entry that it reverses, source number. */
function writeHead(rows: RowReader, bytes: CanonicalBytes): void {
  bytes.text(rows);
  bytes.text(rows);
  bytes.whole(rows);
  bytes.whole(rows);
  for (let text = 0; text < 4; text += 1) bytes.text(rows);
  bytes.whole(rows);
  bytes.whole(rows);
  bytes.text(rows);
  bytes.whole(rows);
  bytes.text(rows);
}

interface LinesRead {
  count: number;
  inOrder: boolean;
  differ: boolean;
  debits: [string, bigint][];
}

function writeLines(rows: RowReader, bytes: CanonicalBytes): LinesRead {
  const read: LinesRead = { count: 0, inOrder: true, differ: false, debits: [] };
  while (rows.opens()) {
    read.count += 1;
    if (bytes.whole(rows) !== BigInt(read.count)) read.inOrder = false;
    if (rows.word() === "t") read.differ = true;
    for (let text = 0; text < 6; text += 1) bytes.text(rows);
    const resource = bytes.word(rows);
    addTo(read.debits, resource, bytes.whole(rows) ?? 0n);
    bytes.whole(rows);
    for (let text = 0; text < 5; text += 1) bytes.text(rows);
    bytes.whole(rows);
    bytes.text(rows);
    bytes.text(rows);
  }
  return read;
}

function addTo(debits: [string, bigint][], resource: string, debit: bigint): void {
  if (debit === 0n) return;
  const own = debits.find(([known]) => known === resource);
  if (own) own[1] += debit;
  else debits.push([resource, debit]);
}
