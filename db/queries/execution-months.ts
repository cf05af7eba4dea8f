import { sql } from "kysely";
import { type FactKindName, resourceOfFacts } from "#app/domain/execution/monthly.ts";
import { type Month, monthOf } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

/** What was recorded of a month at one place: in the smallest unit of the kind's resource. */
export interface MonthFact {
  readonly month: Month;
  readonly unit: string;
  readonly nature: string;
  readonly amount: Quantity;
  /** The part that no credit covered when it was recorded. */
  readonly overrun: Quantity;
}

/** The facts of an exercise on these units, by month, nature and unit. */
export async function monthFacts(db: Db, year: number, kind: FactKindName, units: readonly string[]): Promise<MonthFact[]> {
  const { rows } = await sql<Omit<MonthFact, "month"> & { first: string }>`
    select (y.first_day + make_interval(months => f.month - 1))::date::text as first, f.unit, l.nature,
           coalesce(sum(l.debit) filter (where l.account = 'consumed'), 0)::bigint as amount,
           coalesce(sum(l.credit) filter (where l.account = 'overrun'), 0)::bigint as overrun
      from monthly_fact f
      join fiscal_year y on y.year = f.fiscal_year
      join entry e on e.event_id = f.event_id and e.book = 'budget'
      join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id and l.resource = ${resourceOfFacts[kind]}
     where f.fiscal_year = ${year} and f.kind = ${kind} and f.unit = any(${[...units]}::text[])
     group by 1, 2, 3 order by 1, 3, 2`.execute(db);
  return rows.map(({ first, ...row }) => ({ ...row, month: monthOf(first) }));
}
