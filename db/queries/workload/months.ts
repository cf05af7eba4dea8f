import { sql } from "kysely";
import { firstDayOf, type Month } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** Those of these months whose period is open. */
export async function openMonths(db: Db, months: readonly Month[]): Promise<Month[]> {
  const { rows } = await sql<{ month: Month }>`
    select left(first_day::text, 7) as month from period
     where first_day = any(${months.map(firstDayOf)}::date[]) and status = 'open' and not complementary order by 1`.execute(db);
  return rows.map(({ month }) => month);
}
