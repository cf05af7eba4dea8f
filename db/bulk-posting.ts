import { sql } from "kysely";
import type { Db } from "./client.ts";
import { hashVersion } from "./posting-statement.ts";

/** One link of the chain holds at most so many entries; more would only hold more memory. */
const batchEntries = 5_000;

export interface BulkPosting {
  /** Of the staged rows. */
  readonly run: bigint;
  readonly fiscalYear: number;
  readonly actor: bigint;
  /** The day of validation of entries that do not bear their own. */
  readonly today: string;
  /** The highest rank of a staged entry. */
  readonly lastEntry: number;
  /** Told how far it has come, in entries' ranks, after each batch. */
  readonly progress?: (done: number) => Promise<void> | void;
}

/**
 * Posts the staged entries of the general book, all in the transaction of `db`, with numbers, links, totals and lines exactly as the
 * posting statement writes them (`posting-statement.ts`), through the same keys and triggers. Everything that it may refuse was asked
 * before (set by set, `db/queries/ledger-import/checks.ts`), under the locks of the periods.
 *
 * Order of locks: balances of the whole import in key order, then the counters in key order, then the batches. A batch that touched
 * balances after the counters were taken could wait for a poster who waits for a counter (`docs/decisions/0071-bulk-path.md`).
 */
export async function postStaged(db: Db, posting: BulkPosting): Promise<void> {
  // What is staged in this transaction has no statistics: the planner expects few rows, would look up each line and sort them all.
  await sql`set local enable_nestloop to off`.execute(db);
  await sql`set local enable_sort to off`.execute(db);
  await addBalances(db, posting);
  await sql`set local enable_sort to on`.execute(db);
  for (let from = 1; from <= posting.lastEntry; from += batchEntries) {
    const until = Math.min(from + batchEntries - 1, posting.lastEntry);
    await postBatch(db, posting, from, until);
    await posting.progress?.(until);
  }
}

/** Takes the lock of each period of the exercise, shared, in order, until the end of the transaction: before anything is read of them. */
export async function lockPeriodsOf(db: Db, fiscalYear: number): Promise<void> {
  await sql`
    select pg_advisory_xact_lock_shared(current_setting('enveloppe.organisation')::int, fiscal_year * 100 + period)::text
      from (select fiscal_year, period from period where fiscal_year = ${fiscalYear} order by period) p`.execute(db);
}

/** Balances, then counters, then what the counters cover: each step reads the one before, which is what orders them. */
async function addBalances(db: Db, { run, fiscalYear }: BulkPosting): Promise<void> {
  await sql`
    with dated as materialized (
      select e.journal collate "default" as journal, e.period, l.account collate "default" as account, l.party collate "default" as party,
             sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
        from staged_entry e
        join staged_line l on l.run = ${run}::bigint and l.entry = e.entry
       where e.run = ${run}::bigint group by 1, 2, 3, 4
    ),
    accounted as (
      insert into account_balance as b (fiscal_year, book, resource, account, period, debit, credit)
      select ${fiscalYear}::int, 'general', 'EUR', account, period, sum(debit)::bigint, sum(credit)::bigint from dated group by 4, 5 order by 4, 5
      on conflict (fiscal_year, book, resource, account, period) do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit
      returning 1
    ),
    united as (
      insert into unit_balance as b (fiscal_year, book, resource, section, unit, title, period, debit, credit)
      select ${fiscalYear}::int, 'general', 'EUR', left(account, 1), null, null, period, sum(debit)::bigint, sum(credit)::bigint
        from dated where (select count(*) from accounted) > 0 group by 4, 7 order by 4, 7
      on conflict on constraint unit_balance_key do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit
      returning 1
    ),
    counter as materialized (
      select journal from journal_counter
       where fiscal_year = ${fiscalYear}::int and journal in (select journal from dated) and (select count(*) from united) > 0
       order by journal for update
    ),
    journaled as (
      insert into journal_balance as b (fiscal_year, journal, account, period, debit, credit)
      select ${fiscalYear}::int, journal, account, period, sum(debit)::bigint, sum(credit)::bigint
        from dated where (select count(*) from counter) > 0 group by 2, 3, 4 order by 2, 3, 4
      on conflict (fiscal_year, journal, account, period) do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit
    )
    insert into party_balance as b (fiscal_year, account, party, journal, period, debit, credit)
    select ${fiscalYear}::int, account, party, journal, period, debit, credit
      from dated where party is not null and (select count(*) from counter) > 0 order by 2, 3, 4, 5
    on conflict (fiscal_year, account, party, journal, period) do update
       set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit`.execute(db);
}

/** One statement: numbers, one link of the chain for each journal of the batch, entries, totals and lines. */
async function postBatch(db: Db, { run, fiscalYear, actor, today }: BulkPosting, from: number, until: number): Promise<void> {
  await sql`
    with stamp as materialized (select clock_timestamp() as recorded_at),
    numbered as materialized (
      select e.*, c.last_number + row_number() over (partition by e.journal order by e.entry) as given, s.recorded_at
        from staged_entry e
        join journal_counter c on c.fiscal_year = ${fiscalYear}::int and c.journal = e.journal collate "default"
       cross join stamp s
       where e.run = ${run}::bigint and e.entry between ${from}::int and ${until}::int
    ),
    link as materialized (
      select c.journal, c.last_hash as previous_hash, g.first_number, g.last_number, g.recorded_at,
             sha256(decode(lpad(to_hex(${sql.lit(hashVersion)}), 2, '0'), 'hex') || int4send(length(c.last_hash)) || c.last_hash
                    || int8send(g.first_number) || int8send(g.entries) || g.digests
                    || int8send((extract(epoch from g.recorded_at) * 1000000)::bigint)) as hash
        from (select journal, min(given) as first_number, max(given) as last_number, count(*) as entries, max(recorded_at) as recorded_at,
                     string_agg(digest, ''::bytea order by given) as digests
                from numbered group by 1) g
        join journal_counter c on c.fiscal_year = ${fiscalYear}::int and c.journal = g.journal collate "default"
    ),
    counted as (
      update journal_counter c set last_number = k.last_number, last_hash = k.hash
        from link k where c.fiscal_year = ${fiscalYear}::int and c.journal = k.journal
    ),
    linked as (
      insert into posting (fiscal_year, journal, first_number, last_number, previous_hash, hash, version, recorded_at)
      select ${fiscalYear}::int, journal, first_number, last_number, previous_hash, hash, ${sql.lit(hashVersion)}, recorded_at from link order by 2
    ),
    headed as (
      insert into entry (id, book, journal, fiscal_year, period, number, entry_date, validated_on, label, event_id, actor, line_count,
                         digest, source_number, recorded_at) overriding system value
      select id, 'general', journal, ${fiscalYear}::int, period, given, entry_date, coalesce(validated_on, ${today}::date), label, event_id,
             ${actor}::bigint, line_count, digest, number, recorded_at
        from numbered order by id
    ),
    totalled as (
      insert into entry_total (entry_id, resource, debit, credit, line_count)
      select id, 'EUR', debit::bigint, credit::bigint, line_count from numbered order by id
    )
    insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, party, resource, debit, credit, label, voucher,
                            voucher_date, currency, currency_amount)
    select ${fiscalYear}::int, n.id, l.ordinal, 'general', n.period, n.entry_date, l.account,
           l.party, 'EUR', l.debit, l.credit, l.label, l.voucher, l.voucher_date, l.currency, l.currency_amount
      from staged_line l
      join numbered n on n.entry = l.entry
     where l.run = ${run}::bigint and l.entry between ${from}::int and ${until}::int`.execute(db);
}
