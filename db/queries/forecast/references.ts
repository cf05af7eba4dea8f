import { sql } from "kysely";
import type { YearOfMonths } from "#app/domain/forecast/landing.ts";
import {
  type LineReference,
  type NotifiedThere,
  type Outturn,
  type ReferencePlace,
  referencesFrom,
  type Trees,
} from "#app/domain/forecast/references.ts";
import { type CostView, seen } from "#app/domain/forecast/staff/cost-sight.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";

/** How far back a unit's own history is read. */
export const historyYears = 6;

/**
 * What a unit's requests for `year` are compared with, by nature, activity and measure, from the lines of the journal: executed N-1, notified N
 * and landing N (N is the year before). The sums are those of the unit's own lines, whatever level its credits are controlled at.
 */
export async function referencesOf(
  db: Db,
  {
    year,
    unit,
    today,
    view,
    ...known
  }: { readonly year: number; readonly unit: string; readonly today: Day; readonly view: CostView; readonly trees?: NamedTrees },
): Promise<LineReference[]> {
  const trees = known.trees ?? (await treesOn(db, `${year}-01-01`));
  const outturns = await outturnsOf(db, { unit, from: year - 1 - historyYears, to: year - 1 });
  const notified = await notifiedTo(db, { unit, year: year - 1 });
  return referencesFrom({
    ...{ year, today, trees },
    outturns: inViewOf(outturns, trees, view),
    notified: inViewOf(notified, trees, view),
  });
}

/** What a view shows of what was executed or notified: what personnel cost is left to those who see what it will cost. */
export function inViewOf<Own extends { readonly nature: string | null; readonly measure: BudgetResource }>(
  own: readonly Own[],
  { classes }: Pick<NamedTrees, "classes">,
  view: CostView,
): readonly Own[] {
  return seen(own, ({ nature }) => classes.get(nature ?? ""), view);
}

/** What a unit executed in each year from `from` to `to`, by month; a year or a place without any is left out. */
export async function outturnsOf(
  db: Db,
  { unit, from, to }: { readonly unit: string; readonly from: number; readonly to: number },
): Promise<Outturn[]> {
  const { rows } = await sql<ReferencePlace & { year: number; month: number; amount: Quantity }>`
    select l.nature, l.activity, l.resource as measure, l.fiscal_year as year, extract(month from p.first_day)::int as month,
           sum(l.debit - l.credit)::bigint as amount
      from entry_line l join period p on p.fiscal_year = l.fiscal_year and p.period = l.period
     where l.book = 'budget' and l.unit = ${unit} and l.fiscal_year between ${from}::int and ${to}::int
       and l.account in ('consumed', 'committed') and (l.account = 'consumed' or l.resource = 'AE')
     group by 1, 2, 3, 4, 5`.execute(db);
  const years = grouped(rows, ({ nature, activity, measure, year }) => `${nature} ${activity} ${measure} ${year}`);
  return [...years.values()].flatMap((months): Outturn[] => {
    const [first] = months;
    if (!first) return [];
    const { nature, activity, measure, year } = first;
    return [{ nature, activity, measure, year, months: monthly(months) }];
  });
}

/** What came to a unit in a year, less what left it again, at the very natures and activities of its notifications. */
async function notifiedTo(db: Db, { unit, year }: { readonly unit: string; readonly year: number }): Promise<NotifiedThere[]> {
  const { rows } = await sql<NotifiedThere>`
    select nature, activity, resource as measure, sum(debit - credit)::bigint as amount
      from entry_line
     where book = 'budget' and unit = ${unit} and fiscal_year = ${year}::int and account not in ('voted', 'unallocated')
     group by 1, 2, 3 having sum(debit - credit) <> 0`.execute(db);
  return rows;
}

/** The trees of natures and activities on a day, and what their codes are called. */
export async function treesOn(db: Db, day: Day): Promise<NamedTrees> {
  const { rows } = await sql<TreeRow>`
    select 'nature' as tree, v.code, v.parent, v.label, n.spending_class as "spendingClass"
      from nature_version v join nature n on n.code = v.code where v.superseded_at is null and v.valid @> ${day}::date
    union all
    select 'activity', code, parent, label, null from activity_version where superseded_at is null and valid @> ${day}::date`.execute(db);
  const of = (tree: "nature" | "activity") => new Map(rows.filter((row) => row.tree === tree).map(({ code, parent }) => [code, parent]));
  const labels = new Map(rows.map(({ tree, code, label }) => [`${tree} ${code}`, label]));
  const classes = new Map(rows.map(({ tree, code, spendingClass }) => [tree === "nature" ? code : "", spendingClass]));
  return { natures: of("nature"), activities: of("activity"), labels, classes };
}

interface NamedTrees extends Trees {
  /** By tree and code: « nature 31 ». */
  readonly labels: ReadonlyMap<string, string>;
  readonly classes: ReadonlyMap<string, SpendingClass | null>;
}
interface TreeRow {
  readonly tree: "nature" | "activity";
  readonly code: string;
  readonly parent: string | null;
  readonly label: string;
  readonly spendingClass: SpendingClass | null;
}

/** An exercise's complementary period is dated its last month. */
function monthly(months: readonly { readonly month: number; readonly amount: Quantity }[]): YearOfMonths {
  const year = Array<Quantity>(12).fill(0n);
  for (const { month, amount } of months) year[month - 1] = (year[month - 1] ?? 0n) + amount;
  return year;
}
