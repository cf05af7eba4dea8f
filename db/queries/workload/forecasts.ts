import { sql } from "kysely";
import type { Db } from "../../client.ts";

/** The plan of a year as it stood once, under a name. */
export interface WorkForecast {
  readonly number: number;
  readonly name: string;
  readonly changeId: bigint;
  readonly author: string;
  readonly at: Date;
}

/** The forecasts of a year, the latest first. */
export async function workForecasts(db: Db, year: number): Promise<WorkForecast[]> {
  return await db
    .selectFrom("work_forecast as f")
    .innerJoin("app_user as u", "u.id", "f.author")
    .select(["f.number", "f.name", "f.change_id as changeId", "u.name as author", "f.at"])
    .where("f.fiscal_year", "=", year)
    .orderBy("f.number", "desc")
    .execute();
}

/** The last change of all plans; 0 before the first. */
export async function lastPlanChange(db: Db): Promise<bigint> {
  const { rows } = await sql<{ last: bigint }>`select coalesce(max(id), 0)::bigint as last from work_load_change`.execute(db);
  return rows[0]?.last ?? 0n;
}

export async function insertForecast(
  db: Db,
  { year, number, name, changeId, author }: { year: number; number: number; name: string; changeId: bigint; author: bigint },
): Promise<void> {
  await db.insertInto("work_forecast").values({ fiscal_year: year, number, name, change_id: changeId, author }).execute();
}
