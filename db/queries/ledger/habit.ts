import { sql } from "kysely";
import { nextVoucher } from "#app/domain/ledger/typing/voucher.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** What is proposed to somebody who begins an entry. */
export interface EntryHabits {
  /** The journal used last, and its day. */
  readonly last: { readonly journal: string; readonly day: Day } | null;
  /** By journal: the voucher number after the last one that anybody used there. */
  readonly nextVouchers: Readonly<Record<string, string>>;
}

export async function habitsOf(db: Db, fiscalYear: number, actor: bigint, journals: readonly string[]): Promise<EntryHabits> {
  const rows = await db
    .selectFrom("entry_habit")
    .select(["actor", "journal", "entry_date as day", "voucher"])
    .where("fiscal_year", "=", fiscalYear)
    .orderBy("used_at", "desc")
    .execute();
  const own = rows.find((row) => row.actor === actor);
  const next = journals.map((journal) => {
    const last = rows.find((row) => row.journal === journal && row.voucher !== null);
    return [journal, nextVoucher(last?.voucher ?? null, journal, fiscalYear)] as const;
  });
  return { last: own ? { journal: own.journal, day: own.day } : null, nextVouchers: Object.fromEntries(next) };
}

export interface EntryUse {
  readonly fiscalYear: number;
  readonly actor: bigint;
  readonly journal: string;
  readonly day: Day;
  readonly voucher: string | null;
}

/** Remembers what an entry by hand used; one row for each person, journal and exercise, so that nobody waits for another. */
export async function rememberUse(db: Db, { fiscalYear, actor, journal, day, voucher }: EntryUse): Promise<void> {
  const used = { entry_date: day, voucher, used_at: sql<Date>`clock_timestamp()` };
  await db
    .insertInto("entry_habit")
    .values({ fiscal_year: fiscalYear, actor, journal, ...used })
    .onConflict((conflict) => conflict.columns(["fiscal_year", "actor", "journal"]).doUpdateSet(used))
    .execute();
}
