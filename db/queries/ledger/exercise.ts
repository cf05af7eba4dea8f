import { type SqlBool, sql } from "kysely";
import { type Day, isDay } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export interface Exercise {
  readonly year: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly status: "open" | "closed";
}

/** The exercise that a day belongs to. */
export async function exerciseOn(db: Db, day: Day): Promise<Exercise | undefined> {
  if (!isDay(day)) return undefined;
  return await db
    .selectFrom("fiscal_year")
    .select(["year", "first_day as firstDay", "last_day as lastDay", "status"])
    .where(sql<SqlBool>`${day}::date between first_day and last_day`)
    .executeTakeFirst();
}

export async function exerciseNamed(db: Db, year: number): Promise<Exercise | undefined> {
  return await db
    .selectFrom("fiscal_year")
    .select(["year", "first_day as firstDay", "last_day as lastDay", "status"])
    .where("year", "=", year)
    .executeTakeFirst();
}

export interface PeriodState {
  readonly period: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly complementary: boolean;
  readonly status: "open" | "locked" | "closed";
}

export async function periodsOfYear(db: Db, year: number): Promise<PeriodState[]> {
  return await db
    .selectFrom("period")
    .select(["period", "first_day as firstDay", "last_day as lastDay", "complementary", "status"])
    .where("fiscal_year", "=", year)
    .orderBy("period")
    .execute();
}
