import { type RawBuilder, sql } from "kysely";
import type { Db } from "./client.ts";

/** One named integrity check: silent when well (`faultCount` 0), else where, what was expected and what stands there. */
export interface CheckResult {
  readonly name: CheckName;
  readonly faultCount: number;
  /** The first ones, by place. */
  readonly faults: readonly CheckFault[];
}
export interface CheckFault {
  /** The key of what differs, its parts separated by « · ». */
  readonly place: string;
  /** What the detail sums to, in the smallest unit. */
  readonly expected: bigint;
  /** What is kept. */
  readonly found: bigint;
}

const namedFaults = 20;

/**
 * Every maintained or repeated amount against the sum of its detail, in one snapshot. The proof that the detail itself was
 * not altered is `verifyLedger` (`db/verify.ts`).
 */
export async function runChecks(db: Db): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const name of checkNames) {
    const { rows } = await sql<{ place: string; expected: bigint; found: bigint; count: bigint }>`
      select place, expected::bigint as expected, found::bigint as found, count(*) over () as count
        from (${checks[name]}) as compared (place, expected, found)
       where expected <> found
       order by place limit ${namedFaults}`.execute(db);
    results.push({
      name,
      faultCount: Number(rows[0]?.count ?? 0),
      faults: rows.map(({ place, expected, found }) => ({ place, expected, found })),
    });
  }
  return results;
}

/** Detail and kept amounts are stacked and grouped, for a join would not meet where a dimension is null. */
const checks = {
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

  "entry-totals": sql`
    select concat_ws(' · ', e.fiscal_year, e.journal, e.number, resource, side), sum(detail), sum(kept) from (
      select entry_id, resource, side, amount as detail, 0 as kept
        from entry_line cross join lateral (values ('debit', debit), ('credit', credit), ('lines', 1)) as s (side, amount)
      union all
      select entry_id, resource, side, 0, amount
        from entry_total cross join lateral (values ('debit', debit), ('credit', credit), ('lines', line_count)) as s (side, amount)) as stacked
      left join entry e on e.id = entry_id
     group by entry_id, e.fiscal_year, e.journal, e.number, resource, side`,

  "commitment-lines": sql`
    select concat_ws(' · ', c.number, line, step), sum(detail), sum(kept) from (
      select commitment_id, line, 'certified' as step, amount as detail, 0 as kept from certified_service
      union all
      select commitment_id, line, 'requested', amount, 0 from payment_request where commitment_id is not null and state <> 'rejected'
      union all
      select r.commitment_id, r.line, 'paid', p.amount, 0
        from payment p join payment_request r on r.id = p.payment_request_id where r.commitment_id is not null
      union all
      select commitment_id, line, step, 0, amount
        from commitment_line cross join lateral (values ('certified', certified), ('requested', requested), ('paid', paid)) as s (step, amount)) as stacked
      join commitment c on c.id = commitment_id
     group by c.number, line, step`,

  // A small letter is a matching that goes on; « importPartial » is one that a file brought, and that does not sum to zero there.
  "matched-groups": sql`
    select concat_ws(' · ', m.account, coalesce(m.party, '–'), m.code), sum(l.debit), sum(l.credit)
      from matching m
      join matching_line k on k.matching_id = m.id
      join entry_line l on l.fiscal_year = k.fiscal_year and l.entry_id = k.entry_id and l.line = k.line
     where m.undone_at is null and m.rule <> 'importPartial' and (m.rule = 'import' or m.code !~ '[a-z]')
     group by m.id, m.account, m.party, m.code`,
} as const satisfies Record<string, RawBuilder<unknown>>;

export type CheckName = keyof typeof checks;
export const checkNames = Object.keys(checks) as CheckName[];
