import { sql } from "kysely";
import type { PaymentsOfYear, SchedulePart } from "#app/domain/forecast/schedule.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Db } from "../../client.ts";

/** When a line's commitments are paid, as it stands: no part means that it has no schedule (any more). */
export interface LineSchedule {
  readonly lineId: string;
  /** The sheet's revision that wrote it. */
  readonly revision: bigint;
  readonly parts: readonly SchedulePart[];
}

type PartRow = SchedulePart & { readonly lineId: string; readonly revision: bigint };

/** The schedules that stand on these lines; lines without one are left out. */
export async function schedulesOf(db: Db, lineIds: readonly string[]): Promise<LineSchedule[]> {
  if (lineIds.length === 0) return [];
  const { rows } = await sql<PartRow>`
    with standing as (
      select distinct on (line_id) line_id, revision from payment_schedule where line_id = any(${[...lineIds]}::uuid[])
       order by line_id, revision desc)
    select p.line_id as "lineId", p.revision, p.commitment_year as "commitmentYear", p.payment_year as "paymentYear", p.amount
      from standing join payment_schedule_part p using (line_id, revision) order by 1, 3, 4`.execute(db);
  return [...grouped(rows, ({ lineId }) => lineId)].map(([lineId, own]) => ({
    ...{ lineId, revision: own[0]?.revision ?? 0n },
    parts: own.map(({ commitmentYear, paymentYear, amount }) => ({ commitmentYear, paymentYear, amount })),
  }));
}

/** The schedule of a line, an emptied one too, for its revision; undefined where there never was one. */
export async function scheduleAt(db: Db, lineId: string, before?: bigint): Promise<LineSchedule | undefined> {
  const head = await db
    .selectFrom("payment_schedule")
    .select("revision")
    .where("line_id", "=", lineId)
    .where("revision", "<", before ?? 2n ** 62n)
    .orderBy("revision", "desc")
    .executeTakeFirst();
  if (!head) return undefined;
  const parts = await db
    .selectFrom("payment_schedule_part")
    .select(["commitment_year as commitmentYear", "payment_year as paymentYear", "amount"])
    .where("line_id", "=", lineId)
    .where("revision", "=", head.revision)
    .orderBy("commitment_year")
    .orderBy("payment_year")
    .execute();
  return { lineId, revision: head.revision, parts };
}

/** CP of each payment year in its two parts, for the lines of a sheet that have a schedule. */
export async function sheetPayments(db: Db, campaign: string, unit: string): Promise<(PaymentsOfYear & { readonly lineId: string })[]> {
  const { rows } = await sql<PaymentsOfYear & { lineId: string }>`
    with standing as (
      select distinct on (p.line_id) p.line_id, p.revision
        from sheet s join plan_line l on l.sheet_id = s.id join payment_schedule p on p.line_id = l.id
       where s.campaign = ${campaign} and s.unit = ${unit} order by p.line_id, p.revision desc)
    select p.line_id as "lineId", p.payment_year as year,
           coalesce(sum(p.amount) filter (where p.commitment_year = 0), 0)::bigint as "onEarlier",
           coalesce(sum(p.amount) filter (where p.commitment_year <> 0), 0)::bigint as "onNew"
      from standing join payment_schedule_part p using (line_id, revision) group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** Adds the schedule of a line from this revision on; no part takes it off. */
export async function insertSchedule(
  db: Db,
  { batchId, revision }: { batchId: string; revision: bigint },
  lineId: string,
  parts: readonly SchedulePart[],
): Promise<void> {
  await db.insertInto("payment_schedule").values({ line_id: lineId, revision, batch_id: batchId, part_count: parts.length }).execute();
  if (parts.length === 0) return;
  const rows = parts.map(({ commitmentYear, paymentYear, amount }) => ({
    ...{ line_id: lineId, revision, commitment_year: commitmentYear, payment_year: paymentYear, amount },
  }));
  await db.insertInto("payment_schedule_part").values(rows).execute();
}

/** A line whose schedule a batch wrote: what it had before, and who has written another since, when not the batch's author. */
export interface ScheduleToTakeBack {
  readonly lineId: string;
  readonly before: readonly SchedulePart[];
  readonly by: string | null;
}

export async function schedulesToTakeBack(db: Db, batchId: string): Promise<ScheduleToTakeBack[]> {
  const { rows } = await sql<{ lineId: string; revision: bigint; by: string | null }>`
    select p.line_id as "lineId", p.revision, o.name as by
      from payment_schedule p
      join batch b on b.id = p.batch_id
      left join lateral (
        select u.name from payment_schedule q join batch c on c.id = q.batch_id join app_user u on u.id = c.author
         where q.line_id = p.line_id and q.revision > p.revision and c.author <> b.author
         order by q.revision desc limit 1) o on true
     where p.batch_id = ${batchId}`.execute(db);
  const taken: ScheduleToTakeBack[] = [];
  for (const { lineId, revision, by } of rows) taken.push({ lineId, by, before: (await scheduleAt(db, lineId, revision))?.parts ?? [] });
  return taken;
}

/** The schedules of the unit's lines of the same nature and activity in the initial campaigns of the year before: where keys come from. */
export async function schedulesOfYear(
  db: Db,
  { unit, year, nature, activity }: { unit: string; year: number; nature: string; activity: string },
): Promise<SchedulePart[]> {
  const lines = await db
    .selectFrom("plan_line as l")
    .innerJoin("sheet as s", "s.id", "l.sheet_id")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .select("l.id")
    .where("s.unit", "=", unit)
    .where("c.target_year", "=", year)
    .where("l.nature", "=", nature)
    .where("l.activity", "=", activity)
    .execute();
  const schedules = await schedulesOf(
    db,
    lines.map(({ id }) => id),
  );
  return schedules.flatMap(({ parts }) => parts);
}

/** When the unit's commitments of a nature are paid, as their own schedules say: the other source of keys. */
export async function scheduledCommitments(db: Db, { unit, nature }: { unit: string; nature: string }): Promise<SchedulePart[]> {
  const { rows } = await sql<SchedulePart>`
    select extract(year from c.committed_on)::int as "commitmentYear", s.year as "paymentYear", sum(s.amount)::bigint as amount
      from commitment_line l join commitment c on c.id = l.commitment_id
      join commitment_schedule s on s.commitment_id = l.commitment_id and s.line = l.line
     where l.unit = ${unit} and l.nature = ${nature} and s.year >= extract(year from c.committed_on)
     group by 1, 2`.execute(db);
  return rows;
}
