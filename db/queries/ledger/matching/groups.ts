import { sql } from "kysely";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../../client.ts";
import type { Place } from "./lines.ts";

/** What would be undone, as a confirmation says it. */
export interface LiveGroups extends Place {
  readonly ids: readonly bigint[];
  readonly lineCount: number;
  readonly codes: readonly string[];
  /** Σ debit of its lines, cents. */
  readonly debit: Quantity;
}

/** The groups of a run that still stand; undefined when there is no such run here. A restored group belongs to the run that made it. */
export async function liveGroupsOfRun(db: Db, place: Place, runId: string): Promise<LiveGroups | undefined> {
  const run = await db
    .selectFrom("matching_run")
    .select("id")
    .where("id", "=", runId)
    .where("fiscal_year", "=", place.fiscalYear)
    .where("account", "=", place.account)
    .executeTakeFirst();
  return run && (await liveGroups(db, place, sql`m.run_id = ${runId}::uuid`));
}

/** One group, when it still stands on this account. */
export async function liveGroup(db: Db, place: Place, id: bigint): Promise<LiveGroups> {
  return await liveGroups(db, place, sql`m.id = ${id}::bigint`);
}

async function liveGroups(db: Db, place: Place, which: ReturnType<typeof sql>): Promise<LiveGroups> {
  const { rows } = await sql<{ id: bigint; code: string; lines: bigint; debit: Quantity }>`
    select m.id, m.code, count(*) as lines, coalesce(sum(l.debit), 0)::bigint as debit
      from matching m
      join matching_line k on k.matching_id = m.id and k.live
      join entry_line l on l.fiscal_year = k.fiscal_year and l.entry_id = k.entry_id and l.line = k.line
     where ${which} and m.fiscal_year = ${place.fiscalYear} and m.account = ${place.account} and m.undone_at is null
     group by m.id, m.code order by m.id`.execute(db);
  return {
    ...place,
    ids: rows.map(({ id }) => id),
    codes: rows.map(({ code }) => code),
    lineCount: rows.reduce((count, { lines }) => count + Number(lines), 0),
    debit: rows.reduce((total, { debit }) => total + debit, 0n),
  };
}

/** The first line of an account that was matched after this group was made: what another person has taken meanwhile. */
export async function takenSince(db: Db, { fiscalYear, account }: Place, lastMatching: bigint) {
  const { rows } = await sql<{ journal: string; number: bigint; line: number; code: string }>`
    select e.journal, e.number, k.line, m.code
      from matching m
      join matching_line k on k.matching_id = m.id and k.live
      join entry e on e.id = k.entry_id
     where m.fiscal_year = ${fiscalYear} and m.account = ${account} and m.id > ${lastMatching}::bigint and m.undone_at is null
     order by m.id, k.entry_id, k.line limit 1`.execute(db);
  return rows[0];
}

/** The latest group of an account, 0 without one: what a page of proposals was made upon. */
export async function lastMatchingOf(db: Db, { fiscalYear, account }: Place): Promise<bigint> {
  const { rows } = await sql<{ last: bigint }>`
    select coalesce(max(id), 0) as last from matching where fiscal_year = ${fiscalYear} and account = ${account}`.execute(db);
  return rows[0]?.last ?? 0n;
}

/** The entries that these groups posted to close a gap, and that stay when they are undone: the newest of each group's. */
export async function adjustmentsIn(db: Db, ids: readonly bigint[]): Promise<{ id: bigint; name: string }[]> {
  const { rows } = await sql<{ id: bigint; name: string }>`
    select e.id, e.journal || '-' || e.number as name
      from (select max(k.entry_id) as entry_id from matching m join matching_line k on k.matching_id = m.id
             where m.id = any(${ids.map(String)}::text[]::bigint[]) and m.rule = 'adjustment' group by m.id) posted
      join entry e on e.id = posted.entry_id order by e.journal, e.number`.execute(db);
  return rows;
}
