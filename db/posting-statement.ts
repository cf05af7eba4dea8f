import { CompiledQuery } from "kysely";

/** One column per field, entries and lines in posting order; integers and hexadecimal as text (the driver takes an array's type from its first element). */
export interface PostingColumns {
  readonly head: Readonly<Record<HeadField, readonly (string | null)[]>>;
  readonly line: Readonly<Record<LineField, readonly (string | null)[]>>;
}
export const headFields = [
  "book",
  "journal",
  "fiscal_year",
  "period",
  "entry_date",
  "validated_on",
  "label",
  "event_id",
  "actor",
  "reverses",
  "digest",
  "source_number",
] as const;
export const lineFields = [
  "ordinal",
  "line",
  "account",
  "unit",
  "beneficiary_unit",
  "nature",
  "activity",
  "party",
  "resource",
  "debit",
  "credit",
  "label",
  "voucher",
  "voucher_date",
  "origin",
  "currency",
  "currency_amount",
  "document",
  "document_id",
] as const;
type HeadField = (typeof headFields)[number];
type LineField = (typeof lineFields)[number];

/** What the statement answers: the entries posted, or every reason why nothing was written. */
export interface PostingAnswer {
  readonly posted: readonly { ordinal: number; id: string; journal: string; fiscalYear: number; number: string }[] | null;
  readonly short:
    | readonly { unit: string; spendingClass: string; resource: string; stage: string; held: string; delta: string; exists: boolean }[]
    | null;
  readonly closed: readonly { fiscalYear: number; period: number; yearClosed: boolean }[] | null;
  readonly invalid: readonly { dimension: string; code: string; date: string; known: boolean }[] | null;
  readonly reversed: readonly { journal: string; number: string }[] | null;
}

export const hashVersion = 1;

/**
 * The one statement that posts (`docs/data-model.md`): positions locked in key order and tested, then positions, balances, counters
 * (last), link of the chain, entries, totals and lines. When anything stands in the way nothing is written and nothing raises.
 * Each step reads the one before, which is what orders them; it must follow the period's lock in a separate statement.
 */
export function postingStatement({ head, line }: PostingColumns, { throughLock }: { throughLock: boolean }): CompiledQuery<PostingAnswer> {
  const parameters = [...headFields.map((field) => head[field]), ...lineFields.map((field) => line[field]), throughLock];
  return CompiledQuery.raw(text, parameters) as CompiledQuery<PostingAnswer>;
}

const parameterCount = headFields.length + lineFields.length + 1;
const headArrays = headFields.map((_, index) => `$${index + 1}::text[]`).join(", ");
const lineArrays = lineFields.map((_, index) => `$${headFields.length + index + 1}::text[]`).join(", ");

/**
 * A period (`p`, of the exercise `y`) in which nothing is posted: closed, its exercise closed, reopened for a term that is over,
 * or locked to whoever may not close. To be read after the period's lock; the term by the clock, for the lock may have been waited for.
 */
export function closedTo(throughLock: string): string {
  return `(y.status = 'closed' or p.status = 'closed' or p.open_until <= clock_timestamp() or (p.status = 'locked' and not ${throughLock}))`;
}

/** Codes that no version covers on the entry's day: `known` says whether the identity exists at all. */
const invalidCodes = `
  select 'unit' as dimension, l.code, l.entry_date as date, exists (select from unit i where i.code = l.code) as known
    from (select unit as code, entry_date from line where unit is not null
          union select beneficiary_unit, entry_date from line where beneficiary_unit is not null) l
   where not exists (select from unit_version v where v.code = l.code and v.superseded_at is null and v.valid @> l.entry_date)
  union all
  select 'nature', l.nature, l.entry_date, exists (select from nature i where i.code = l.nature)
    from (select distinct nature, entry_date, book, spending_class from line where nature is not null) l
   where not exists (select from nature_version v where v.code = l.nature and v.superseded_at is null and v.valid @> l.entry_date)
      or (l.book = 'budget' and l.spending_class is null)
  union all
  select 'activity', l.activity, l.entry_date, exists (select from activity i where i.code = l.activity)
    from (select distinct activity, entry_date from line where activity is not null) l
   where not exists (select from activity_version v where v.code = l.activity and v.superseded_at is null and v.valid @> l.entry_date)
  union all
  select 'account', l.account, l.entry_date, exists (select from account i where i.book = l.book and i.code = l.account)
    from (select distinct book, account, entry_date from line) l
   where not exists (select from account_version v where v.book = l.book and v.code = l.account and v.superseded_at is null
                        and v.valid @> l.entry_date and v.postable)
  union all
  select 'party', l.party, l.entry_date, false
    from (select distinct party, entry_date from line where party is not null) l
   where not exists (select from party i where i.code = l.party)
  union all
  select 'journal', h.journal, h.entry_date, exists (select from journal i where i.code = h.journal)
    from (select distinct journal, book, fiscal_year, entry_date from head) h
   where not exists (select from journal i where i.code = h.journal and i.book = h.book)
      or not exists (select from journal_counter c where c.fiscal_year = h.fiscal_year and c.journal = h.journal)`;

const text = `
with head as materialized (
  select h.ordinal, nextval('entry_id_seq') as id, h.book, h.journal, h.fiscal_year::int, h.period::int, h.entry_date::date,
         h.validated_on::date, h.label, h.event_id::uuid, h.actor::bigint, h.reverses::bigint, decode(h.digest, 'hex') as digest, h.source_number
    from unnest(${headArrays}) with ordinality as h(${headFields.join(", ")}, ordinal)
),
line as materialized (
  select h.id as entry_id, h.fiscal_year, h.book, h.journal, h.period, h.entry_date, l.line::int, l.account, l.unit, l.beneficiary_unit, l.nature,
         l.activity, l.party, l.resource, l.debit::bigint, l.credit::bigint, l.label, l.voucher, l.voucher_date::date, l.origin, l.currency,
         l.currency_amount::bigint, l.document, l.document_id::uuid, n.spending_class, v.title, coalesce(c.control_unit, l.unit) as control_unit
    from unnest(${lineArrays}) as l(${lineFields.join(", ")})
    join head h on h.ordinal = l.ordinal::bigint
    left join nature n on n.code = l.nature
    left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> h.entry_date
    left join control_unit c on c.fiscal_year = h.fiscal_year and c.unit = l.unit
),
closed as materialized (
  select distinct h.fiscal_year, h.period, y.status = 'closed' as year_closed
    from head h join period p on p.fiscal_year = h.fiscal_year and p.period = h.period join fiscal_year y on y.year = h.fiscal_year
   where ${closedTo(`$${parameterCount}::boolean`)}
),
invalid as materialized (${invalidCodes}),
reversed as materialized (
  select r.journal, r.number
    from head h
    cross join lateral (select from entry e where e.reverses = h.reverses limit 1) e
    cross join lateral (select o.journal, o.number from entry o where o.id = h.reverses limit 1) r
),
delta as materialized (
  select fiscal_year, control_unit as unit, spending_class, resource, account as stage,
         sum(case when account in ('voted', 'overrun') then credit - debit else debit - credit end)::bigint as amount
    from line where book = 'budget' group by 1, 2, 3, 4, 5
),
locked as materialized (
  select p.fiscal_year, p.unit, p.spending_class, p.resource, p.stage, p.amount
    from stage_position p
    join delta d on d.fiscal_year = p.fiscal_year and d.unit = p.unit and d.spending_class = p.spending_class
                and d.resource = p.resource and d.stage = p.stage
   order by p.fiscal_year, p.unit, p.spending_class, p.resource, p.stage
     for update of p
),
short as materialized (
  select d.*, coalesce(k.amount, 0) as held, k.unit is not null as exists
    from delta d
    left join locked k on k.fiscal_year = d.fiscal_year and k.unit = d.unit and k.spending_class = d.spending_class
                      and k.resource = d.resource and k.stage = d.stage
   where k.unit is null or (d.stage <> 'voted' and k.amount + d.amount < 0)
),
go as materialized (
  select 1 as yes where not exists (select from short) and not exists (select from closed)
     and not exists (select from invalid) and not exists (select from reversed)
),
moved as (
  update stage_position p set amount = p.amount + d.amount
    from delta d, go
   where p.fiscal_year = d.fiscal_year and p.unit = d.unit and p.spending_class = d.spending_class and p.resource = d.resource
     and p.stage = d.stage
  returning 1
),
accounted as (
  insert into account_balance as b (fiscal_year, book, resource, account, period, debit, credit)
  select fiscal_year, book, resource, account, period, sum(debit)::bigint, sum(credit)::bigint from line
   where exists (select from go) and (select count(*) from moved) >= 0
   group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
  on conflict (fiscal_year, book, resource, account, period) do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit
  returning 1
),
united as (
  insert into unit_balance as b (fiscal_year, book, resource, section, unit, title, period, debit, credit)
  select fiscal_year, book, resource, case book when 'budget' then account else left(account, 1) end, unit, title, period,
         sum(debit)::bigint, sum(credit)::bigint from line
   where (select count(*) from accounted) > 0
   group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
  on conflict on constraint unit_balance_key do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit
  returning 1
),
counter as materialized (
  select c.fiscal_year, c.journal, c.last_number, c.last_hash from journal_counter c
   where (c.fiscal_year, c.journal) in (select fiscal_year, journal from head) and (select count(*) from united) > 0
   order by c.fiscal_year, c.journal for update
),
stamp as materialized (select clock_timestamp() as recorded_at where (select count(*) from counter) > 0),
numbered as materialized (
  select h.*, c.last_number + row_number() over (partition by h.fiscal_year, h.journal order by h.ordinal) as number, s.recorded_at
    from head h join counter c on c.fiscal_year = h.fiscal_year and c.journal = h.journal cross join stamp s
),
journaled as (
  insert into journal_balance as b (fiscal_year, journal, account, period, debit, credit)
  select fiscal_year, journal, account, period, sum(debit)::bigint, sum(credit)::bigint from line
   where book = 'general' and exists (select from stamp)
   group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (fiscal_year, journal, account, period) do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit
),
partied as (
  insert into party_balance as b (fiscal_year, account, party, journal, period, debit, credit)
  select fiscal_year, account, party, journal, period, sum(debit)::bigint, sum(credit)::bigint from line
   where book = 'general' and party is not null and exists (select from stamp)
   group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
  on conflict (fiscal_year, account, party, journal, period) do update
     set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit
),
link as materialized (
  select c.fiscal_year, c.journal, c.last_hash as previous_hash, g.first_number, g.last_number, g.recorded_at,
         sha256(decode(lpad(to_hex(${hashVersion}), 2, '0'), 'hex') || int4send(length(c.last_hash)) || c.last_hash
                || int8send(g.first_number) || int8send(g.entries) || g.digests
                || int8send((extract(epoch from g.recorded_at) * 1000000)::bigint)) as hash
    from counter c
    join (select fiscal_year, journal, min(number) as first_number, max(number) as last_number, count(*) as entries,
                 max(recorded_at) as recorded_at, string_agg(digest, ''::bytea order by number) as digests
            from numbered group by 1, 2) g on g.fiscal_year = c.fiscal_year and g.journal = c.journal
),
counted as (
  update journal_counter c set last_number = k.last_number, last_hash = k.hash
    from link k where c.fiscal_year = k.fiscal_year and c.journal = k.journal
),
linked as (
  insert into posting (fiscal_year, journal, first_number, last_number, previous_hash, hash, version, recorded_at)
  select fiscal_year, journal, first_number, last_number, previous_hash, hash, ${hashVersion}, recorded_at from link
),
headed as (
  insert into entry (id, book, journal, fiscal_year, period, number, entry_date, validated_on, label, event_id, actor, line_count, reverses,
                     digest, source_number, recorded_at) overriding system value
  select n.id, n.book, n.journal, n.fiscal_year, n.period, n.number, n.entry_date, n.validated_on, n.label, n.event_id, n.actor,
         c.line_count, n.reverses, n.digest, n.source_number, n.recorded_at
    from numbered n join (select entry_id, count(*)::int as line_count from line group by 1) c on c.entry_id = n.id
),
totalled as (
  insert into entry_total (entry_id, resource, debit, credit, line_count)
  select l.entry_id, l.resource, sum(l.debit)::bigint, sum(l.credit)::bigint, count(*)::int
    from line l where exists (select from stamp) group by 1, 2
),
lined as (
  insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, unit, beneficiary_unit, nature, activity, party,
                          resource, debit, credit, label, voucher, voucher_date, origin, currency, currency_amount, document, document_id)
  select fiscal_year, entry_id, line, book, period, entry_date, account, unit, beneficiary_unit, nature, activity, party, resource, debit,
         credit, label, voucher, voucher_date, origin, currency, currency_amount, document, document_id
    from line where exists (select from stamp)
)
select (select json_agg(json_build_object('ordinal', ordinal, 'id', id::text, 'journal', journal, 'fiscalYear', fiscal_year,
                                          'number', number::text) order by ordinal) from numbered) as posted,
       (select json_agg(json_build_object('unit', unit, 'spendingClass', spending_class, 'resource', resource, 'stage', stage,
                                          'held', held::text, 'delta', amount::text, 'exists', exists)
                        order by unit, spending_class, resource, stage) from short) as short,
       (select json_agg(json_build_object('fiscalYear', fiscal_year, 'period', period, 'yearClosed', year_closed)
                        order by fiscal_year, period) from closed) as closed,
       (select json_agg(json_build_object('dimension', dimension, 'code', code, 'date', date, 'known', known)
                        order by dimension, code) from invalid) as invalid,
       (select json_agg(json_build_object('journal', journal, 'number', number::text)) from reversed) as reversed`;
