import { type RawBuilder, sql } from "kysely";

/** What the journal repeats of itself: numbers, links, days, reversals, third parties. A fault counts as 1 where 0 is expected. */
export const journalChecks = {
  numbering: sql`
    select concat_ws(' · ', fiscal_year, journal, what), expected, found from (
      select coalesce(c.fiscal_year, e.fiscal_year, p.fiscal_year) as fiscal_year, coalesce(c.journal, e.journal, p.journal) as journal,
             coalesce(c.last_number, 0) as counter, coalesce(e.highest, 0) as highest, coalesce(e.entries, 0) as entries,
             coalesce(p.linked, 0) as linked
        from journal_counter c
        full join (select fiscal_year, journal, max(number) as highest, count(*) as entries from entry group by 1, 2) e
          on e.fiscal_year = c.fiscal_year and e.journal = c.journal
        full join (select fiscal_year, journal, sum(last_number - first_number + 1)::bigint as linked from posting group by 1, 2) p
          on p.fiscal_year = coalesce(c.fiscal_year, e.fiscal_year) and p.journal = coalesce(c.journal, e.journal)) chain
      cross join lateral (values ('counter', highest, counter), ('entries', highest, entries), ('links', entries, linked)) as v (what, expected, found)`,

  "chain-heads": sql`
    select concat_ws(' · ', fiscal_year, journal, first_number), 0, 1 from (
      select fiscal_year, journal, first_number, previous_hash,
             lag(hash, 1, '\\x00'::bytea) over chain as before, lag(last_number, 1, 0::bigint) over chain + 1 as follows
        from posting window chain as (partition by fiscal_year, journal order by first_number)) linked
     where previous_hash <> before or first_number <> follows
    union all
    select concat_ws(' · ', c.fiscal_year, c.journal), 0, 1
      from journal_counter c
      left join lateral (select hash from posting p where p.fiscal_year = c.fiscal_year and p.journal = c.journal
                          order by first_number desc limit 1) p on true
     where c.last_hash <> coalesce(p.hash, '\\x00'::bytea)`,

  "entry-days": sql`
    select concat_ws(' · ', e.fiscal_year, e.journal, e.number), 0, 1
      from entry e left join period p on p.fiscal_year = e.fiscal_year and p.period = e.period
     where p.period is null or e.entry_date < p.first_day or e.entry_date > p.last_day`,

  reversals: sql`
    select concat_ws(' · ', year, journal, number, account, resource), coalesce(sum(amount) filter (where not reversal), 0),
           -coalesce(sum(amount) filter (where reversal), 0) from (
      select o.fiscal_year as year, o.journal, o.number, l.account, l.resource, false as reversal, l.debit - l.credit as amount
        from entry r join entry o on o.id = r.reverses join entry_line l on l.fiscal_year = o.fiscal_year and l.entry_id = o.id
      union all
      select o.fiscal_year, o.journal, o.number, l.account, l.resource, true, l.debit - l.credit
        from entry r join entry o on o.id = r.reverses join entry_line l on l.fiscal_year = r.fiscal_year and l.entry_id = r.id) both_sides
     group by year, journal, number, account, resource`,

  // A third party's account whose line comes from a document names the party; and every party that is named exists.
  "hanging-parties": sql`
    select concat_ws(' · ', e.fiscal_year, e.journal, e.number, l.account), 0, 1
      from entry_line l join entry e on e.id = l.entry_id
     where l.book = 'general' and l.party is null and l.document in ('certifiedService', 'paymentRequest', 'payment')
       and l.account ~ '^(401|404|408)'
    union all
    select concat_ws(' · ', used.place, used.party), 0, used.times
      from (select 'entry_line' as place, party, count(*) as times from entry_line where party is not null group by party
            union all select 'matching', party, count(*) from matching where party is not null group by party
            union all select 'commitment', party, count(*) from commitment group by party
            union all select 'payment_request', party, count(*) from payment_request group by party) used
      left join party p on p.code = used.party
     where p.code is null`,
} as const satisfies Record<string, RawBuilder<unknown>>;
