import { type SqlBool, sql } from "kysely";
import type { Db } from "../../client.ts";

/** A reopening from its request to its end. */
export interface Reopening {
  readonly id: bigint;
  readonly fiscalYear: number;
  /** Null: the whole exercise. */
  readonly period: number | null;
  readonly closingId: bigint;
  readonly reason: string;
  readonly termHours: number;
  readonly askedById: bigint;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly relockAt: Date | null;
  readonly endedAt: Date | null;
  readonly outcome: "refused" | "withdrawn" | "relocked" | "reclosed" | null;
  readonly note: string | null;
  /** Approved, and its term is over. */
  readonly expired: boolean;
}

export async function reopeningById(db: Db, id: bigint): Promise<Reopening | undefined> {
  return await reopenings(db).where("r.id", "=", id).executeTakeFirst();
}

/** Every reopening of an exercise and of its months, the latest first. */
export async function reopeningsOf(db: Db, fiscalYear: number): Promise<Reopening[]> {
  return await reopenings(db).where("r.fiscal_year", "=", fiscalYear).orderBy("r.id", "desc").execute();
}

/** Asked or approved, and not ended. */
export async function reopeningUnderWay(db: Db, fiscalYear: number, period: number | null): Promise<Reopening | undefined> {
  return await reopenings(db)
    .where("r.fiscal_year", "=", fiscalYear)
    .where(sql<SqlBool>`r.period is not distinct from ${period}::int`)
    .where("r.ended_at", "is", null)
    .executeTakeFirst();
}

/** Approved ones whose term is over and whose lock was not put back. */
export async function expiredReopenings(db: Db): Promise<Reopening[]> {
  return await reopenings(db)
    .where("r.ended_at", "is", null)
    .where(sql<SqlBool>`r.relock_at <= clock_timestamp()`)
    .orderBy("r.id")
    .execute();
}

export async function saveReopeningRequest(
  db: Db,
  request: { fiscalYear: number; period: number | null; closingId: bigint; reason: string; termHours: number; askedBy: bigint },
): Promise<bigint> {
  const { id } = await db
    .insertInto("reopening")
    .values({
      fiscal_year: request.fiscalYear,
      period: request.period,
      closing_id: request.closingId,
      reason: request.reason,
      term_hours: request.termHours,
      asked_by: request.askedBy,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** From now, for its term. The closing is marked with the same instant, which is how a lock that is put back finds it again. */
export async function approveReopening(db: Db, id: bigint, approvedBy: bigint): Promise<{ approvedAt: Date; relockAt: Date }> {
  const { rows } = await sql<{ approvedAt: Date; relockAt: Date }>`
    with now as materialized (select clock_timestamp() as at)
    update reopening r set approved_by = ${approvedBy}, approved_at = now.at, relock_at = now.at + make_interval(hours => r.term_hours)
      from now where r.id = ${id} and r.ended_at is null and r.approved_by is null
    returning r.approved_at as "approvedAt", r.relock_at as "relockAt"`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`reopening ${id} was not waiting for an approval`);
  return row;
}

export async function endReopening(
  db: Db,
  { id, by, outcome, note = null }: { id: bigint; by: bigint; outcome: NonNullable<Reopening["outcome"]>; note?: string | null },
): Promise<void> {
  await db
    .updateTable("reopening")
    .set({ ended_at: sql<Date>`clock_timestamp()`, ended_by: by, outcome, note })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

/** Of an exercise that closes and of its months: nothing of it is written in any more, whatever was approved, or only asked. */
export async function endReopeningsOf(db: Db, fiscalYear: number, by: bigint): Promise<void> {
  await sql`
    update reopening set ended_at = clock_timestamp(), ended_by = ${by}::bigint,
                         outcome = case when approved_at is null then 'withdrawn' else 'reclosed' end
     where fiscal_year = ${fiscalYear} and ended_at is null`.execute(db);
}

/** The closings in force of the exercise (of the month, where one is named) stand no more, since this reopening. */
export async function suspendClosings(db: Db, fiscalYear: number, period: number | null, reopening: bigint): Promise<void> {
  await sql`
    update closing c set reopened_at = r.approved_at from reopening r
     where r.id = ${reopening} and c.fiscal_year = ${fiscalYear} and c.reopened_at is null
       and (${period}::int is null or c.period = ${period}::int)`.execute(db);
}

/** Nothing moved: the closings that this reopening suspended stand again. */
export async function restoreClosings(db: Db, reopening: bigint): Promise<void> {
  await sql`
    update closing c set reopened_at = null from reopening r
     where r.id = ${reopening} and c.fiscal_year = r.fiscal_year and c.reopened_at = r.approved_at`.execute(db);
}

/** The entries posted in the exercise (in its month) since the reopening was approved. */
export async function entriesSince(db: Db, reopening: bigint): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from reopening r join entry e on e.fiscal_year = r.fiscal_year and (r.period is null or e.period = r.period)
     where r.id = ${reopening} and e.recorded_at >= r.approved_at`.execute(db);
  return Number(rows[0]?.count ?? 0n);
}

/** Whether a matching was made or undone in the exercise since the reopening was approved: its record no longer says how it stands. */
export async function matchedSince(db: Db, reopening: bigint): Promise<boolean> {
  const { rows } = await sql<{ matched: boolean }>`
    select exists (select from reopening r join matching m on m.fiscal_year = r.fiscal_year and r.period is null
                    where r.id = ${reopening} and (m.made_at >= r.approved_at or m.undone_at >= r.approved_at)) as matched`.execute(db);
  return rows[0]?.matched ?? false;
}

function reopenings(db: Db) {
  return db
    .selectFrom("reopening as r")
    .innerJoin("app_user as a", "a.id", "r.asked_by")
    .leftJoin("app_user as b", "b.id", "r.approved_by")
    .select(["r.id", "r.fiscal_year as fiscalYear", "r.period", "r.closing_id as closingId", "r.reason", "r.term_hours as termHours"])
    .select([
      "r.asked_by as askedById",
      "a.name as askedBy",
      "r.asked_at as askedAt",
      "b.name as approvedBy",
      "r.approved_at as approvedAt",
    ])
    .select(["r.relock_at as relockAt", "r.ended_at as endedAt", "r.outcome", "r.note"])
    .select(sql<boolean>`coalesce(r.ended_at is null and r.relock_at <= clock_timestamp(), false)`.as("expired"));
}
