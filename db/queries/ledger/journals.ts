import { sql } from "kysely";
import type { JournalProgress } from "#app/domain/ledger/journal-mark.ts";
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

/** How far each journal has come, by its code: see `journalMark`. */
export async function journalProgress(
  db: Db,
  fiscalYear: number,
): Promise<Map<string, JournalProgress & { readonly lockedThrough: Day | null }>> {
  const { rows } = await sql<{
    code: string;
    lastDate: Day | null;
    periods: bigint;
    drafts: bigint;
    open: bigint;
    lockedThrough: Day | null;
  }>`
    select c.journal as code, n.last_date as "lastDate", coalesce(n.periods, 0) as periods, coalesce(d.drafts, 0) as drafts,
           coalesce(n.open, 0) as open, n.locked_through as "lockedThrough"
      from journal_counter c
      left join (
        select e.journal, max(e.entry_date) as last_date, count(distinct e.period) as periods,
               count(*) filter (where p.status = 'open') as open, max(p.last_day) filter (where p.status <> 'open') as locked_through
          from entry e join period p on p.fiscal_year = e.fiscal_year and p.period = e.period
         where e.fiscal_year = ${fiscalYear} group by e.journal) n on n.journal = c.journal
      left join (
        select upper(split_part(btrim(body->>'journal'), ' ', 1)) as journal, count(*) as drafts from draft_entry
         where fiscal_year = ${fiscalYear} and entry_id is null and deleted_at is null group by 1) d on d.journal = c.journal
     where c.fiscal_year = ${fiscalYear}`.execute(db);
  const counted = rows.map(({ periods, drafts, open, ...row }) => ({
    ...row,
    periods: Number(periods),
    drafts: Number(drafts),
    open: Number(open),
  }));
  return new Map(counted.map(({ code, ...progress }) => [code, progress]));
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
