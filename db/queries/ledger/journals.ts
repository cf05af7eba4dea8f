import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Book } from "#app/domain/refusal.ts";
import type { Db } from "../../client.ts";

export interface JournalState {
  readonly code: string;
  readonly label: string;
  readonly book: Book;
  readonly lastNumber: bigint;
  readonly entryCount: number;
  readonly lastDate: Day | null;
  /** What its entries move, per resource: debit, which equals credit. */
  readonly totals: readonly { readonly resource: Resource; readonly amount: Quantity }[];
}

/** Every journal that the exercise counts, the general book first. */
export async function journalStates(db: Db, fiscalYear: number): Promise<JournalState[]> {
  const counts = db
    .selectFrom("entry")
    .select(({ fn }) => ["journal", fn.countAll<bigint>().as("entries"), fn.max("entry_date").as("last_date")])
    .where("fiscal_year", "=", fiscalYear)
    .groupBy("journal");
  const rows = await db
    .selectFrom("journal_counter as c")
    .innerJoin("journal as j", "j.code", "c.journal")
    .leftJoin(counts.as("n"), "n.journal", "c.journal")
    .select(["j.code", "j.label", "j.book", "c.last_number as lastNumber", "n.entries", "n.last_date as lastDate"])
    .where("c.fiscal_year", "=", fiscalYear)
    .orderBy("j.book", "desc")
    .orderBy("j.code")
    .execute();
  const totals = await totalsPerJournal(db, fiscalYear);
  return rows.map(({ entries, ...row }) => ({ ...row, entryCount: Number(entries ?? 0n), totals: totals.get(row.code) ?? [] }));
}

export async function journalNamed(db: Db, code: string): Promise<{ code: string; label: string; book: Book } | undefined> {
  return await db.selectFrom("journal").select(["code", "label", "book"]).where("code", "=", code).executeTakeFirst();
}

/** The journals of a book, by code: for a list to choose from. */
export async function journalsOfBook(db: Db, book: Book): Promise<{ code: string; label: string }[]> {
  return await db.selectFrom("journal").select(["code", "label"]).where("book", "=", book).orderBy("code").execute();
}

export interface EntryRow {
  readonly id: bigint;
  readonly number: bigint;
  readonly entryDate: Day;
  readonly label: string;
  readonly lineCount: number;
  readonly sourceNumber: string | null;
  readonly reverses: bigint | null;
  readonly reversedBy: bigint | null;
  readonly totals: readonly { readonly resource: Resource; readonly amount: Quantity }[];
}
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The key after which the next page begins; null on the last one. */
  readonly next: string | null;
}

export const pageSize = 50;

/** The entries of a journal in number order, after the number `after`. */
export async function journalPage(
  db: Db,
  { fiscalYear, journal, after = 0n }: { fiscalYear: number; journal: string; after?: bigint | undefined },
): Promise<Page<EntryRow>> {
  const found = await db
    .selectFrom("entry as e")
    .leftJoin("entry as r", "r.reverses", "e.id")
    .select(["e.id", "e.number", "e.entry_date as entryDate", "e.label", "e.line_count as lineCount", "e.source_number as sourceNumber"])
    .select(["e.reverses", "r.id as reversedBy"])
    .where("e.fiscal_year", "=", fiscalYear)
    .where("e.journal", "=", journal)
    .where("e.number", ">", after)
    .orderBy("e.number")
    .limit(pageSize + 1)
    .execute();
  const rows = found.slice(0, pageSize);
  const totals = await totalsOf(
    db,
    rows.map((row) => row.id),
  );
  return {
    rows: rows.map((row) => ({ ...row, totals: totals.get(row.id) ?? [] })),
    next: found.length > pageSize ? String(rows.at(-1)?.number) : null,
  };
}

type Totals = { resource: Resource; amount: Quantity }[];

async function totalsPerJournal(db: Db, fiscalYear: number): Promise<Map<string, Totals>> {
  const rows = await db
    .selectFrom("entry_total as t")
    .innerJoin("entry as e", "e.id", "t.entry_id")
    .select(["e.journal as key", "t.resource", sql<bigint>`sum(t.debit)::bigint`.as("amount")])
    .where("e.fiscal_year", "=", fiscalYear)
    .groupBy(["e.journal", "t.resource"])
    .orderBy("t.resource")
    .execute();
  return grouped(rows);
}

async function totalsOf(db: Db, entryIds: readonly bigint[]): Promise<Map<bigint, Totals>> {
  if (entryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("entry_total")
    .select(["entry_id as key", "resource", "debit as amount"])
    .where("entry_id", "in", entryIds)
    .orderBy("resource")
    .execute();
  return grouped(rows);
}

function grouped<Key>(rows: readonly { key: Key; resource: Resource; amount: Quantity }[]): Map<Key, Totals> {
  const groups = new Map<Key, Totals>();
  for (const { key, resource, amount } of rows) groups.set(key, [...(groups.get(key) ?? []), { resource, amount }]);
  return groups;
}
