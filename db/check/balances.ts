import { type RawBuilder, sql } from "kysely";

/**
 * Debits and credits of `detail` against those of `kept`, by key. Both are stacked and grouped, for a join would not meet where a
 * dimension is null; and summed before each side becomes a row, for there are many lines and few sums.
 */
function compared(
  place: RawBuilder<unknown>,
  keys: RawBuilder<unknown>,
  sources: { detail: RawBuilder<unknown>; kept: RawBuilder<unknown> },
) {
  return sql`
    select concat_ws(' · ', ${place}, side), detail, kept
      from (select ${keys}, sum(d) as d, sum(c) as c, sum(kept_d) as kept_d, sum(kept_c) as kept_c
              from (select ${keys}, debit as d, credit as c, 0 as kept_d, 0 as kept_c from (${sources.detail}) as detail
                    union all
                    select ${keys}, 0, 0, debit, credit from (${sources.kept}) as kept) as stacked
             group by ${keys}) as summed
      cross join lateral (values ('debit', d, kept_d), ('credit', c, kept_c)) as s (side, detail, kept)`;
}

/** Every maintained or repeated amount against the sum of its detail. */
export const balanceChecks = {
  "account-balances": compared(
    sql`fiscal_year, book, resource, account, 'P' || period`,
    sql`fiscal_year, book, resource, account, period`,
    {
      detail: sql`select fiscal_year, book, resource, account, period, debit, credit from entry_line`,
      kept: sql`select fiscal_year, book, resource, account, period, debit, credit from account_balance`,
    },
  ),

  "journal-balances": compared(sql`fiscal_year, journal, account, 'P' || period`, sql`fiscal_year, journal, account, period`, {
    detail: sql`select l.fiscal_year, e.journal, l.account, l.period, l.debit, l.credit
                  from entry_line l join entry e on e.id = l.entry_id where l.book = 'general'`,
    kept: sql`select fiscal_year, journal, account, period, debit, credit from journal_balance`,
  }),

  "party-balances": compared(sql`fiscal_year, account, party, journal, 'P' || period`, sql`fiscal_year, account, party, journal, period`, {
    detail: sql`select l.fiscal_year, l.account, l.party, e.journal, l.period, l.debit, l.credit
                    from entry_line l join entry e on e.id = l.entry_id where l.book = 'general' and l.party is not null`,
    kept: sql`select fiscal_year, account, party, journal, period, debit, credit from party_balance`,
  }),

  "unit-balances": compared(
    sql`fiscal_year, book, resource, section, coalesce(unit, '–'), coalesce(title, '–'), 'P' || period`,
    sql`fiscal_year, book, resource, section, unit, title, period`,
    {
      detail: sql`select l.fiscal_year, l.book, l.resource, case l.book when 'budget' then l.account else left(l.account, 1) end as section,
                         l.unit, v.title, l.period, l.debit, l.credit
                    from entry_line l
                    left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> l.entry_date`,
      kept: sql`select fiscal_year, book, resource, section, unit, title, period, debit, credit from unit_balance`,
    },
  ),

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
    select concat_ws(' · ', e.fiscal_year, e.journal, e.number, resource, side), detail, kept
      from (select entry_id, resource, sum(debit) as d, sum(credit) as c, count(*) as n from entry_line group by entry_id, resource) as summed
      full join entry_total t using (entry_id, resource)
      left join entry e on e.id = entry_id
      cross join lateral (values ('debit', coalesce(d, 0), coalesce(t.debit, 0)), ('credit', coalesce(c, 0), coalesce(t.credit, 0)),
                                 ('lines', coalesce(n, 0), coalesce(t.line_count, 0))) as s (side, detail, kept)`,
} as const satisfies Record<string, RawBuilder<unknown>>;
