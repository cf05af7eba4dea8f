import { type SqlBool, sql } from "kysely";
import type { Db } from "../client.ts";

/** A journal of one exercise: the scope of a sequence of numbers and of a chain of links. */
export interface Chain {
  readonly fiscalYear: number;
  readonly journal: string;
}

/** An entry as it stands in the tables, with what its lines copy of it, and the name of the entry that it reverses. */
export interface StoredEntry {
  readonly id: bigint;
  readonly book: string;
  readonly journal: string;
  readonly fiscalYear: number;
  readonly period: number;
  readonly number: bigint;
  readonly entryDate: string;
  readonly validatedOn: string;
  readonly label: string;
  readonly eventId: string;
  readonly actor: bigint;
  readonly lineCount: number;
  readonly reverses: bigint | null;
  readonly reversedYear: number | null;
  readonly reversedJournal: string | null;
  readonly reversedNumber: bigint | null;
  readonly sourceNumber: string | null;
  readonly digest: Uint8Array;
  /** Microseconds since 1970: the precision that the link covers. */
  readonly recordedAt: bigint;
  readonly lines: readonly StoredLine[];
}
export interface StoredLine {
  readonly entryId: bigint;
  readonly line: number;
  readonly book: string;
  readonly period: number;
  readonly entryDate: string;
  readonly account: string;
  readonly unit: string | null;
  readonly nature: string | null;
  readonly activity: string | null;
  readonly beneficiaryUnit: string | null;
  readonly party: string | null;
  readonly resource: string;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly label: string;
  readonly voucher: string | null;
  readonly voucherDate: string | null;
  readonly origin: string | null;
  readonly currency: string | null;
  readonly currencyAmount: bigint | null;
  readonly document: string | null;
  readonly documentId: string | null;
}
export interface StoredPosting {
  readonly firstNumber: bigint;
  readonly lastNumber: bigint;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly version: number;
  readonly recordedAt: bigint;
}

const pageSize = 500;
const microseconds = sql<bigint>`(extract(epoch from recorded_at) * 1000000)::bigint`;

/** Every chain that anything speaks of: counters, links, or entries alone. */
export async function chainsOf(db: Db): Promise<Chain[]> {
  return await db
    .selectFrom("journal_counter")
    .select(["fiscal_year as fiscalYear", "journal"])
    .union(db.selectFrom("posting").select(["fiscal_year as fiscalYear", "journal"]))
    .union(db.selectFrom("entry").select(["fiscal_year as fiscalYear", "journal"]))
    .orderBy("fiscalYear")
    .orderBy("journal")
    .execute();
}

/** The entries of a chain in number order, a page in memory at a time. */
export async function* entriesOf(db: Db, chain: Chain): AsyncGenerator<StoredEntry> {
  for (let after = { number: -1n, id: -1n }; ; ) {
    const heads = await headsAfter(db, chain, after);
    const lines = await linesOf(
      db,
      chain.fiscalYear,
      heads.map((head) => head.id),
    );
    for (const head of heads) yield { ...head, lines: lines.get(head.id) ?? [] };
    const last = heads.at(-1);
    if (!last || heads.length < pageSize) return;
    after = last;
  }
}

export async function* postingsOf(db: Db, { fiscalYear, journal }: Chain): AsyncGenerator<StoredPosting> {
  for (let after = -1n; ; ) {
    const page = await db
      .selectFrom("posting")
      .select(["first_number as firstNumber", "last_number as lastNumber", "previous_hash as previousHash", "hash", "version"])
      .select(microseconds.as("recordedAt"))
      .where("fiscal_year", "=", fiscalYear)
      .where("journal", "=", journal)
      .where("first_number", ">", after)
      .orderBy("first_number")
      .limit(pageSize)
      .execute();
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
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

async function headsAfter(db: Db, { fiscalYear, journal }: Chain, after: { number: bigint; id: bigint }) {
  return await db
    .selectFrom("entry as e")
    .leftJoin("entry as r", "r.id", "e.reverses")
    .select(["e.id", "e.book", "e.journal", "e.fiscal_year as fiscalYear", "e.period", "e.number", "e.entry_date as entryDate"])
    .select(["e.validated_on as validatedOn", "e.label", "e.event_id as eventId", "e.actor", "e.line_count as lineCount", "e.reverses"])
    .select(["e.source_number as sourceNumber", "e.digest"])
    .select(["r.fiscal_year as reversedYear", "r.journal as reversedJournal", "r.number as reversedNumber"])
    .select(sql<bigint>`(extract(epoch from e.recorded_at) * 1000000)::bigint`.as("recordedAt"))
    .where("e.fiscal_year", "=", fiscalYear)
    .where("e.journal", "=", journal)
    .where(sql<SqlBool>`(e.number, e.id) > (${after.number}, ${after.id})`)
    .orderBy("e.number")
    .orderBy("e.id")
    .limit(pageSize)
    .execute();
}

async function linesOf(db: Db, fiscalYear: number, entryIds: readonly bigint[]): Promise<Map<bigint, StoredLine[]>> {
  const byEntry = new Map<bigint, StoredLine[]>();
  if (entryIds.length === 0) return byEntry;
  const lines = await db
    .selectFrom("entry_line")
    .select(["entry_id as entryId", "line", "book", "period", "entry_date as entryDate", "account", "unit", "nature", "activity"])
    .select(["beneficiary_unit as beneficiaryUnit", "party", "resource", "debit", "credit", "label", "voucher"])
    .select(["voucher_date as voucherDate", "origin", "currency", "currency_amount as currencyAmount", "document"])
    .select("document_id as documentId")
    .where("fiscal_year", "=", fiscalYear)
    .where(sql<SqlBool>`entry_id = any(${entryIds.map(String)}::text[]::bigint[])`)
    .orderBy("entry_id")
    .orderBy("line")
    .execute();
  for (const line of lines) {
    const own = byEntry.get(line.entryId);
    if (own) own.push(line);
    else byEntry.set(line.entryId, [line]);
  }
  return byEntry;
}
