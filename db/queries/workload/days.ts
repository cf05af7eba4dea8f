import { sql } from "kysely";
import { firstDayOf, type Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { WorkLoad, WorkSource } from "#app/domain/workload/plan.ts";
import type { Db } from "../../client.ts";

/** Days of an item, with the change that said them last. */
export interface KnownDays extends WorkLoad {
  readonly changeId: bigint;
}

interface DaysOf {
  readonly from: Month;
  readonly to: Month;
  /** Of these teams; all unless said. */
  readonly units?: readonly string[];
  readonly items?: readonly string[];
}

/** What is planned in these months, by item, unit, profile and month: as it stands, or as it stood after a change. */
export async function plannedDays(db: Db, of: DaysOf, after?: bigint): Promise<KnownDays[]> {
  return after === undefined ? await daysOf(db, sql.ref("work_load"), of) : await daysOf(db, asOfChange(after), of);
}

/** What was spent, in the same way. */
export async function spentDays(db: Db, of: DaysOf): Promise<KnownDays[]> {
  return await daysOf(db, sql.ref("work_time"), of);
}

function asOfChange(after: bigint) {
  return sql`(select distinct on (item_id, unit, profile, month) item_id, unit, profile, month, days, id as change_id
                from work_load_change where id <= ${after} order by item_id, unit, profile, month, id desc)`;
}

async function daysOf(db: Db, table: ReturnType<typeof asOfChange>, { from, to, units, items }: DaysOf): Promise<KnownDays[]> {
  const { rows } = await sql<KnownDays>`
    select d.item_id as item, d.unit, d.profile, left(d.month::text, 7) as month, d.days, d.change_id as "changeId"
      from ${table} as d
     where d.month between ${firstDayOf(from)}::date and ${firstDayOf(to)}::date and d.days > 0
       ${units ? sql`and d.unit = any(${[...units]}::text[])` : sql``}
       ${items ? sql`and d.item_id = any(${[...items]}::uuid[])` : sql``}
     order by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** A new word on the days of a place. */
export interface DaysChange extends WorkLoad {
  readonly source: WorkSource;
  readonly batch: string;
  readonly author: bigint;
}

/** The days of these places as they stand, with the last change of each: 0 days, change 0, of one of which nothing was said. */
export async function lastWords(
  db: Db,
  kind: "work_load" | "work_time",
  places: readonly Omit<WorkLoad, "days">[],
): Promise<{ readonly days: Quantity; readonly changeId: bigint }[]> {
  const changes = sql.ref(`${kind}_change`);
  const { rows } = await sql<{ days: Quantity; changeId: bigint }>`
    select coalesce(c.days, 0)::bigint as days, coalesce(c.id, 0)::bigint as "changeId"
      from unnest(${places.map(({ item }) => item)}::uuid[], ${places.map(({ unit }) => unit)}::text[],
                  ${places.map(({ profile }) => profile)}::text[], ${places.map(({ month }) => firstDayOf(month))}::date[])
           with ordinality as p(item, unit, profile, month, place)
      left join lateral (select c.id, c.days from ${changes} c
                          where (c.item_id, c.unit, c.profile, c.month) = (p.item, p.unit, p.profile, p.month) order by c.id desc limit 1) as c on true
     order by p.place`.execute(db);
  return rows;
}

export async function insertDays(db: Db, kind: "work_load" | "work_time", changes: readonly DaysChange[]): Promise<void> {
  const column = <Name extends keyof DaysChange>(name: Name) => changes.map((own) => own[name]);
  await sql`
    insert into ${sql.ref(`${kind}_change`)} (item_id, unit, profile, month, days, source, batch, author)
    select * from unnest(${column("item")}::uuid[], ${column("unit")}::text[], ${column("profile")}::text[],
                         ${changes.map(({ month }) => firstDayOf(month))}::date[], ${changes.map(({ days }) => String(days))}::bigint[], ${column("source")}::text[],
                         ${column("batch")}::uuid[], ${changes.map(({ author }) => String(author))}::bigint[])`.execute(db);
}

/** One change of what is planned, or was spent, for whoever asks how a figure came about. */
export interface ToldChange extends WorkLoad {
  readonly source: WorkSource;
  readonly author: string;
  readonly at: Date;
}

/** The latest changes of an item, the last first: of all its teams unless said. */
export async function changesOf(
  db: Db,
  kind: "work_load" | "work_time",
  { item, units, most }: { readonly item: string; readonly units?: readonly string[] | undefined; readonly most: number },
): Promise<ToldChange[]> {
  const { rows } = await sql<ToldChange>`
    select c.item_id as item, c.unit, c.profile, left(c.month::text, 7) as month, c.days, c.source, u.name as author, c.at
      from ${sql.ref(`${kind}_change`)} c join app_user u on u.id = c.author
     where c.item_id = ${item} ${units ? sql`and c.unit = any(${[...units]}::text[])` : sql``}
     order by c.id desc limit ${most}`.execute(db);
  return rows;
}
