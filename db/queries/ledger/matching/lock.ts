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
): Promise<"open" | "closed" | "unknown"> {
  await sql`select pg_advisory_xact_lock_shared(current_setting('enveloppe.organisation')::int, fiscal_year * 100 + period)::text
              from (select fiscal_year, max(period) as period from period where fiscal_year = ${fiscalYear} group by fiscal_year) p`.execute(
    db,
  );
  const exercise = await db.selectFrom("fiscal_year").select("status").where("year", "=", fiscalYear).executeTakeFirst();
  if (!exercise) return "unknown";
  await sql`insert into matching_sequence as s (fiscal_year, account) values (${fiscalYear}, ${account})
            on conflict (fiscal_year, account) do update set last_ordinal = s.last_ordinal`.execute(db);
  return exercise.status;
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
