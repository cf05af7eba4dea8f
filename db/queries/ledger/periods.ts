import { sql } from "kysely";
import type { PeriodOfYear, PeriodStatus } from "#app/domain/ledger/period-lock.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { settledIn } from "./opening.ts";

export interface PeriodLock extends PeriodOfYear {
  readonly statusBy: string | null;
  readonly statusAt: Date | null;
  /** The term of its reopening is over: it counts as closed, whether the lock was put back or not. */
  readonly expired: boolean;
  /** Of both books. */
  readonly entryCount: number;
  /** Of the general book, Σ debit in cents. */
  readonly debit: Quantity;
}

/** The periods of an exercise with their state, who put them in it, and what they hold. */
export async function periodLocks(db: Db, fiscalYear: number): Promise<PeriodLock[]> {
  const { rows } = await sql<Omit<PeriodLock, "entryCount"> & { entryCount: bigint }>`
    select p.period, p.first_day as "firstDay", p.last_day as "lastDay", p.complementary, p.status, p.open_until as "openUntil",
           u.name as "statusBy", p.status_at as "statusAt", coalesce(p.open_until <= clock_timestamp(), false) as expired,
           coalesce(e.entries, 0) as "entryCount", coalesce(b.debit, 0) as debit
      from period p
      left join app_user u on u.id = p.status_by
      left join (select period, count(*) as entries from entry where fiscal_year = ${fiscalYear} group by period) e on e.period = p.period
      left join (select period, sum(debit)::bigint as debit from account_balance
                  where fiscal_year = ${fiscalYear} and book = 'general' group by period) b on b.period = p.period
     where p.fiscal_year = ${fiscalYear} order by p.period`.execute(db);
  return rows.map((row) => ({ ...row, entryCount: Number(row.entryCount) }));
}

export interface PeriodKey {
  readonly year: number;
  readonly period: number;
}

/**
 * The closer's lock, exclusive: waits for the posters that are at work in these periods and keeps new ones waiting until the end of the
 * transaction. In key order, as posters take theirs; period 0 of an exercise stands for the act of closing itself. What is read of
 * a period is read after this.
 */
export async function holdPeriods(db: Db, keys: readonly PeriodKey[]): Promise<void> {
  const ordered = [...new Set(keys.map(({ year, period }) => year * 100 + period))].sort((left, right) => left - right);
  for (const key of ordered) {
    await sql`select pg_advisory_xact_lock(current_setting('enveloppe.organisation')::int, ${key}::int)`.execute(db);
  }
}

/** Every period of an exercise and the act of closing it. */
export async function periodKeys(db: Db, year: number): Promise<PeriodKey[]> {
  const periods = await db.selectFrom("period").select("period").where("fiscal_year", "=", year).orderBy("period").execute();
  return [{ year, period: 0 }, ...periods.map(({ period }) => ({ year, period }))];
}

/** Puts periods in a state; `openUntil` for the term of a reopening. No period named: all of the exercise. */
export async function setPeriodStatus(
  db: Db,
  {
    year,
    period,
    status,
    openUntil = null,
    by,
  }: { year: number; period?: number; status: PeriodStatus; openUntil?: Date | null; by: bigint },
): Promise<void> {
  await db
    .updateTable("period")
    .set({ status, open_until: openUntil, status_by: by, status_at: sql<Date>`clock_timestamp()` })
    .where("fiscal_year", "=", year)
    .$if(period !== undefined, (query) => query.where("period", "=", period ?? 0))
    .execute();
}

export async function setYearStatus(db: Db, year: number, status: "open" | "closed"): Promise<void> {
  await db.updateTable("fiscal_year").set({ status }).where("year", "=", year).execute();
}

/**
 * Lets `work` post in these periods whatever their state, and gives each its state back: the closing itself writes where nobody else may.
 * To be called under their lock: what happens in between is seen by this transaction alone.
 */
export async function writingIn<Value>(db: Db, year: number, periods: readonly number[], work: () => Promise<Value>): Promise<Value> {
  const before = await db
    .selectFrom("period")
    .select(["period", "status", "open_until as openUntil"])
    .where("fiscal_year", "=", year)
    .where("period", "in", [...periods])
    .execute();
  const exercise = await db.selectFrom("fiscal_year").select("status").where("year", "=", year).executeTakeFirstOrThrow();
  const opened = db.updateTable("period").set({ status: "open", open_until: null }).where("fiscal_year", "=", year);
  await opened.where("period", "in", [...periods]).execute();
  await setYearStatus(db, year, "open");
  const value = await work();
  for (const { period, status, openUntil } of before) {
    const back = db.updateTable("period").set({ status, open_until: openUntil }).where("fiscal_year", "=", year);
    await back.where("period", "=", period).execute();
  }
  await setYearStatus(db, year, exercise.status);
  return value;
}

/** What waits in the books of an exercise: drafts, and third parties' lines that nothing settles, by age. */
export interface WaitingWork {
  readonly drafts: number;
  /** 401, 404, 408, 411: every line that no matching settles in the exercise. */
  readonly unmatched: number;
  /** Of those, dated more than thirty and more than ninety days before `on`. */
  readonly over30: number;
  readonly over90: number;
}

export async function waitingWork(db: Db, year: number, on: Day): Promise<WaitingWork> {
  const { rows } = await sql<Record<keyof WaitingWork, bigint>>`
    select (select count(*) from draft_entry where fiscal_year = ${year} and entry_id is null and deleted_at is null) as drafts,
           count(*) as unmatched, count(*) filter (where l.entry_date < ${on}::date - 30) as over30,
           count(*) filter (where l.entry_date < ${on}::date - 90) as over90
      from entry_line l
     where l.fiscal_year = ${year} and l.book = 'general'
       and l.account = any(array(select code from account where book = 'general' and code ~ '^(401|404|408|411)'))
       and (l.entry_id, l.line) not in (${settledIn(year)})`.execute(db);
  const [row] = rows;
  return { drafts: Number(row?.drafts), unmatched: Number(row?.unmatched), over30: Number(row?.over30), over90: Number(row?.over90) };
}
