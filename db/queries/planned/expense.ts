import { sql } from "kysely";
import type { PlannedAct, PlannedExpense, PlannedState } from "#app/domain/execution/planned/expense.ts";
import type { MonthPayment } from "#app/domain/execution/planned/payments.ts";
import { type Month, monthOfYear } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";
import { lockNamed } from "../named-lock.ts";

/** A planned expense as it stands. */
export interface PlannedRow extends PlannedExpense {
  readonly id: string;
  readonly number: bigint;
  readonly unit: string;
  readonly unitLabel: string;
  readonly version: number;
  readonly state: PlannedState;
  /** Cents of it that commitments took. */
  readonly matched: Quantity;
  /** The numbers of those commitments, « , » between them; empty when there is none. */
  readonly commitments: string;
  /** Of its line of the plan; null outside the plan. */
  readonly line: string | null;
  readonly nature: string | null;
  readonly activity: string | null;
  readonly author: string;
  readonly at: Date;
}

export interface PlannedFilter {
  readonly year: number;
  readonly units: readonly string[];
  /** One of them alone. */
  readonly id?: string | undefined;
  readonly state?: PlannedState | undefined;
  /** Words of the object, the supplier, the line, the unit or the n° EJ. */
  readonly query?: string;
  /** « month number » of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit?: number;
}

/** The planned expenses of these units, by month of commitment then number. */
export async function plannedExpenses(db: Db, filter: PlannedFilter): Promise<PlannedRow[]> {
  const { year, units, id, state, query = "", limit } = filter;
  if (id !== undefined && !isUuid(id)) return [];
  const [afterMonth = null, afterNumber = null] = /^(\d{1,2}) (\d{1,18})$/.exec(filter.after ?? "")?.slice(1) ?? [];
  const words = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<Omit<PlannedRow, "month" | "payments"> & { monthNumber: number }>`
    select e.id, e.number, e.unit, coalesce(n.short_label, e.unit) as "unitLabel", v.version, v.state, v.object, v.amount,
           v.month as "monthNumber", v.supplier, v.line_id as "lineId", coalesce(m.amount, 0)::bigint as matched,
           coalesce(m.numbers, '') as commitments, l.nature, l.activity,
           case when l.id is not null then coalesce(nullif(l.label, ''), l.nature || ' ' || l.activity) end as line, u.name as author, v.at
      from planned_expense e
      join lateral (select * from planned_expense_version v where v.expense_id = e.id order by v.version desc limit 1) v on true
      join app_user u on u.id = v.author
      left join lateral (
        select sum(k.amount) as amount, string_agg(distinct c.number, ', ' order by c.number) as numbers
          from planned_match k join commitment c on c.id = k.commitment_id where k.expense_id = e.id and k.undone_at is null) m on true
      left join plan_line l on l.id = v.line_id
      left join unit_version n on n.code = e.unit and n.superseded_at is null and n.valid @> make_date(${year}, 1, 1)
     where e.fiscal_year = ${year} and e.unit = any(${[...units]}::text[]) and (${id ?? null}::uuid is null or e.id = ${id ?? null}::uuid)
       and (${state ?? null}::text is null or v.state = ${state ?? null}::text)
       and (${query} = '' or v.object ilike ${words} or v.supplier ilike ${words} or l.label ilike ${words} or n.short_label ilike ${words}
            or m.numbers ilike ${words})
       and (${afterMonth}::int is null or (v.month, e.number) > (${afterMonth}::int, ${afterNumber}::bigint))
     order by v.month, e.number limit ${limit ?? null}::int`.execute(db);
  const payments = await paymentsOf(db, rows);
  return rows.map(({ monthNumber, ...row }) => ({ ...row, month: monthOfYear(year, monthNumber), payments: payments.get(row.id) ?? [] }));
}

async function paymentsOf(db: Db, expenses: readonly { id: string; version: number }[]): Promise<Map<string, MonthPayment[]>> {
  const { rows } = await sql<{ id: string; year: number; month: number; amount: Quantity }>`
    select p.expense_id as id, p.year, p.month, p.amount
      from unnest(${expenses.map(({ id }) => id)}::text[], ${expenses.map(({ version }) => String(version))}::text[]) as k(id, version)
      join planned_payment p on p.expense_id = k.id::uuid and p.version = k.version::int
     order by 1, 2, 3`.execute(db);
  const payments = new Map<string, MonthPayment[]>();
  for (const { id, year, month, amount } of rows) {
    payments.set(id, [...(payments.get(id) ?? []), { month: monthOfYear(year, month), amount }]);
  }
  return payments;
}

/** An expense with its unit and exercise, locked until the end of the transaction. */
export async function lockPlannedExpense(db: Db, id: string): Promise<{ year: number; unit: string } | undefined> {
  if (!isUuid(id)) return undefined;
  await lockNamed(db, "planned expense", [id]);
  return await db.selectFrom("planned_expense").select(["fiscal_year as year", "unit"]).where("id", "=", id).executeTakeFirst();
}

export interface NewVersion {
  readonly id: string;
  readonly version: number;
  readonly act: PlannedAct;
  readonly state: PlannedState;
  readonly author: bigint;
  readonly expense: PlannedExpense;
}

export async function insertPlannedExpenses(
  db: Db,
  { year, unit, ids }: { year: number; unit: string; ids: readonly string[] },
): Promise<void> {
  await db
    .insertInto("planned_expense")
    .values(ids.map((id) => ({ id, fiscal_year: year, unit })))
    .execute();
}

export async function insertPlannedVersions(db: Db, versions: readonly NewVersion[]): Promise<void> {
  await db
    .insertInto("planned_expense_version")
    .values(
      versions.map(({ id, version, act, state, author, expense: { object, amount, month, supplier, lineId } }) => ({
        ...{ expense_id: id, version, act, state, author, object, amount, supplier },
        ...{ month: Number(month.slice(5)), line_id: lineId },
      })),
    )
    .execute();
  const payments = versions.flatMap(({ id, version, expense }) =>
    expense.payments.map(({ month, amount }) => {
      return { expense_id: id, version, year: Number(month.slice(0, 4)), month: Number(month.slice(5)), amount };
    }),
  );
  await db.insertInto("planned_payment").values(payments).execute();
}

/** A line of the plan of a year that an expense of a unit may detail: not of personnel, which is never committed. */
export interface PlanLine {
  readonly id: string;
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  readonly request: string;
  /** AE asked for the year; cents. */
  readonly forecast: Quantity;
}

/** The lines of these units in a campaign; savings and what was emptied left out. */
export async function planLines(
  db: Db,
  { campaign, year, units }: { campaign: string; year: number; units: readonly string[] },
): Promise<PlanLine[]> {
  const { rows } = await sql<PlanLine>`
    select l.id, s.unit, l.nature, l.activity, coalesce(nullif(l.label, ''), v.label, l.nature) as label, r.number || '. ' || r.title as request,
           coalesce((select sum(c.amount) from plan_cell c where c.line_id = l.id and c.measure = 'AE' and c.target_year = ${year}), 0)::bigint
             as forecast
      from sheet s
      join plan_line l on l.sheet_id = s.id
      join request r on r.id = l.request_id and r.kind <> 'saving'
      join nature n on n.code = l.nature and n.spending_class = 'nonPersonnel'
      left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> make_date(${year}, 1, 1)
     where s.campaign = ${campaign} and s.unit = any(${[...units]}::text[]) and exists (select from plan_cell c where c.line_id = l.id)
     order by s.unit, r.number, l.position, l.id`.execute(db);
  return rows;
}

/** Whether a line may be detailed by an expense of this unit and year. */
export async function isPlanLine(db: Db, lineId: string, { unit, year }: { unit: string; year: number }): Promise<boolean> {
  if (!isUuid(lineId)) return false;
  const { rows } = await sql`
    select from plan_line l join sheet s on s.id = l.sheet_id join campaign c on c.id = s.campaign
      join nature n on n.code = l.nature and n.spending_class = 'nonPersonnel'
     where l.id = ${lineId} and s.unit = ${unit} and c.target_year = ${year}`.execute(db);
  return rows.length > 0;
}

/** What is committed in the exercise, by unit, nature and activity; cents of AE, withdrawals taken off. */
export interface CommittedPlace {
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly committed: Quantity;
}

export async function committedByPlace(db: Db, year: number, units: readonly string[]): Promise<CommittedPlace[]> {
  const { rows } = await sql<CommittedPlace>`
    select l.unit, l.nature, l.activity, sum(l.committed - l.withdrawn)::bigint as committed
      from commitment_line l join commitment c on c.id = l.commitment_id
     where c.fiscal_year = ${year} and l.unit = any(${[...units]}::text[])
     group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

/** One act on an expense: who, when, and what it says since. */
export interface PlannedStep {
  readonly version: number;
  readonly act: PlannedAct;
  readonly object: string;
  readonly amount: Quantity;
  readonly amountBefore: Quantity | null;
  readonly month: Month;
  readonly monthBefore: Month | null;
  readonly author: string;
  readonly at: Date;
}

/** The latest first. */
export async function plannedSteps(db: Db, id: string): Promise<PlannedStep[]> {
  if (!isUuid(id)) return [];
  const { rows } = await sql<PlannedStep>`
    select v.version, v.act, v.object, v.amount, b.amount as "amountBefore", to_char(make_date(e.fiscal_year, v.month, 1), 'YYYY-MM') as month,
           to_char(make_date(e.fiscal_year, b.month, 1), 'YYYY-MM') as "monthBefore", u.name as author, v.at
      from planned_expense e
      join planned_expense_version v on v.expense_id = e.id
      join app_user u on u.id = v.author
      left join planned_expense_version b on b.expense_id = v.expense_id and b.version = v.version - 1
     where e.id = ${id} order by v.version desc`.execute(db);
  return rows;
}
