import { type RawBuilder, sql } from "kysely";
import type { Compared } from "#app/domain/chorus/reconciliation.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export interface ReconciledMonth {
  readonly year: number;
  /** Of the exercise, from 1. */
  readonly period: number;
  readonly firstDay: Day;
  /** The last day of the month. */
  readonly lastDay: Day;
}

/** The days of the months of an exercise, in order. */
export async function monthsOf(db: Db, year: number): Promise<ReconciledMonth[]> {
  const { rows } = await sql<ReconciledMonth>`
    select p.fiscal_year as year, p.period, y.first_day as "firstDay", p.last_day as "lastDay"
      from period p join fiscal_year y on y.year = p.fiscal_year where p.fiscal_year = ${year} and not p.complementary order by p.period`.execute(
    db,
  );
  return rows;
}

type ControlKind = "credits" | "balance";

/** The last extract that is looked at and posts nothing, of a month: its day, when there is one. Those of later months do not replace it. */
export async function lastControl(db: Db, kind: ControlKind, month: ReconciledMonth): Promise<Day | undefined> {
  const { rows } = await sql<{ asOf: Day }>`select as_of::text as "asOf" from (${controlOf(kind, month)}) as own`.execute(db);
  return rows[0]?.asOf;
}

function controlOf(kind: ControlKind, { year, lastDay }: ReconciledMonth): RawBuilder<unknown> {
  return sql`
    select as_of, posted_at from chorus_import
     where kind = ${kind} and fiscal_year = ${year} and state = 'posted'
       and as_of between date_trunc('month', ${lastDay}::date)::date and ${lastDay}::date
     order by posted_at desc limit 1`;
}

/**
 * What stood after the last control extract of a month: what a later one changed as it was before the first such change, what a later one
 * brought left out, what a later one no longer had kept. Columns: unit, nature, resource, amount, settled.
 */
function saidThen(kind: ControlKind, month: ReconciledMonth): RawBuilder<unknown> {
  return sql`
    with own as (${controlOf(kind, month)}),
    later as (
      select i.id, i.posted_at from chorus_import i, own
       where i.kind = ${kind} and i.fiscal_year = ${month.year} and i.state = 'posted' and i.posted_at > own.posted_at),
    moved as (
      select distinct on (c.key) c.key, c.before from chorus_change c join later l on l.id = c.import_id
       where c.kind = ${kind} order by c.key, l.posted_at, c.ordinal),
    stood as (
      select i.key, i.unit, i.nature, i.amount, i.settled from chorus_item i
       where i.kind = ${kind} and i.key like ${`${month.year}|%`}
         -- What an undone extract alone had brought is nowhere.
         and not (i.amount = 0 and i.settled = 0 and exists (select from chorus_import u where u.id = i.import_id and u.state = 'undone'))
         and (i.vanished_by is null or exists (select from later where later.id = i.vanished_by))
         and not exists (select from moved where moved.key = i.key)
      union all
      select key, before #>> '{place,unit}', before #>> '{place,nature}', (before ->> 'amount')::bigint, (before ->> 'settled')::bigint
        from moved where before is not null and key like ${`${month.year}|%`})
    select unit, nature, substring(key from '[^|]*$') as resource, amount, settled from stood`;
}

/** The day up to which the last extract speaks that is looked at and posts nothing; undefined when the exercise has none. */
export async function lastControlDay(db: Db, year: number): Promise<Day | undefined> {
  const { rows } = await sql<{ asOf: Day | null }>`
    select max(as_of)::text as "asOf" from chorus_import
     where kind in ('credits', 'balance') and fiscal_year = ${year} and state = 'posted'`.execute(db);
  return rows[0]?.asOf ?? undefined;
}

type Side = Pick<Compared, "place" | "title" | "resource"> & { readonly amount: bigint };

/** What the imported pieces consumed by the end of a month, each on its own day: by unit and title, in AE and CP. */
export async function usedByPieces(db: Db, { firstDay, lastDay }: ReconciledMonth): Promise<Side[]> {
  const { rows } = await sql<Side>`
    select i.unit as place, coalesce(v.title, '') as title, m.resource, sum(m.amount)::bigint as amount
      from chorus_item i
      left join nature_version v on v.code = i.nature and v.superseded_at is null and v.valid @> ${lastDay}::date
     cross join lateral (values
       ('AE', case when i.kind = 'commitments' and i.on_day between ${firstDay}::date and ${lastDay}::date then i.amount
                   when i.kind = 'payments' and i.commitment is null and i.settled_on between ${firstDay}::date and ${lastDay}::date then i.settled
                   when i.kind = 'payroll' and i.on_day between ${firstDay}::date and ${lastDay}::date then i.amount else 0 end),
       ('CP', case when i.kind = 'payments' and i.settled_on between ${firstDay}::date and ${lastDay}::date then i.settled
                   when i.kind = 'payroll' and i.on_day between ${firstDay}::date and ${lastDay}::date then i.amount else 0 end)) as m(resource, amount)
     where i.kind in ('commitments', 'payments', 'payroll')
     group by 1, 2, 3 having sum(m.amount) <> 0`.execute(db);
  return rows;
}

/** What the month's own extract of credits says: consumed by unit and title, at disposal by unit and class. */
export async function saidByCredits(db: Db, month: ReconciledMonth): Promise<{ used: Side[]; opened: Side[] }> {
  const said = saidThen("credits", month);
  const { rows: used } = await sql<Side>`
    select i.unit as place, coalesce(v.title, '') as title, i.resource, sum(i.settled)::bigint as amount
      from (${said}) as i left join nature_version v on v.code = i.nature and v.superseded_at is null and v.valid @> ${month.lastDay}::date
     group by 1, 2, 3`.execute(db);
  const { rows: opened } = await sql<Side>`
    select i.unit as place, coalesce(n.spending_class, 'nonPersonnel') as title, i.resource, sum(i.amount)::bigint as amount
      from (${said}) as i left join nature n on n.code = i.nature group by 1, 2, 3`.execute(db);
  return { used, opened };
}

/** What the books consumed by the end of a month, and the part of it that no import brought. */
export async function usedHere(db: Db, { year, period }: ReconciledMonth): Promise<(Side & { readonly byHand: bigint })[]> {
  const { rows } = await sql<Side & { byHand: bigint }>`
    with lines as materialized (
      select l.unit, l.nature, l.resource, l.entry_date, l.debit - l.credit as amount, l.document is distinct from 'chorusImport' as by_hand
        from entry_line l
       where l.fiscal_year = ${year} and l.book = 'budget' and l.period <= ${period}
         and ((l.resource = 'AE' and l.account in ('committed', 'consumed')) or (l.resource = 'CP' and l.account = 'consumed')))
    select l.unit as place, coalesce(v.title, '') as title, l.resource, sum(l.amount)::bigint as amount,
           coalesce(sum(l.amount) filter (where l.by_hand), 0)::bigint as "byHand"
      from lines l left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> l.entry_date
     group by 1, 2, 3 having sum(l.amount) <> 0 or sum(l.amount) filter (where l.by_hand) <> 0`.execute(db);
  return rows;
}

/** What is put at disposal by the end of a month: the ceiling against which each unit spends. */
export async function openedHere(db: Db, { year, period }: ReconciledMonth): Promise<Side[]> {
  const { rows } = await sql<Side>`
    select l.unit as place, coalesce(n.spending_class, 'nonPersonnel') as title, l.resource, sum(l.debit - l.credit)::bigint as amount
      from entry_line l join nature n on n.code = l.nature
     where l.fiscal_year = ${year} and l.book = 'budget' and l.period <= ${period} and l.resource in ('AE', 'CP')
       and l.account in ('allotted', 'earmarked', 'committed', 'requested', 'consumed', 'overrun')
     group by 1, 2, 3 having sum(l.debit - l.credit) <> 0`.execute(db);
  return rows;
}

/** What the month's own extract of accounts says, and what stands here by the end of a month: debit − credit. */
export async function balances(db: Db, month: ReconciledMonth): Promise<{ chorus: Side[]; here: Side[] }> {
  const { year, period } = month;
  const { rows: chorus } = await sql<Side>`
    select i.nature as place, '' as title, 'EUR' as resource, sum(i.amount)::bigint as amount
      from (${saidThen("balance", month)}) as i group by 1`.execute(db);
  const { rows: here } = await sql<Side>`
    select account as place, '' as title, 'EUR' as resource, sum(debit - credit)::bigint as amount
      from account_balance where fiscal_year = ${year} and book = 'general' and resource = 'EUR' and period <= ${period}
     group by 1 having sum(debit - credit) <> 0`.execute(db);
  return { chorus, here };
}

export interface Signature {
  readonly id: string;
  readonly by: string;
  readonly at: Date;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly note: string;
  readonly content: unknown;
}

/** Who signed the reconciliation of a month, the latest first. */
export async function signaturesOf(db: Db, year: number, month: number): Promise<Signature[]> {
  const { rows } = await sql<Signature>`
    select r.id, u.name as by, r.signed_at as at, encode(r.sha256, 'hex') as sha256, r.note, r.content
      from chorus_reconciliation r join app_user u on u.id = r.signed_by
     where r.fiscal_year = ${year} and r.month = ${month} order by r.signed_at desc limit 20`.execute(db);
  return rows;
}

export async function saveSignature(
  db: Db,
  {
    id,
    year,
    month,
    content,
    sha256,
    note,
    by,
  }: { id: string; year: number; month: number; content: unknown; sha256: Uint8Array; note: string; by: bigint },
): Promise<void> {
  await db
    .insertInto("chorus_reconciliation")
    .values({ id, fiscal_year: year, month, content, sha256: Buffer.from(sha256), note, signed_by: by })
    .execute();
}
