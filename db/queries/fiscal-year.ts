import { sql } from "kysely";
import type { Exercise, ExercisePeriod } from "#app/domain/reference/fiscal-year.ts";
import { spendingClasses, stages } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

const budgetResources = ["AE", "CP", "ETPT", "DAY"];

export interface FiscalYear extends Exercise {
  readonly status: "open" | "closed";
  readonly opening: "voted" | "servicesVotes";
}

export async function fiscalYears(db: Db): Promise<FiscalYear[]> {
  return await db
    .selectFrom("fiscal_year")
    .select(["year", "first_day as firstDay", "last_day as lastDay", "status", "opening"])
    .orderBy("year")
    .execute();
}

export async function saveFiscalYear(
  db: Db,
  { year, firstDay, lastDay, opening }: Exercise & { opening: FiscalYear["opening"] },
  periods: readonly ExercisePeriod[],
): Promise<void> {
  await db.insertInto("fiscal_year").values({ year, first_day: firstDay, last_day: lastDay, opening }).execute();
  const rows = periods.map((period) => ({
    fiscal_year: year,
    period: period.period,
    first_day: period.firstDay,
    last_day: period.lastDay,
    complementary: period.complementary,
  }));
  await db.insertInto("period").values(rows).execute();
}

/** The periods of an exercise as the books hold them, in order. */
export async function exercisePeriods(db: Db, year: number): Promise<ExercisePeriod[]> {
  return await db
    .selectFrom("period")
    .select(["period", "first_day as firstDay", "last_day as lastDay", "complementary"])
    .where("fiscal_year", "=", year)
    .orderBy("period")
    .execute();
}

/**
 * Makes the rows that posting expects in every open exercise: one counter for each journal, one position of nothing for each unit,
 * class, resource and stage. Rows that are there are left alone; posting never makes any (an upsert would refuse legal movements).
 */
export async function preparePosting(db: Db): Promise<void> {
  await sql`
    with wanted as materialized (
      select y.year, j.code from fiscal_year y cross join journal j where y.status = 'open' order by 1, 2)
    insert into journal_counter (fiscal_year, journal) select year, code from wanted on conflict do nothing`.execute(db);
  await sql`
    with wanted as materialized (
      select y.year, u.code, c.spending_class, r.resource, s.stage
        from fiscal_year y
       cross join unit u
       cross join unnest(${[...spendingClasses]}::text[]) as c(spending_class)
       cross join unnest(${budgetResources}::text[]) as r(resource)
       cross join unnest(${[...stages]}::text[]) as s(stage)
       where y.status = 'open'
         and not exists (select from stage_position p where p.fiscal_year = y.year and p.unit = u.code)
       order by 1, 2, 3, 4, 5)
    insert into stage_position (fiscal_year, unit, spending_class, resource, stage)
    select year, code, spending_class, resource, stage from wanted on conflict do nothing`.execute(db);
}
