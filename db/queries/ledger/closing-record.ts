import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Book } from "#app/domain/refusal.ts";
import { takeAnchors } from "../../anchor.ts";
import type { Db } from "../../client.ts";

export interface NewClosing {
  readonly fiscalYear: number;
  /** Null: the whole exercise. */
  readonly period: number | null;
  readonly closedOn: Day;
  readonly actor: bigint;
  readonly result: Quantity;
  readonly openingEntry?: bigint | undefined;
  readonly resultEntry?: bigint | undefined;
  /** What the readiness list said, to be read again with the minutes. */
  readonly checks: unknown;
  /** The organisation's slug, which the anchors cite. */
  readonly organisation: string;
}

/**
 * Writes down what the books hold at this instant: totals, last number and hash of each journal, every balance; and, for a whole
 * exercise, the labels and the matchings that its file shows. The chains are anchored with it. To be called under the lock of its periods
 * and of the act (period 0), once everything is posted.
 */
export async function recordClosing(db: Db, closing: NewClosing): Promise<{ id: bigint; number: number }> {
  const { fiscalYear, period } = closing;
  const anchors = await takeAnchors(db, closing.organisation, "closing");
  if (!anchors) throw new Error("a closing took no anchor");
  const head = await insertHead(db, closing, anchors.id);
  await sql`
    with kept as materialized (
    select c.journal, c.last_number, c.last_hash, t.entries, t.resource, t.debit, t.credit
      from journal_counter c
      join (select e.journal, t.resource, count(*) as entries, sum(t.debit)::bigint as debit, sum(t.credit)::bigint as credit
              from entry e join entry_total t on t.entry_id = e.id
             where e.fiscal_year = ${fiscalYear} and (${period}::int is null or e.period = ${period}::int) group by 1, 2) t on t.journal = c.journal
     where c.fiscal_year = ${fiscalYear})
    insert into closing_journal (closing_id, journal, last_number, last_hash, entry_count, resource, debit, credit)
    select ${head.id}::bigint, journal, last_number, last_hash, entries, resource, debit, credit from kept`.execute(db);
  await sql`
    with kept as materialized (
      select book, resource, account, sum(debit)::bigint as debit, sum(credit)::bigint as credit from account_balance
       where fiscal_year = ${fiscalYear} and (${period}::int is null or period = ${period}::int) group by 1, 2, 3)
    insert into closing_balance (closing_id, book, resource, account, debit, credit)
    select ${head.id}::bigint, book, resource, account, debit, credit from kept`.execute(db);
  if (period === null) await keepFileTexts(db, head.id, fiscalYear);
  return head;
}

async function insertHead(db: Db, closing: NewClosing, anchorSet: bigint): Promise<{ id: bigint; number: number }> {
  const { fiscalYear, period, closedOn, actor, result, openingEntry, resultEntry, checks } = closing;
  const { rows } = await sql<{ id: bigint; number: number }>`
    with totals as materialized (
      select count(distinct e.id) as entries, coalesce(sum(t.debit), 0)::bigint as debit, coalesce(sum(t.credit), 0)::bigint as credit
        from entry e join entry_total t on t.entry_id = e.id
       where e.fiscal_year = ${fiscalYear} and e.book = 'general' and (${period}::int is null or e.period = ${period}::int)),
    earlier as materialized (
      select coalesce(max(number), 0) + 1 as number,
             max(id) filter (where period is not distinct from ${period}::int) as replaces
        from closing where fiscal_year = ${fiscalYear})
    insert into closing (fiscal_year, period, number, closed_on, actor, entry_count, debit, credit, result, replaces, opening_entry, result_entry, checks, anchor_set)
    select ${fiscalYear}, ${period}::int, earlier.number, ${closedOn}::date, ${actor}::bigint, entries, debit, credit, ${result}::bigint, replaces,
           ${openingEntry ?? null}::bigint, ${resultEntry ?? null}::bigint, ${JSON.stringify(checks)}::text::jsonb, ${anchorSet}::bigint
      from totals cross join earlier returning id, number`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a closing was not recorded");
  return row;
}

/** Accounts, parties and journals of the exercise as its file names them, and its matchings as they stand. */
async function keepFileTexts(db: Db, id: bigint, fiscalYear: number): Promise<void> {
  await sql`
    with kept as materialized (
    select 'account' as dimension, a.account as code, coalesce(v.label, a.account) as label
      from (select distinct account from account_balance where fiscal_year = ${fiscalYear} and book = 'general') a
      join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = 'general' and v.code = a.account and v.superseded_at is null and v.valid @> y.last_day
    union all
    select 'party', p.code, p.label from party p
     where p.code in (select party from entry_line where fiscal_year = ${fiscalYear} and party is not null)
    union all
    select 'journal', j.code, j.label from journal j
     where exists (select from journal_counter c where c.fiscal_year = ${fiscalYear} and c.journal = j.code and c.last_number > 0))
    insert into closing_label (closing_id, dimension, code, label) select ${id}::bigint, dimension, code, label from kept`.execute(db);
  await sql`
    with kept as materialized (
      select k.fiscal_year, k.entry_id, k.line, m.code, m.matched_on
        from matching_line k join matching m on m.id = k.matching_id
       where k.fiscal_year = ${fiscalYear} and k.live and (m.complete or m.rule = 'importPartial'))
    insert into closing_matching (closing_id, fiscal_year, entry_id, line, code, matched_on)
    select ${id}::bigint, fiscal_year, entry_id, line, code, matched_on from kept`.execute(db);
}

/** One balance that moved between a closing and the one that it replaces: debit − credit, in the smallest unit of its resource. */
export interface MovedBalance {
  readonly book: Book;
  readonly resource: Resource;
  readonly account: string;
  readonly label: string;
  readonly before: Quantity;
  readonly after: Quantity;
  /** The entries posted between the two, on this account. */
  readonly entries: readonly { readonly id: string; readonly name: string; readonly amount: string }[];
}

/** Every balance that moved since the closing that this one replaced, with the entries that did it; none for a first closing. */
export async function movedBalances(db: Db, closingId: bigint): Promise<MovedBalance[]> {
  const { rows } = await sql<MovedBalance>`
    with pair as materialized (select id as now_id, replaces as then_id, fiscal_year, period from closing where id = ${closingId} and replaces is not null),
    moved as materialized (
      select book, resource, account, sum(before)::bigint as before, sum(after)::bigint as after from (
        select b.book, b.resource, b.account, b.debit - b.credit as before, 0 as after
          from pair join closing_balance b on b.closing_id = pair.then_id
        union all
        select b.book, b.resource, b.account, 0, b.debit - b.credit from pair join closing_balance b on b.closing_id = pair.now_id) as stacked
       group by 1, 2, 3 having sum(before) <> sum(after)),
    added as materialized (
      select e.id, e.journal, e.number, e.fiscal_year, e.book
        from pair join entry e on e.fiscal_year = pair.fiscal_year and (pair.period is null or e.period = pair.period)
       where e.number > coalesce((select max(k.last_number) from closing_journal k where k.closing_id = pair.then_id and k.journal = e.journal), 0)
         and e.number <= coalesce((select max(k.last_number) from closing_journal k where k.closing_id = pair.now_id and k.journal = e.journal), 0))
    select m.*, coalesce(v.label, m.account) as label, coalesce(t.entries, '[]'::json) as entries
      from moved m
      join pair on true
      join fiscal_year y on y.year = pair.fiscal_year
      left join account_version v on v.book = m.book and v.code = m.account and v.superseded_at is null and v.valid @> y.last_day
      left join lateral (
        select json_agg(json_build_object('id', s.id::text, 'name', s.name, 'amount', s.amount::text) order by s.name) as entries from (
          select a.id, a.journal || '-' || a.number as name, sum(l.debit - l.credit)::bigint as amount
            from added a join entry_line l on l.fiscal_year = a.fiscal_year and l.entry_id = a.id
           where l.book = m.book and l.account = m.account and l.resource = m.resource group by a.id, a.journal, a.number) as s) as t on true
     order by m.book desc, m.account collate "C", m.resource`.execute(db);
  return rows;
}
