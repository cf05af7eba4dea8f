import { type RawBuilder, sql } from "kysely";

/**
 * Every maintained or repeated amount against the sum of its detail. Both are stacked and grouped, for a join would not meet where a
 * dimension is null.
 */
export const balanceChecks = {
  "account-balances": sql`
    select concat_ws(' · ', fiscal_year, book, resource, account, 'P' || period, side), sum(detail), sum(kept) from (
      select fiscal_year, book, resource, account, period, side, amount as detail, 0 as kept
        from entry_line cross join lateral (values ('debit', debit), ('credit', credit)) as s (side, amount)
      union all
      select fiscal_year, book, resource, account, period, side, 0, amount
        from account_balance cross join lateral (values ('debit', debit), ('credit', credit)) as s (side, amount)) as stacked
     group by fiscal_year, book, resource, account, period, side`,

  "journal-balances": sql`
    select concat_ws(' · ', fiscal_year, journal, account, 'P' || period, side), sum(detail), sum(kept) from (
      select l.fiscal_year, e.journal, l.account, l.period, side, amount as detail, 0 as kept
        from entry_line l join entry e on e.id = l.entry_id cross join lateral (values ('debit', l.debit), ('credit', l.credit)) as s (side, amount)
       where l.book = 'general'
      union all
      select fiscal_year, journal, account, period, side, 0, amount
        from journal_balance cross join lateral (values ('debit', debit), ('credit', credit)) as s (side, amount)) as stacked
     group by fiscal_year, journal, account, period, side`,

  "party-balances": sql`
    select concat_ws(' · ', fiscal_year, account, party, journal, 'P' || period, side), sum(detail), sum(kept) from (
      select l.fiscal_year, l.account, l.party, e.journal, l.period, side, amount as detail, 0 as kept
        from entry_line l join entry e on e.id = l.entry_id cross join lateral (values ('debit', l.debit), ('credit', l.credit)) as s (side, amount)
       where l.book = 'general' and l.party is not null
      union all
      select fiscal_year, account, party, journal, period, side, 0, amount
        from party_balance cross join lateral (values ('debit', debit), ('credit', credit)) as s (side, amount)) as stacked
     group by fiscal_year, account, party, journal, period, side`,

  "unit-balances": sql`
    select concat_ws(' · ', fiscal_year, book, resource, section, coalesce(unit, '–'), coalesce(title, '–'), 'P' || period, side), sum(detail), sum(kept)
      from (
        select l.fiscal_year, l.book, l.resource, case l.book when 'budget' then l.account else left(l.account, 1) end as section, l.unit, v.title,
               l.period, side, amount as detail, 0 as kept
          from entry_line l
          left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> l.entry_date
          cross join lateral (values ('debit', l.debit), ('credit', l.credit)) as s (side, amount)
        union all
        select fiscal_year, book, resource, section, unit, title, period, side, 0, amount
          from unit_balance cross join lateral (values ('debit', debit), ('credit', credit)) as s (side, amount)) as stacked
     group by fiscal_year, book, resource, section, unit, title, period, side`,

  "stage-positions": sql`
    select concat_ws(' · ', fiscal_year, unit, spending_class, resource, stage), sum(detail), sum(kept) from (
      select l.fiscal_year, coalesce(c.control_unit, l.unit) as unit, n.spending_class, l.resource, l.account as stage,
             case when l.account in ('voted', 'overrun') then l.credit - l.debit else l.debit - l.credit end as detail, 0 as kept
        from entry_line l
        join nature n on n.code = l.nature
        left join control_unit c on c.fiscal_year = l.fiscal_year and c.unit = l.unit
       where l.book = 'budget'
      union all
      select fiscal_year, unit, spending_class, resource, stage, 0, amount from stage_position) as stacked
     group by fiscal_year, unit, spending_class, resource, stage`,

  "budget-book-zero": sql`
    select concat_ws(' · ', fiscal_year, resource), sum(debit), sum(credit) from entry_line where book = 'budget' group by fiscal_year, resource`,

  "trial-balance-zero": sql`
    select fiscal_year::text, sum(debit), sum(credit) from account_balance where book = 'general' group by fiscal_year`,

  "general-book-zero": sql`
    select fiscal_year::text, sum(debit), sum(credit) from entry_line where book = 'general' group by fiscal_year`,

  "entry-totals": sql`
    select concat_ws(' · ', e.fiscal_year, e.journal, e.number, resource, side), sum(detail), sum(kept) from (
      select entry_id, resource, side, amount as detail, 0 as kept
        from entry_line cross join lateral (values ('debit', debit), ('credit', credit), ('lines', 1)) as s (side, amount)
      union all
      select entry_id, resource, side, 0, amount
        from entry_total cross join lateral (values ('debit', debit), ('credit', credit), ('lines', line_count)) as s (side, amount)) as stacked
      left join entry e on e.id = entry_id
     group by entry_id, e.fiscal_year, e.journal, e.number, resource, side`,
} as const satisfies Record<string, RawBuilder<unknown>>;
