import { type RawBuilder, sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import { largestQuantity, type Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { closedTo } from "../../posting-statement.ts";

/** What one check found: how many in all, and the first of them in the order of the file. */
export interface Found<Row> {
  readonly count: number;
  readonly rows: readonly Row[];
}

/** The most that a check hands over; the others are counted. */
export const mostFound = 50_000;

export interface StagedEntryName {
  readonly journal: string;
  readonly number: string;
  readonly line: number;
}
export interface SeveralDays extends StagedEntryName {
  readonly days: readonly Day[];
}
export interface Imbalance extends StagedEntryName {
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** Entries whose lines bear several dates; `line` is the first that differs from the first line's. */
export async function severalDates(db: Db, run: bigint): Promise<Found<SeveralDays>> {
  return await found(
    db,
    sql<SeveralDays>`
      select e.journal, e.number, e.entry,
             min(l.line) filter (where l.entry_date is distinct from e.entry_date and l.entry_date is not null) as line,
             array_agg(distinct l.entry_date::text) filter (where l.entry_date is not null) as days
        from staged_entry e join staged_line l on l.run = ${run} and l.entry = e.entry
       where e.run = ${run} and e.least_date <> e.last_date group by e.entry, e.journal, e.number`,
  );
}

export async function severalValidations(db: Db, run: bigint): Promise<Found<SeveralDays>> {
  return await found(
    db,
    sql<SeveralDays>`
      select e.journal, e.number, e.entry, min(l.line) filter (where l.validated_on <> e.first_validated) as line,
             array_agg(distinct l.validated_on::text) filter (where l.validated_on is not null) as days
        from staged_entry e join staged_line l on l.run = ${run} and l.entry = e.entry
       where e.run = ${run} and e.first_validated <> e.validated_on group by e.entry, e.journal, e.number`,
  );
}

export async function aloneLines(db: Db, run: bigint): Promise<Found<StagedEntryName>> {
  return await found(
    db,
    sql<StagedEntryName>`select journal, number, entry, first_line as line from staged_entry where run = ${run} and line_count = 1`,
  );
}

/** Entries that were read whole and do not balance, or are more than a book holds. */
export async function imbalances(db: Db, run: bigint): Promise<Found<Imbalance>> {
  return await found(
    db,
    sql<Imbalance>`
      select journal, number, entry, first_line as line, debit::bigint as debit, credit::bigint as credit
        from staged_entry where run = ${run} and sound and line_count > 1
         and (debit <> credit or greatest(debit, credit) > ${largestQuantity})`,
  );
}

export interface SharedNumber {
  readonly number: string;
  readonly line: number;
  readonly journals: readonly string[];
}

/** Numbers that serve in several journals, in the order of the file. */
export async function sharedNumbers(db: Db, run: bigint): Promise<Found<SharedNumber>> {
  return await found(
    db,
    sql<SharedNumber>`
      select number, min(entry) as entry, min(first_line) as line, array_agg(journal order by entry) as journals
        from staged_entry where run = ${run} group by number having count(*) > 1`,
  );
}

export interface NumberGap {
  readonly journal: string;
  readonly line: number;
  /** The numbers before and after, as decimal text: they may be longer than any integer. */
  readonly before: string;
  readonly after: string;
}

/** Gaps in the digits that end the numbers of a journal, prefix by prefix. */
export async function numberGaps(db: Db, run: bigint): Promise<Found<NumberGap>> {
  return await found(
    db,
    sql<NumberGap>`
      select journal, entry, first_line as line, before::text, after::text
        from (select journal, entry, first_line, digits as after,
                     lag(digits) over (partition by journal, prefix order by digits, first_line) as before
                from (select journal, entry, first_line, prefix, substr(number, length(prefix) + 1)::numeric as digits
                        from staged_entry, rtrim(number, '0123456789') as prefix where run = ${run} and prefix <> number) n) g
       where after - before > 1`,
  );
}

export interface UnevenMatching {
  readonly account: string;
  readonly party: string | null;
  readonly code: string;
  readonly line: number;
  readonly balance: Quantity;
}

/** Letters whose lines of one account and party do not sum to zero. */
export async function unevenMatchings(db: Db, run: bigint): Promise<Found<UnevenMatching>> {
  return await found(
    db,
    sql<UnevenMatching>`
      select account, party, matching as code, min(line) as entry, min(line) as line, sum(debit - credit)::bigint as balance
        from staged_line where run = ${run} and matching is not null group by account, party, matching having sum(debit - credit) <> 0`,
  );
}

export interface ClosedPeriod {
  readonly period: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly line: number;
  readonly entries: number;
}

/** The periods of the file in which nothing is posted, as the posting statement says it. */
export async function closedPeriods(db: Db, run: bigint, fiscalYear: number, throughLock: boolean): Promise<ClosedPeriod[]> {
  const closed = sql.raw(closedTo(String(throughLock)));
  const { rows } = await sql<ClosedPeriod>`
    select p.period, p.first_day as "firstDay", p.last_day as "lastDay", min(e.first_line) as line, count(*)::int as entries
      from staged_entry e
      join period p on p.fiscal_year = ${fiscalYear} and not p.complementary and e.entry_date between p.first_day and p.last_day
      join fiscal_year y on y.year = p.fiscal_year
     where e.run = ${run} and ${closed} group by p.fiscal_year, p.period order by p.period`.execute(db);
  return rows;
}

/** An earlier import, as it is told: « 2026-11-23 09:41 » in Paris, by whom, and the file that it kept. */
export interface EarlierImport {
  readonly at: string;
  readonly by: string;
}
export interface Overlap extends EarlierImport {
  readonly line: number;
  readonly entries: number;
}

/** Entries of the file that are in the books already: another file that says the same, in whole or in part. */
export async function importedAlready(db: Db, run: bigint, fiscalYear: number): Promise<Overlap | undefined> {
  const { rows } = await sql<Overlap>`
    with again as materialized (
      select s.first_line, e.recorded_at, e.actor
        from staged_entry s
        join entry e on e.fiscal_year = ${fiscalYear} and e.book = 'general' and e.journal = s.journal collate "default"
                    and e.source_number = s.number collate "default"
       where s.run = ${run})
    select to_char(a.recorded_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as at, u.name as by,
           (select min(first_line) from again) as line, (select count(*)::int from again) as entries
      from again a join app_user u on u.id = a.actor order by a.recorded_at limit 1`.execute(db);
  return rows[0];
}

/** Journals of the file whose chain was stopped because its proof failed. */
export async function stoppedChains(db: Db, run: bigint, fiscalYear: number): Promise<string[]> {
  const { rows } = await sql<{ journal: string }>`
    select journal from chain_stop where fiscal_year = ${fiscalYear} and lifted_at is null
       and journal in (select journal collate "default" from staged_entry where run = ${run}) order by 1`.execute(db);
  return rows.map(({ journal }) => journal);
}

async function found<Row>(db: Db, query: RawBuilder<Row>): Promise<Found<Row>> {
  const { rows } = await sql<Row & { found_count: bigint }>`
    select *, count(*) over () as found_count from (${query}) f order by entry limit ${mostFound}`.execute(db);
  return { count: Number(rows[0]?.found_count ?? 0), rows };
}
