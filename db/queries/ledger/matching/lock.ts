import { sql } from "kysely";
import { ordinalOf } from "#app/domain/ledger/matching/code.ts";
import type { Db } from "../../../client.ts";

/**
 * Takes what a matching holds until the end of its transaction: the exercise against its closing (shared, the lock of its last period,
 * which whoever closes the year takes whole), then the account of that exercise against other matchings. The status is read after.
 */
export async function lockMatching(
  db: Db,
  { fiscalYear, account }: { fiscalYear: number; account: string },
): Promise<ExerciseState | "unknown"> {
  await sql`select pg_advisory_xact_lock_shared(current_setting('enveloppe.organisation')::int, fiscal_year * 100 + period)::text
              from (select fiscal_year, max(period) as period from period where fiscal_year = ${fiscalYear} group by fiscal_year) p`.execute(
    db,
  );
  const state = await exerciseState(db, fiscalYear);
  if (state === undefined) return "unknown";
  await sql`insert into matching_sequence as s (fiscal_year, account) values (${fiscalYear}, ${account})
            on conflict (fiscal_year, account) do update set last_ordinal = s.last_ordinal`.execute(db);
  return state;
}

/** `reopened`: for a term that is not over, to the chief accountant alone. One whose term is over is closed, relocked or not. */
export type ExerciseState = "open" | "reopened" | "closed";

/** Undefined: there is no such exercise. The term by the clock, for a lock may have been waited for. */
export async function exerciseState(db: Db, fiscalYear: number): Promise<ExerciseState | undefined> {
  const { rows } = await sql<{ state: ExerciseState }>`
    select case when y.status = 'closed' or r.relock_at <= clock_timestamp() then 'closed' when r.id is not null then 'reopened' else 'open' end as state
      from fiscal_year y
      left join reopening r on r.fiscal_year = y.year and r.period is null and r.approved_at is not null and r.ended_at is null
     where y.year = ${fiscalYear}`.execute(db);
  return rows[0]?.state;
}

/** Takes `count` numbers of the sequence, which the caller holds locked; the first of them. Letters that a file brought are skipped. */
export async function takeOrdinals(
  db: Db,
  { fiscalYear, account, count }: { fiscalYear: number; account: string; count: number },
): Promise<bigint> {
  const imported = await lastImportedCode(db, { fiscalYear, account });
  const floor = (imported === undefined ? undefined : ordinalOf(imported)) ?? 0n;
  const { rows } = await sql<{ last: bigint }>`
    update matching_sequence set last_ordinal = greatest(last_ordinal, ${floor}::bigint) + ${count}::bigint
     where fiscal_year = ${fiscalYear} and account = ${account} returning last_ordinal as last`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("the account's sequence was not locked");
  return row.last - BigInt(count) + 1n;
}

/** Of letters alone, and short enough that our own sequence may come to them. */
async function lastImportedCode(db: Db, { fiscalYear, account }: { fiscalYear: number; account: string }): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select upper(code) as code from matching
     where fiscal_year = ${fiscalYear} and account = ${account} and rule in ('import', 'importPartial') and length(code) <= 6 and code ~ '^[A-Za-z]+$'
     order by length(code) desc, upper(code) collate "C" desc limit 1`.execute(db);
  return rows[0]?.code;
}
