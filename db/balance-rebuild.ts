import { sql } from "kysely";
import type { Db } from "./client.ts";

export interface RewrittenBalances {
  readonly table: "account_balance" | "journal_balance" | "party_balance" | "unit_balance" | "stage_position" | "request_total";
  /** What each row was and became, as text. */
  readonly changes: readonly string[];
}

/**
 * Sets every maintained balance to the sum of its lines, and every total of a request to that of its cells, where it is not. Takes the tables from the posters first, in the order in
 * which they take them; a row whose lines are gone becomes zero, for nothing here is deleted.
 */
export async function rewriteBalances(db: Db): Promise<RewrittenBalances[]> {
  await sql`lock table stage_position, account_balance, journal_balance, party_balance, unit_balance in share row exclusive mode`.execute(
    db,
  );
  return [
    { table: "stage_position", changes: await rewriteStages(db) },
    { table: "account_balance", changes: await rewriteAccounts(db) },
    { table: "journal_balance", changes: await rewriteJournals(db) },
    { table: "party_balance", changes: await rewriteParties(db) },
    { table: "unit_balance", changes: await rewriteUnits(db) },
    { table: "request_total", changes: await rewriteRequests(db) },
  ];
}

async function rewriteAccounts(db: Db): Promise<string[]> {
  const { rows } = await sql<{ change: string }>`
    with detail as materialized (
      select fiscal_year, book, resource, account, period, sum(debit)::bigint as debit, sum(credit)::bigint as credit
        from entry_line group by 1, 2, 3, 4, 5),
    drifted as materialized (
      select coalesce(d.fiscal_year, b.fiscal_year) as fiscal_year, coalesce(d.book, b.book) as book, coalesce(d.resource, b.resource) as resource,
             coalesce(d.account, b.account) as account, coalesce(d.period, b.period) as period,
             coalesce(d.debit, 0) as debit, coalesce(d.credit, 0) as credit, b.debit as was_debit, b.credit as was_credit
        from detail d full join account_balance b on b.fiscal_year = d.fiscal_year and b.book = d.book and b.resource = d.resource
                                                 and b.account = d.account and b.period = d.period
       where (coalesce(d.debit, 0), coalesce(d.credit, 0)) is distinct from (b.debit, b.credit)),
    written as (
      insert into account_balance (fiscal_year, book, resource, account, period, debit, credit)
      select fiscal_year, book, resource, account, period, debit, credit from drifted order by 1, 2, 3, 4, 5
      on conflict (fiscal_year, book, resource, account, period) do update set debit = excluded.debit, credit = excluded.credit)
    select concat_ws(' · ', fiscal_year, book, resource, account, 'P' || period,
                     format('%s/%s → %s/%s', coalesce(was_debit, 0), coalesce(was_credit, 0), debit, credit)) as change
      from drifted order by 1`.execute(db);
  return rows.map(({ change }) => change);
}

async function rewriteJournals(db: Db): Promise<string[]> {
  const { rows } = await sql<{ change: string }>`
    with detail as materialized (
      select l.fiscal_year, e.journal, l.account, l.period, sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
        from entry_line l join entry e on e.id = l.entry_id where l.book = 'general' group by 1, 2, 3, 4),
    drifted as materialized (
      select coalesce(d.fiscal_year, b.fiscal_year) as fiscal_year, coalesce(d.journal, b.journal) as journal,
             coalesce(d.account, b.account) as account, coalesce(d.period, b.period) as period,
             coalesce(d.debit, 0) as debit, coalesce(d.credit, 0) as credit, b.debit as was_debit, b.credit as was_credit
        from detail d full join journal_balance b on b.fiscal_year = d.fiscal_year and b.journal = d.journal
                                                 and b.account = d.account and b.period = d.period
       where (coalesce(d.debit, 0), coalesce(d.credit, 0)) is distinct from (b.debit, b.credit)),
    written as (
      insert into journal_balance (fiscal_year, journal, account, period, debit, credit)
      select fiscal_year, journal, account, period, debit, credit from drifted order by 1, 2, 3, 4
      on conflict (fiscal_year, journal, account, period) do update set debit = excluded.debit, credit = excluded.credit)
    select concat_ws(' · ', fiscal_year, journal, account, 'P' || period,
                     format('%s/%s → %s/%s', coalesce(was_debit, 0), coalesce(was_credit, 0), debit, credit)) as change
      from drifted order by 1`.execute(db);
  return rows.map(({ change }) => change);
}

async function rewriteParties(db: Db): Promise<string[]> {
  const { rows } = await sql<{ change: string }>`
    with detail as materialized (
      select l.fiscal_year, l.account, l.party, e.journal, l.period, sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
        from entry_line l join entry e on e.id = l.entry_id where l.book = 'general' and l.party is not null group by 1, 2, 3, 4, 5),
    drifted as materialized (
      select coalesce(d.fiscal_year, b.fiscal_year) as fiscal_year, coalesce(d.account, b.account) as account,
             coalesce(d.party, b.party) as party, coalesce(d.journal, b.journal) as journal, coalesce(d.period, b.period) as period,
             coalesce(d.debit, 0) as debit, coalesce(d.credit, 0) as credit, b.debit as was_debit, b.credit as was_credit
        from detail d full join party_balance b on b.fiscal_year = d.fiscal_year and b.account = d.account and b.party = d.party
                                               and b.journal = d.journal and b.period = d.period
       where (coalesce(d.debit, 0), coalesce(d.credit, 0)) is distinct from (b.debit, b.credit)),
    written as (
      insert into party_balance (fiscal_year, account, party, journal, period, debit, credit)
      select fiscal_year, account, party, journal, period, debit, credit from drifted order by 1, 2, 3, 4, 5
      on conflict (fiscal_year, account, party, journal, period) do update set debit = excluded.debit, credit = excluded.credit)
    select concat_ws(' · ', fiscal_year, account, party, journal, 'P' || period,
                     format('%s/%s → %s/%s', coalesce(was_debit, 0), coalesce(was_credit, 0), debit, credit)) as change
      from drifted order by 1`.execute(db);
  return rows.map(({ change }) => change);
}

async function rewriteUnits(db: Db): Promise<string[]> {
  const { rows } = await sql<{ change: string }>`
    with detail as materialized (
      select l.fiscal_year, l.book, l.resource, case l.book when 'budget' then l.account else left(l.account, 1) end as section, l.unit, v.title,
             l.period, sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
        from entry_line l left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> l.entry_date
       group by 1, 2, 3, 4, 5, 6, 7),
    stacked as materialized (
      select fiscal_year, book, resource, section, unit, title, period, sum(debit)::bigint as debit, sum(credit)::bigint as credit,
             sum(was_debit)::bigint as was_debit, sum(was_credit)::bigint as was_credit
        from (select fiscal_year, book, resource, section, unit, title, period, debit, credit, 0 as was_debit, 0 as was_credit from detail
              union all
              select fiscal_year, book, resource, section, unit, title, period, 0, 0, debit, credit from unit_balance) both_sides
       group by 1, 2, 3, 4, 5, 6, 7),
    drifted as materialized (select * from stacked where (debit, credit) <> (was_debit, was_credit)),
    written as (
      insert into unit_balance (fiscal_year, book, resource, section, unit, title, period, debit, credit)
      select fiscal_year, book, resource, section, unit, title, period, debit, credit from drifted order by 1, 2, 3, 4, 5, 6, 7
      on conflict on constraint unit_balance_key do update set debit = excluded.debit, credit = excluded.credit)
    select concat_ws(' · ', fiscal_year, book, resource, section, coalesce(unit, '–'), coalesce(title, '–'), 'P' || period,
                     format('%s/%s → %s/%s', was_debit, was_credit, debit, credit)) as change
      from drifted order by 1`.execute(db);
  return rows.map(({ change }) => change);
}

/** The totals of sheets are written by the database alone. */
async function rewriteRequests(db: Db): Promise<string[]> {
  const { rows } = await sql<{ change: string }>`select change from rebuild_sheet_totals() as change`.execute(db);
  return rows.map(({ change }) => change);
}

/** Positions exist before they are used: a line without one is a fault of another check, and is not made here. */
async function rewriteStages(db: Db): Promise<string[]> {
  const { rows } = await sql<{ change: string }>`
    with detail as materialized (
      select l.fiscal_year, coalesce(c.control_unit, l.unit) as unit, n.spending_class, l.resource, l.account as stage,
             sum(case when l.account in ('voted', 'overrun') then l.credit - l.debit else l.debit - l.credit end)::bigint as amount
        from entry_line l
        join nature n on n.code = l.nature
        left join control_unit c on c.fiscal_year = l.fiscal_year and c.unit = l.unit
       where l.book = 'budget' group by 1, 2, 3, 4, 5),
    drifted as materialized (
      select p.fiscal_year, p.unit, p.spending_class, p.resource, p.stage, p.amount as was, coalesce(d.amount, 0) as amount
        from stage_position p
        left join detail d on d.fiscal_year = p.fiscal_year and d.unit = p.unit and d.spending_class = p.spending_class
                          and d.resource = p.resource and d.stage = p.stage
       where p.amount <> coalesce(d.amount, 0)),
    written as (
      update stage_position p set amount = d.amount from drifted d
       where p.fiscal_year = d.fiscal_year and p.unit = d.unit and p.spending_class = d.spending_class and p.resource = d.resource and p.stage = d.stage)
    select concat_ws(' · ', fiscal_year, unit, spending_class, resource, stage, format('%s → %s', was, amount)) as change
      from drifted order by 1`.execute(db);
  return rows.map(({ change }) => change);
}
