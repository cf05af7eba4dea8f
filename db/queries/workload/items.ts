import { type SqlBool, sql } from "kysely";
import type { Day, Month } from "#app/domain/month.ts";
import { firstDayOf, monthOf } from "#app/domain/month.ts";
import type { WorkItem } from "#app/domain/workload/item.ts";
import type { Db } from "../../client.ts";

/** An item with the words for its places. */
export interface NamedItem extends WorkItem {
  readonly activityLabel: string;
  readonly unitLabel: string;
  /** The title of the request that asks for it. */
  readonly requestTitle: string | null;
}

interface ItemsOf {
  /** Those that these units answer for, or whose work some of their people do. */
  readonly units?: readonly string[];
  readonly codes?: readonly string[];
  readonly ids?: readonly string[];
  /** Those whose months meet a year. */
  readonly year?: number;
}

/** Items in the order of their codes. */
export async function workItems(db: Db, { units, codes, ids, year }: ItemsOf, today: Day): Promise<NamedItem[]> {
  const rows = await db
    .selectFrom("work_item as i")
    .innerJoin("work_item_standing as s", "s.id", "i.id")
    .leftJoin("request as r", "r.id", "i.request_id")
    .leftJoin("activity_version as a", (join) =>
      join.onRef("a.code", "=", "i.activity").on("a.superseded_at", "is", null).on(sql<SqlBool>`a.valid @> ${today}::date`),
    )
    .leftJoin("unit_version as u", (join) =>
      join.onRef("u.code", "=", "i.unit").on("u.superseded_at", "is", null).on(sql<SqlBool>`u.valid @> ${today}::date`),
    )
    .select(["i.id", "i.code", "i.label", "i.kind", "i.activity", "i.unit", "s.standing"])
    .select(["i.request_id as requestId", "i.first_month as firstMonth", "i.last_month as lastMonth", "i.closed_on as closedOn"])
    .select(["a.label as activityLabel", "u.label as unitLabel", "r.title as requestTitle"])
    .where(units ? ofUnits(units) : sql<SqlBool>`true`)
    .where(codes ? sql<SqlBool>`i.code = any(${[...codes]}::text[])` : sql<SqlBool>`true`)
    .where(ids ? sql<SqlBool>`i.id = any(${[...ids]}::uuid[])` : sql<SqlBool>`true`)
    .where(
      year === undefined
        ? sql<SqlBool>`true`
        : sql<SqlBool>`daterange(i.first_month, i.last_month, '[]') && daterange(make_date(${year}::int, 1, 1), make_date(${year}::int, 12, 31), '[]')`,
    )
    .orderBy("i.code")
    .execute();
  return rows.map((row) => ({
    ...row,
    firstMonth: monthOf(row.firstMonth),
    lastMonth: row.lastMonth === null ? null : monthOf(row.lastMonth),
    activityLabel: row.activityLabel ?? row.activity,
    unitLabel: row.unitLabel ?? row.unit,
  }));
}

function ofUnits(units: readonly string[]) {
  const own = sql`${[...units]}::text[]`;
  return sql<SqlBool>`(i.unit = any(${own}) or exists (select 1 from work_load l where l.item_id = i.id and l.unit = any(${own}))
                       or exists (select 1 from work_time t where t.item_id = i.id and t.unit = any(${own})))`;
}

/** Locks an item; undefined: there is none of this code. */
export async function lockWorkItem(db: Db, code: string): Promise<{ readonly id: string; readonly unit: string } | undefined> {
  return await db.selectFrom("work_item").select(["id", "unit"]).where("code", "=", code).forUpdate().executeTakeFirst();
}

export interface ItemRow extends Omit<WorkItem, "standing"> {
  readonly author: bigint;
}

export async function insertWorkItem(db: Db, { requestId, firstMonth, lastMonth, closedOn, ...own }: ItemRow): Promise<void> {
  await db
    .insertInto("work_item")
    .values({ ...own, request_id: requestId, first_month: firstDayOf(firstMonth), last_month: dayOr(lastMonth), closed_on: closedOn })
    .execute();
}

/** Its code and the unit that answers for it stay. */
export async function updateWorkItem(
  db: Db,
  { id, label, kind, activity, requestId, firstMonth, lastMonth, closedOn }: Omit<ItemRow, "author">,
) {
  await db
    .updateTable("work_item")
    .set({
      label,
      kind,
      activity,
      request_id: requestId,
      first_month: firstDayOf(firstMonth),
      last_month: dayOr(lastMonth),
      closed_on: closedOn,
    })
    .where("id", "=", id)
    .execute();
}

function dayOr(month: Month | null): Day | null {
  return month === null ? null : firstDayOf(month);
}

/** The first month outside these in which days of an item are planned or spent; undefined: none is. */
export async function workOutside(db: Db, id: string, first: Month, last: Month | null): Promise<Month | undefined> {
  const { rows } = await sql<{ month: string }>`
    select left(month::text, 7) as month
      from (select month from work_load where item_id = ${id} union all select month from work_time where item_id = ${id}) as own
     where not daterange(${firstDayOf(first)}::date, ${dayOr(last)}::date, '[]') @> month
     order by 1 limit 1`.execute(db);
  return rows[0]?.month;
}
