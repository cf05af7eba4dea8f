import { type RawBuilder, sql } from "kysely";
import { monthsStill, type OutstandingParts, type Stillness, stillnesses } from "#app/domain/execution/outstanding.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

/** Which lines of commitments, as they stood at the end of which day. */
export interface OutstandingScope {
  readonly year: number;
  readonly firstDay: Day;
  readonly on: Day;
  readonly units: readonly string[];
}

export interface OutstandingFilter extends OutstandingScope {
  /** Words of the label, the number or the party. */
  readonly query?: string;
  /** The exercise that the AE come from. */
  readonly committedIn?: number | undefined;
  /** Without movement for at least so long. */
  readonly still?: Stillness | undefined;
  /** Of which something falls due in that year, what is late falling in `from`. */
  readonly due?: { readonly year: number; readonly from: number } | undefined;
}

/** A commitment of which something remains to be paid: its lines that the reader may see, added up, in cents. */
export interface OutstandingCommitment extends OutstandingParts {
  readonly id: string;
  readonly number: string;
  readonly label: string;
  readonly party: string;
  readonly committedIn: number;
  readonly committedOn: Day;
  readonly units: readonly string[];
  /** Less what was withdrawn. */
  readonly committed: Quantity;
  readonly paid: Quantity;
  readonly lastMoved: Day;
}

/** They are listed by what remains to be paid, the most first; `after` is « amount number » of the last one of the page before. */
export async function outstandingPage(
  db: Db,
  filter: OutstandingFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<OutstandingCommitment[]> {
  const { limit } = filter;
  const [amount = null, number = null] = /^(\d{1,18}) (\S+)$/.exec(filter.after ?? "")?.slice(1) ?? [];
  const { rows } = await sql<OutstandingCommitment>`
    select * from (${summed(filter)}) as own
     where ${amount}::bigint is null or (-outstanding, number) > (-${amount}::bigint, ${number}::text)
     order by -outstanding, number limit ${limit}`.execute(db);
  return rows;
}

export interface OutstandingTotal extends OutstandingParts {
  readonly count: number;
}

export async function outstandingTotal(db: Db, filter: OutstandingFilter): Promise<OutstandingTotal> {
  const { rows } = await sql<OutstandingTotal>`
    select count(*)::int as count, coalesce(sum(outstanding), 0)::bigint as outstanding, coalesce(sum(uncertified), 0)::bigint as uncertified,
           coalesce(sum(accrued), 0)::bigint as accrued, coalesce(sum(owed), 0)::bigint as owed
      from (${summed(filter)}) as own`.execute(db);
  return rows[0] ?? { count: 0, outstanding: 0n, uncertified: 0n, accrued: 0n, owed: 0n };
}

/** What remains to be paid by the exercise that its AE come from and by how long nothing moved; years in order, then the shortest first. */
export interface AgedAmount {
  readonly committedIn: number;
  readonly still: Stillness;
  readonly count: number;
  readonly amount: Quantity;
}

export async function outstandingByAge(db: Db, filter: OutstandingFilter): Promise<AgedAmount[]> {
  const months = sql`(extract(year from ${filter.on}::date) - extract(year from "lastMoved"::date)) * 12
                     + extract(month from ${filter.on}::date) - extract(month from "lastMoved"::date)`;
  const class_ = sql.join(
    stillnesses.toReversed().map((still) => sql`when ${months} >= ${monthsStill[still]} then ${still}`),
    sql` `,
  );
  const { rows } = await sql<AgedAmount>`
    select "committedIn", still, count(*)::int as count, sum(outstanding)::bigint as amount
      from (select "committedIn", outstanding, case ${class_} else 'moving' end as still from (${summed(filter)}) as own) as aged
     group by 1, 2`.execute(db);
  return rows.toSorted(
    (left, right) => left.committedIn - right.committedIn || stillnesses.indexOf(left.still) - stillnesses.indexOf(right.still),
  );
}

/** How what remains to be paid by a unit has changed since the exercise began: opening + committed − withdrawn − paid = outstanding. */
export interface UnitOutstanding extends OutstandingTotal {
  readonly unit: string;
  readonly opening: Quantity;
  readonly committed: Quantity;
  readonly withdrawn: Quantity;
  readonly paid: Quantity;
}

/** Units in the order of their codes; those where nothing was or is to be paid are left out. */
export async function outstandingByUnit(db: Db, scope: OutstandingScope): Promise<UnitOutstanding[]> {
  const { rows } = await sql<UnitOutstanding>`
    with own as materialized (${linesOn(scope)})
    select unit, count(distinct commitment_id) filter (where committed - withdrawn > paid)::int as count,
           sum(committed_before - withdrawn_before - paid_before)::bigint as opening, sum(committed - committed_before)::bigint as committed,
           sum(withdrawn - withdrawn_before)::bigint as withdrawn, sum(paid - paid_before)::bigint as paid,
           sum(committed - withdrawn - paid)::bigint as outstanding, sum(committed - withdrawn - certified)::bigint as uncertified,
           sum(certified - requested)::bigint as accrued, sum(requested - paid)::bigint as owed
      from own group by unit
    having sum(committed - withdrawn - paid) <> 0 or sum(committed_before - withdrawn_before - paid_before) <> 0
        or sum(committed - committed_before) <> 0
     order by unit`.execute(db);
  return rows;
}

/** What remained to be paid at the end of a day, by nature; natures where nothing did are left out. */
export async function outstandingByNature(db: Db, scope: OutstandingScope): Promise<ReadonlyMap<string, Quantity>> {
  const { rows } = await sql<{ nature: string; amount: Quantity }>`
    select c.nature, sum(l.committed - l.withdrawn - l.paid)::bigint as amount
      from (${linesOn(scope)}) as l join commitment_line c on c.commitment_id = l.commitment_id and c.line = l.line
     group by 1 having sum(l.committed - l.withdrawn - l.paid) <> 0`.execute(db);
  return new Map(rows.map(({ nature, amount }) => [nature, amount]));
}

/** Commitments of which something remains to be paid, as the filter keeps them. */
function summed(filter: OutstandingFilter): RawBuilder<unknown> {
  const { query = "", committedIn = null, still, due, on } = filter;
  const words = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const months = still === undefined ? 0 : monthsStill[still];
  const ofYear =
    due === undefined
      ? sql`true`
      : sql`exists (select from (${dueLines(filter, due.from)}) as d where d.commitment_id = l.commitment_id and d.year = ${due.year})`;
  return sql`
    select c.id, c.number, c.label, p.label as party, c.fiscal_year as "committedIn", c.committed_on::text as "committedOn",
           array_agg(distinct l.unit::text) as units, sum(l.committed - l.withdrawn)::bigint as committed, sum(l.paid)::bigint as paid,
           sum(l.committed - l.withdrawn - l.paid)::bigint as outstanding, sum(l.committed - l.withdrawn - l.certified)::bigint as uncertified,
           sum(l.certified - l.requested)::bigint as accrued, sum(l.requested - l.paid)::bigint as owed, max(l.last_moved)::text as "lastMoved"
      from (${linesOn(filter)}) as l join commitment c on c.id = l.commitment_id join party p on p.code = c.party
     where (${committedIn}::int is null or c.fiscal_year = ${committedIn}::int)
       and (${query} = '' or c.label ilike ${words} or c.number ilike ${words} or p.label ilike ${words})
       and ${ofYear}
     group by c.id, p.label
    having sum(l.committed - l.withdrawn - l.paid) > 0
       and (${months} = 0 or (extract(year from ${on}::date) - extract(year from max(l.last_moved))) * 12
                              + extract(month from ${on}::date) - extract(month from max(l.last_moved)) >= ${months})`;
}

/**
 * Lines of commitments as their documents stood at the end of a day, amendments and withdrawals included, and when the last of them was written;
 * `…_before` is the same on the eve of the exercise.
 */
function linesOn({ firstDay, on, units }: Omit<OutstandingScope, "year">): RawBuilder<unknown> {
  // Documents are found by the commitments of these units: few are read for a unit, whatever the others have.
  const own = sql`any(array(select commitment_id from commitment_line where unit = any(${[...units]}::text[])))`;
  return sql`
    select l.commitment_id, l.line, l.unit, l.committed - coalesce(g.raised_after, 0) as committed, l.withdrawn - coalesce(g.withdrawn_after, 0) as withdrawn,
           case when c.committed_on < ${firstDay}::date then l.committed - coalesce(g.raised_since, 0) else 0 end as committed_before,
           case when c.committed_on < ${firstDay}::date then l.withdrawn - coalesce(g.withdrawn_since, 0) else 0 end as withdrawn_before,
           coalesce(s.amount, 0) as certified, coalesce(r.amount, 0) as requested, coalesce(y.amount, 0) as paid, coalesce(y.before, 0) as paid_before,
           greatest(c.committed_on, s.last, r.last, y.last, g.last) as last_moved
      from commitment_line l
      join commitment c on c.id = l.commitment_id
      left join (select commitment_id, line, sum(amount) as amount, max(certified_on) as last from certified_service
                  where commitment_id = ${own} and certified_on <= ${on}::date group by 1, 2) s on s.commitment_id = l.commitment_id and s.line = l.line
      left join (select commitment_id, line, sum(amount) as amount, max(requested_on) as last from payment_request
                  where commitment_id = ${own} and state <> 'rejected' and requested_on <= ${on}::date group by 1, 2) r
             on r.commitment_id = l.commitment_id and r.line = l.line
      left join (select q.commitment_id, q.line, sum(p.amount) as amount, max(p.paid_on) as last,
                        coalesce(sum(p.amount) filter (where p.paid_on < ${firstDay}::date), 0) as before
                   from payment_request q join payment p on p.payment_request_id = q.id
                  where q.commitment_id = ${own} and p.paid_on <= ${on}::date group by 1, 2) y
             on y.commitment_id = l.commitment_id and y.line = l.line
      left join (select commitment_id, line, max(changed_on) filter (where changed_on <= ${on}::date) as last,
                        sum(amount) filter (where kind = 'increase' and changed_on > ${on}::date) as raised_after,
                        sum(amount) filter (where kind = 'increase' and changed_on >= ${firstDay}::date) as raised_since,
                        sum(amount) filter (where kind in ('decommitment', 'withdrawal') and changed_on > ${on}::date) as withdrawn_after,
                        sum(amount) filter (where kind in ('decommitment', 'withdrawal') and changed_on >= ${firstDay}::date) as withdrawn_since
                   from commitment_change where commitment_id = ${own} group by 1, 2) g on g.commitment_id = l.commitment_id and g.line = l.line
     where c.committed_on <= ${on}::date and l.unit = any(${[...units]}::text[])`;
}

/** What of these lines falls due in which year (`commitment_id`, `line`, `unit`, `year`, `overdue`, `amount`), as `dueByYear` (app/domain/execution/payment-schedule.ts) cuts it. */
export function dueLines(scope: Omit<OutstandingScope, "year">, from: number): RawBuilder<unknown> {
  return sql`
    with open as materialized (
      select *, committed - withdrawn as net from (${linesOn(scope)}) as own where committed - withdrawn > paid),
    planned as (
      select o.commitment_id, o.line, o.unit, o.net, o.paid, s.year, s.amount - coalesce(m.amount, 0) as amount
        from open o
        join commitment_schedule s on s.commitment_id = o.commitment_id and s.line = o.line
        left join (select g.commitment_id, g.line, y.year, sum(y.amount) as amount
                     from commitment_change g join commitment_change_year y on y.change_id = g.id
                    where g.changed_on > ${scope.on}::date group by 1, 2, 3) m
               on m.commitment_id = s.commitment_id and m.line = s.line and m.year = s.year),
    scheduled as (
      select *, sum(amount) over years - amount as before, sum(amount) over years as after, lead(year) over years is null as last from planned
      window years as (partition by commitment_id, line order by year)),
    cut as (
      select commitment_id, line, unit, greatest(year, ${from}::int) as year, year < ${from}::int as overdue,
             greatest(0, least(case when last then greatest(after, net) else after end, net) - greatest(before, paid))::bigint as amount
        from scheduled
      union all
      select o.commitment_id, o.line, o.unit, ${from}::int, false, (o.net - o.paid)::bigint from open o
       where not exists (select from commitment_schedule s where s.commitment_id = o.commitment_id and s.line = o.line))
    select * from cut where amount > 0`;
}

/** What falls due for one unit in one year, in cents, and what of it was expected earlier. */
export interface UnitDue {
  readonly unit: string;
  readonly year: number;
  readonly amount: Quantity;
  readonly overdue: Quantity;
}

export async function dueByUnit(db: Db, scope: OutstandingScope, from: number): Promise<UnitDue[]> {
  const { rows } = await sql<UnitDue>`
    select unit, year, sum(amount)::bigint as amount, coalesce(sum(amount) filter (where overdue), 0)::bigint as overdue
      from (${dueLines(scope, from)}) as due group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
