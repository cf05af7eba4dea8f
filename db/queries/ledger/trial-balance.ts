import { sql } from "kysely";
import { isOpeningJournal } from "#app/domain/fec/coherence.ts";
import { type BalancePairs, closingOf } from "#app/domain/ledger/balance-pairs.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** An account that the exercise moved. */
export interface BalanceLine extends BalancePairs {
  readonly account: string;
  readonly label: string;
}

export interface BalanceScope {
  /** As at the end of this period; of the exercise unless said. */
  readonly through?: number | undefined;
  /** As known at the end of this day (Europe/Paris): without what was recorded later. */
  readonly on?: Day | undefined;
  /** Without the entries that close the exercise (they are in no FEC): what the accounts held before. */
  readonly beforeClosing?: boolean | undefined;
}

const lastPeriod = 1_000;

/**
 * The accounts that the exercise moved, by code: opening (à-nouveaux), movements (everything else), closing (their difference, on its side).
 * Read from the maintained balances, which `runChecks` proves equal to the lines: the number of lines does not count. `on` takes away the
 * lines recorded since, found by the day of their recording.
 */
export async function trialBalanceLines(
  db: Db,
  fiscalYear: number,
  { through = lastPeriod, on, beforeClosing = false }: BalanceScope = {},
): Promise<BalanceLine[]> {
  const opening = await openingJournals(db);
  const apart = beforeClosing ? await closingJournals(db) : [];
  const { rows } = await sql<{ account: string; label: string } & Omit<BalancePairs, `closing${string}`>>`
    with whole as (
      select account, sum(debit)::bigint as debit, sum(credit)::bigint as credit
        from account_balance
       where fiscal_year = ${fiscalYear} and book = 'general' and resource = 'EUR' and period <= ${through} group by account),
    told as (
      select account, sum(debit) filter (where journal = any(${opening}::text[]))::bigint as opening_debit,
             sum(credit) filter (where journal = any(${opening}::text[]))::bigint as opening_credit,
             sum(debit) filter (where journal = any(${apart}::text[]))::bigint as apart_debit,
             sum(credit) filter (where journal = any(${apart}::text[]))::bigint as apart_credit
        from journal_balance
       where fiscal_year = ${fiscalYear} and journal = any(${[...opening, ...apart]}::text[]) and period <= ${through} group by account),
    late as (${lateLines(fiscalYear, through, opening, apart, on)}),
    pairs as (
      select w.account,
             coalesce(t.opening_debit, 0) - coalesce(s.opening_debit, 0) as opening_debit,
             coalesce(t.opening_credit, 0) - coalesce(s.opening_credit, 0) as opening_credit,
             w.debit - coalesce(t.opening_debit, 0) - coalesce(t.apart_debit, 0) - coalesce(s.movement_debit, 0) as movement_debit,
             w.credit - coalesce(t.opening_credit, 0) - coalesce(t.apart_credit, 0) - coalesce(s.movement_credit, 0) as movement_credit
        from whole w left join told t on t.account = w.account left join late s on s.account = w.account)
    select p.account, coalesce(v.label, p.account) as label, p.opening_debit as "openingDebit", p.opening_credit as "openingCredit",
           p.movement_debit as "movementDebit", p.movement_credit as "movementCredit"
      from pairs p
      join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = 'general' and v.code = p.account and v.superseded_at is null and v.valid @> y.last_day
     where (p.opening_debit, p.opening_credit, p.movement_debit, p.movement_credit) <> (0, 0, 0, 0)
     order by p.account collate "C"`.execute(db);
  return rows.map((row) => ({ ...row, ...closingOf(row) }));
}

/** The labels that the exercise gives to these codes, groups of accounts included; a code without one is absent. */
export async function accountLabels(db: Db, fiscalYear: number, codes: readonly string[]): Promise<Record<string, string>> {
  const { rows } = await sql<{ code: string; label: string }>`
    select v.code, v.label from account_version v join fiscal_year y on y.year = ${fiscalYear}
     where v.book = 'general' and v.code = any(${codes}::text[]) and v.superseded_at is null and v.valid @> y.last_day`.execute(db);
  return Object.fromEntries(rows.map(({ code, label }) => [code, label]));
}

/** The journals whose entries are the opening of an exercise: AN, or what an imported file called its own. */
export async function openingJournals(db: Db): Promise<string[]> {
  const journals = await db.selectFrom("journal").select(["code", "label"]).where("book", "=", "general").execute();
  return journals.filter(({ code, label }) => isOpeningJournal(code, label)).map(({ code }) => code);
}

/** The journals of the general book that no FEC takes: those that close an exercise. */
export async function closingJournals(db: Db): Promise<string[]> {
  const journals = await db.selectFrom("journal").select("code").where("book", "=", "general").where("in_fec", "=", false).execute();
  return journals.map(({ code }) => code);
}

/** The first instant after a day, where the organisation is. */
export function endOfDay(day: Day) {
  return sql`((${day}::date + 1)::timestamp at time zone 'Europe/Paris')`;
}

function lateLines(fiscalYear: number, through: number, opening: readonly string[], apart: readonly string[], on: Day | undefined) {
  if (on === undefined) {
    return sql`select null::text as account, 0::bigint as opening_debit, 0::bigint as opening_credit, 0::bigint as movement_debit,
      0::bigint as movement_credit where false`;
  }
  const side = (amount: "debit" | "credit", among: boolean) =>
    sql`coalesce(sum(l.${sql.ref(amount)}) filter (where (e.journal = any(${opening}::text[])) = ${among}), 0)::bigint`;
  return sql`
    select l.account, ${side("debit", true)} as opening_debit, ${side("credit", true)} as opening_credit,
           ${side("debit", false)} as movement_debit, ${side("credit", false)} as movement_credit
      from entry e join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
     where e.recorded_at >= ${endOfDay(on)} and e.fiscal_year = ${fiscalYear} and e.book = 'general' and e.period <= ${through}
       and e.journal <> all(${apart}::text[])
     group by l.account`;
}
