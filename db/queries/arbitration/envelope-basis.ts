import { type RawBuilder, sql } from "kysely";
import { type EnvelopeScope, reachOf, type ScopeTrees } from "#app/domain/arbitration/envelope-scope.ts";
import type { KnownYears } from "#app/domain/arbitration/hypothesis.ts";
import { landingOf, landingYears, monthsOver, noMonths } from "#app/domain/forecast/landing.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";

/** What is known of a place for one class and measure, N being the year before the campaign's. */
export interface KnownPlace extends KnownYears {
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
}

interface MonthRow {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly year: number;
  /** 0: what was notified in the year. */
  readonly month: number;
  readonly amount: Quantity;
}

/**
 * What an envelope of this scope may be reckoned from: notified N, landing N (unit by unit, each by its own months and years), and what was
 * executed in the three years before N. Read from the balances of the units; from their lines where activities are told apart, which no balance knows.
 */
export async function knownYearsOf(
  db: Db,
  { scope, trees, targetYear, today }: { scope: EnvelopeScope; trees: ScopeTrees; targetYear: number; today: Day },
): Promise<KnownPlace[]> {
  const year = targetYear - 1;
  const reach = reachOf(scope, trees);
  const units = [...(reach.units ?? trees.asked)];
  const activities = reach.activities && [...reach.activities];
  const years = { from: year - landingYears, to: year };
  const { rows } = await sql<MonthRow>`
    with month as materialized (
      select fiscal_year, period, extract(month from first_day)::int as month from period where fiscal_year between ${years.from}::int and ${years.to}::int),
    own as materialized (${activities === null ? balances(units, years) : lines(units, years, activities)})
    select o.unit, coalesce(n.spending_class, 'nonPersonnel') as "spendingClass", o.resource as measure, o.fiscal_year as year, m.month, sum(o.amount)::bigint as amount
      from own o left join nature n on n.code = o.nature join month m on m.fiscal_year = o.fiscal_year and m.period = o.period
     where o.account in ('consumed', 'committed') and (o.account = 'consumed' or o.resource = 'AE')
     group by 1, 2, 3, 4, 5
    union all
    select o.unit, coalesce(n.spending_class, 'nonPersonnel'), o.resource, o.fiscal_year, 0, sum(o.amount)::bigint
      from own o left join nature n on n.code = o.nature where o.fiscal_year = ${year}::int
     group by 1, 2, 3, 4`.execute(db);
  return [...grouped(rows, ({ spendingClass, measure }) => `${spendingClass} ${measure}`).values()].map((own) =>
    knownPlace(own, year, today),
  );
}

interface Years {
  readonly from: number;
  readonly to: number;
}

/** Every title of personnel is a nature; the others are of the other class. */
function balances(units: readonly string[], { from, to }: Years): RawBuilder<unknown> {
  return sql`
      select unit, title as nature, section as account, resource, fiscal_year, period, debit - credit as amount
        from unit_balance
       where book = 'budget' and unit = any(${[...units]}::text[]) and fiscal_year between ${from}::int and ${to}::int
         and section not in ('voted', 'unallocated')`;
}

function lines(units: readonly string[], { from, to }: Years, activities: readonly string[]): RawBuilder<unknown> {
  return sql`
      select unit, nature, account, resource, fiscal_year, period, sum(debit - credit)::bigint as amount
        from entry_line
       where book = 'budget' and unit = any(${[...units]}::text[]) and fiscal_year between ${from}::int and ${to}::int
         and account not in ('voted', 'unallocated') and activity = any(${[...activities]}::text[])
       group by 1, 2, 3, 4, 5, 6`;
}

function knownPlace(rows: readonly MonthRow[], year: number, today: Day): KnownPlace {
  const [{ spendingClass, measure }] = rows as [MonthRow, ...MonthRow[]];
  const executed = [
    ...grouped(
      rows.filter((row) => row.month > 0 && row.year < year),
      (row) => String(row.year),
    ).values(),
  ]
    .map((own) => ({ year: own[0]?.year ?? 0, amount: sum(own.map(({ amount }) => amount)) }))
    .filter(({ amount }) => amount !== 0n)
    .toSorted((left, right) => left.year - right.year);
  const units = [...grouped(rows, ({ unit }) => unit).values()];
  return {
    ...{ spendingClass, measure, year, executed },
    notified: sum(rows.filter(({ month }) => month === 0).map(({ amount }) => amount)),
    landing: sum(units.map((own) => unitLanding(own, year, today))),
  };
}

function unitLanding(rows: readonly MonthRow[], year: number, today: Day): Quantity {
  const monthsOf = (of: number) => {
    const months = [...noMonths];
    for (const row of rows) if (row.year === of && row.month > 0) months[row.month - 1] = (months[row.month - 1] ?? 0n) + row.amount;
    return months;
  };
  const past = Array.from({ length: landingYears }, (_, back) => monthsOf(year - 1 - back));
  const notified = sum(rows.filter(({ month }) => month === 0).map(({ amount }) => amount));
  return landingOf({ months: monthsOf(year), over: monthsOver(year, today), past, notified });
}
