import { sql } from "kysely";
import type { AsOf } from "#app/domain/as-of.ts";
import type { History } from "#app/domain/landing/back-test.ts";
import type { YearSeries } from "#app/domain/landing/series.ts";
import { monthCount } from "#app/domain/landing/series.ts";
import { type BudgetResource, budgetResources, type Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";
import { endOf } from "./as-of.ts";
import { readCube } from "./cube/cube.ts";

/** Of one class and resource, what is known of each unit, year after year. */
export interface LandingGroup {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly units: ReadonlyMap<string, History>;
}

/** The years before the one that lands which may tell of it. */
export const pastYears = 4;

interface HistoriesOf {
  readonly years: readonly number[];
  /** All of them unless said. */
  readonly units?: readonly string[];
  readonly resources?: readonly BudgetResource[];
  readonly asOf?: AsOf | undefined;
}

/**
 * What each unit used and had at its disposal month by month in these years, and what its commitments gave each of them to pay, by class and
 * resource. A month of a longer exercise counts with the twelfth; a unit that held nothing in a year has no such year.
 */
export async function landingHistories(db: Db, { years, units, resources = budgetResources, asOf }: HistoriesOf): Promise<LandingGroup[]> {
  const rows = await readCube(db, {
    ...{ measures: ["used", "released"], resources, years, by: ["year", "month", "unit", "spendingClass"], asOf },
    ...(units ? { where: { unit: units } } : {}),
  });
  // Only CP have schedules.
  const schedules = resources.includes("CP") ? await schedulesOf(db, years, units, asOf) : new Map<string, Schedule>();
  const found = new Map<string, { group: LandingGroup; units: Map<string, { year: number; series: Series }[]> }>();
  for (const { at, resource, amounts } of rows) {
    const { year, month, unit, spendingClass } = at;
    if (year === null || month === null || unit === null || spendingClass === null || resource === "EUR") continue;
    const key = `${spendingClass} ${resource}`;
    const own = found.get(key) ?? groupOf(spendingClass as SpendingClass, resource);
    found.set(key, own);
    const series = seriesOf(own.units, unit, Number(year), schedules.get(`${unit} ${key} ${year}`));
    const index = Math.min(monthCount, Number(month.slice(5)) + 12 * (Number(month.slice(0, 4)) - Number(year))) - 1;
    series.used[index] = (series.used[index] ?? 0) + Number(amounts.used);
    for (let later = index; later < monthCount; later += 1)
      series.released[later] = (series.released[later] ?? 0) + Number(amounts.released);
  }
  return [...found.values()].map(({ group }) => group);
}

interface Series extends YearSeries {
  readonly used: number[];
  readonly released: number[];
}

function groupOf(spendingClass: SpendingClass, resource: BudgetResource) {
  const units = new Map<string, { year: number; series: Series }[]>();
  return { group: { spendingClass, resource, units }, units };
}

function seriesOf(
  units: Map<string, { year: number; series: Series }[]>,
  unit: string,
  year: number,
  schedule: Schedule | undefined,
): Series {
  const history = units.get(unit) ?? [];
  units.set(unit, history);
  const known = history.find((own) => own.year === year);
  if (known) return known.series;
  const series: Series = { used: Array(monthCount).fill(0), released: Array(monthCount).fill(0), ...schedule };
  history.push({ year, series });
  history.sort((left, right) => left.year - right.year);
  return series;
}

type Schedule = Required<Pick<YearSeries, "scheduled" | "paidOnCommitments">>;

/**
 * What the commitments of each unit give each year to pay, by the month in which they were made (0: an earlier year), and what was paid on
 * commitments in each month: « unit class CP year ». Of a past day, of what was recorded by its end; schedules that were changed since are those of today.
 */
async function schedulesOf(
  db: Db,
  years: readonly number[],
  units: readonly string[] | undefined,
  asOf: AsOf | undefined,
): Promise<Map<string, Schedule>> {
  const knownBy = (document: string) => (asOf ? sql`and ${sql.ref(`${document}.created_at`)} < ${endOf(asOf.on)}` : sql``);
  const inUnits = units ? sql`and l.unit = any(${[...units]}::text[])` : sql``;
  const { rows } = await sql<{
    unit: string;
    spendingClass: string;
    year: number;
    month: number;
    kind: "scheduled" | "paid";
    amount: Quantity;
  }>`
    select l.unit, n.spending_class as "spendingClass", s.year, case when c.fiscal_year < s.year then 0 else extract(month from c.committed_on)::int end as month,
           'scheduled' as kind, sum(s.amount)::bigint as amount
      from commitment_schedule s
      join commitment_line l on l.commitment_id = s.commitment_id and l.line = s.line
      join commitment c on c.id = s.commitment_id
      join nature n on n.code = l.nature
     where s.year = any(${[...years]}::int[]) and c.fiscal_year <= s.year ${inUnits} ${knownBy("c")}
     group by 1, 2, 3, 4
    union all
    select l.unit, n.spending_class, p.fiscal_year, extract(month from p.paid_on)::int, 'paid', sum(p.amount)::bigint
      from payment p
      join payment_request l on l.id = p.payment_request_id and l.commitment_id is not null
      join nature n on n.code = l.nature
     where p.fiscal_year = any(${[...years]}::int[]) ${inUnits} ${knownBy("p")}
     group by 1, 2, 3, 4`.execute(db);
  const found = new Map<string, { scheduled: number[]; paidOnCommitments: number[] }>();
  for (const { unit, spendingClass, year, month, kind, amount } of rows) {
    const key = `${unit} ${spendingClass} CP ${year}`;
    const own = found.get(key) ?? { scheduled: Array(monthCount + 1).fill(0), paidOnCommitments: Array(monthCount).fill(0) };
    found.set(key, own);
    if (kind === "scheduled") own.scheduled[month] = (own.scheduled[month] ?? 0) + Number(amount);
    else own.paidOnCommitments[month - 1] = (own.paidOnCommitments[month - 1] ?? 0) + Number(amount);
  }
  return found;
}
