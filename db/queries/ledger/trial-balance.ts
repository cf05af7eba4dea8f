import { sql } from "kysely";
import { isOpeningJournal } from "#app/domain/fec/coherence.ts";
import { type BalancePairs, closingOf } from "#app/domain/ledger/balance-pairs.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** An account that the exercise moved. */
export interface BalanceLine extends BalancePairs {
  readonly account: string;
  readonly label: string;
}

/**
 * The accounts that the exercise moved, by code: opening (à-nouveaux), movements (everything else), closing (their difference,
 * on its side). Read from the maintained balances, which `runChecks` proves equal to the lines.
 */
export async function trialBalanceLines(db: Db, fiscalYear: number): Promise<BalanceLine[]> {
  const opening = await openingJournals(db);
  const { rows } = await sql<{ account: string; label: string } & Record<Exclude<keyof BalancePairs, `closing${string}`>, Quantity>>`
    with opened as (
      select l.account, sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
        from entry e join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
       where e.fiscal_year = ${fiscalYear} and e.book = 'general' and e.journal = any(${opening}::text[]) group by l.account),
    moved as (
      select account, sum(debit)::bigint as debit, sum(credit)::bigint as credit
        from account_balance where fiscal_year = ${fiscalYear} and book = 'general' group by account)
    select m.account, coalesce(v.label, m.account) as label, coalesce(o.debit, 0) as "openingDebit", coalesce(o.credit, 0) as "openingCredit",
           m.debit - coalesce(o.debit, 0) as "movementDebit", m.credit - coalesce(o.credit, 0) as "movementCredit"
      from moved m
      left join opened o on o.account = m.account
      join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = 'general' and v.code = m.account and v.superseded_at is null and v.valid @> y.last_day
     order by m.account collate "C"`.execute(db);
  return rows.map((row) => ({ ...row, ...closingOf(row) }));
}

/** The journals whose entries are the opening of an exercise: AN, or what an imported file called its own. */
export async function openingJournals(db: Db): Promise<string[]> {
  const journals = await db.selectFrom("journal").select(["code", "label"]).where("book", "=", "general").execute();
  return journals.filter(({ code, label }) => isOpeningJournal(code, label)).map(({ code }) => code);
}
