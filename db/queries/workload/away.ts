import { sql } from "kysely";
import { firstDayOf, type Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { AwayKind } from "#app/domain/workload/away.ts";
import type { Db } from "../../client.ts";

export interface AwayDays {
  readonly unit: string;
  readonly month: Month;
  readonly kind: AwayKind;
  readonly days: Quantity;
}

/** Days away said of these units in these months. */
export async function awayDays(db: Db, { units, from, to }: { units: readonly string[]; from: Month; to: Month }): Promise<AwayDays[]> {
  const { rows } = await sql<AwayDays>`
    select unit, left(month::text, 7) as month, kind, days from absence_total
     where unit = any(${[...units]}::text[]) and month between ${firstDayOf(from)}::date and ${firstDayOf(to)}::date
     order by 1, 2, 3`.execute(db);
  return rows;
}

/** The months of a unit as they are said now; 0 days takes what was said away. */
export async function saveAwayDays(db: Db, days: readonly AwayDays[], author: bigint): Promise<void> {
  for (const { unit, month, kind, days: said } of days) {
    const place = { unit, kind, month: firstDayOf(month) };
    if (said === 0n) {
      await db.deleteFrom("absence_total").where("unit", "=", unit).where("kind", "=", kind).where("month", "=", place.month).execute();
      continue;
    }
    await db
      .insertInto("absence_total")
      .values({ ...place, days: said, author })
      .onConflict((conflict) => conflict.columns(["unit", "month", "kind"]).doUpdateSet({ days: said, author, at: sql`clock_timestamp()` }))
      .execute();
  }
}
