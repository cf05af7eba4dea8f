import { sql } from "kysely";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";

export interface SheetRequest {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly state: RequestState;
  readonly version: number;
  /** How many cells of it hold an amount. */
  readonly cells: number;
}

/** The requests of a unit's sheet by number, held until the end of the transaction. */
export async function sheetRequests(db: Db, campaign: string, unit: string): Promise<SheetRequest[]> {
  const { rows } = await sql<SheetRequest>`
    with own as materialized (
      select r.id, r.number, r.title, r.kind, r.state, r.version
        from request r join sheet s on s.id = r.sheet_id where s.campaign = ${campaign} and s.unit = ${unit} order by r.id for update of r)
    select id, title, kind, state, version,
           (select count(*)::int from plan_line l join plan_cell c on c.line_id = l.id where l.request_id = own.id) as cells
      from own order by number`.execute(db);
  return rows;
}

/** What a unit asked on a line a year before, summed over the year; smallest unit. */
export interface AskedBefore {
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly amount: Quantity;
}

/** What a unit asked for `year` in the last campaign of it, initial first: what was handed in, savings left out. */
export async function askedFor(db: Db, unit: string, year: number): Promise<AskedBefore[]> {
  const { rows } = await sql<AskedBefore>`
    with known as materialized (
      select s.id from campaign c join sheet s on s.campaign = c.id and s.unit = ${unit}
       where c.target_year = ${year} and exists (select from request r where r.sheet_id = s.id and r.state <> 'draft')
       order by (c.kind = 'initial') desc, c.opens_on desc limit 1)
    select l.nature, l.activity, l.label, n.spending_class as "spendingClass", c.measure, sum(c.amount)::bigint as amount
      from known join request r on r.sheet_id = known.id and r.state <> 'draft' and r.kind <> 'saving'
      join plan_line l on l.request_id = r.id join nature n on n.code = l.nature
      join plan_cell c on c.line_id = l.id and c.target_year = ${year}
     group by 1, 2, 3, 4, 5 having sum(c.amount) > 0 order by 1, 2, 3, 5`.execute(db);
  return rows;
}

/** Which of these natures and activities are in force on a day, and the class of each nature. */
export async function codesInForce(
  db: Db,
  day: string,
): Promise<{ readonly natures: ReadonlyMap<string, SpendingClass>; readonly activities: ReadonlySet<string> }> {
  const natures = await sql<{ code: string; spendingClass: SpendingClass }>`
    select n.code, n.spending_class as "spendingClass" from nature n
      join nature_version v on v.code = n.code and v.superseded_at is null and v.valid @> ${day}::date
     where n.spending_class is not null`.execute(db);
  const activities = await sql<{ code: string }>`
    select code from activity_version where superseded_at is null and valid @> ${day}::date`.execute(db);
  return {
    natures: new Map(natures.rows.map(({ code, spendingClass }) => [code, spendingClass])),
    activities: new Set(activities.rows.map(({ code }) => code)),
  };
}
