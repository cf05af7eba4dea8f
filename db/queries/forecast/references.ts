import { sql } from "kysely";
import { type CampaignYear, presentYear } from "#app/domain/campaign/kind.ts";
import {
  type LineReference,
  type NotifiedThere,
  type Outturn,
  type ReferencePlace,
  referencesFrom,
  type Trees,
} from "#app/domain/forecast/references.ts";
import { type CostView, seen } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { KeptUntilPosted } from "../kept-until-posted.ts";

/** How far back a unit's own history is read. */
export const historyYears = 6;

/**
 * What a unit's requests are compared with in a campaign, by nature, activity and measure, from the lines of the journal: executed N-1, notified N
 * and landing N (N is `presentYear`). The sums are those of the unit's own lines, whatever level its credits are controlled at.
 */
export async function referencesOf(
  db: Db,
  {
    campaign,
    unit,
    today,
    view,
    ...known
  }: { readonly campaign: CampaignYear; readonly unit: string; readonly today: Day; readonly view: CostView; readonly trees?: NamedTrees },
): Promise<LineReference[]> {
  const trees = known.trees ?? (await treesOn(db, `${campaign.targetYear}-01-01`));
  const present = presentYear(campaign);
  const { outturns, notified } = await keptPlaces.of(db, `${unit} ${present}`, async () => ({
    outturns: await outturnsOf(db, { unit, from: present - historyYears, to: present }),
    notified: await notifiedTo(db, { unit, year: present }),
  }));
  return referencesFrom({
    ...{ present, today, trees },
    outturns: inViewOf(outturns, trees, view),
    notified: inViewOf(notified, trees, view),
  });
}

/** Of each unit, what its lines say: as many as an organisation has units, for a few years. */
const keptPlaces = new KeptUntilPosted<{ readonly outturns: readonly Outturn[]; readonly notified: readonly NotifiedThere[] }>(300);

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
  const { rows } = await sql<OutturnRow>`
    with month as materialized (
      select fiscal_year, period, extract(month from first_day)::int as month from period where fiscal_year between ${from}::int and ${to}::int)
    select nature, activity, measure, year, ${sql.join(eachMonth)}
      from (select l.nature, l.activity, l.resource as measure, l.fiscal_year as year, m.month, l.debit - l.credit as amount
              from entry_line l join month m on m.fiscal_year = l.fiscal_year and m.period = l.period
             where l.book = 'budget' and l.unit = ${unit} and l.fiscal_year between ${from}::int and ${to}::int
               and l.account in ('consumed', 'committed') and (l.account = 'consumed' or l.resource = 'AE')) own
     group by 1, 2, 3, 4`.execute(db);
  return rows.map((row) => {
    const { nature, activity, measure, year } = row;
    return { nature, activity, measure, year, months: monthColumns.map((column) => row[column] ?? 0n) };
  });
}

type MonthColumn = `m${number}`;
type OutturnRow = ReferencePlace & { readonly year: number } & { readonly [Column in MonthColumn]: Quantity | null };

const monthColumns = Array.from({ length: 12 }, (_, index): MonthColumn => `m${index + 1}`);
/** A year on a row, its months as many columns: a row for each month costs more on its way than to sum. A complementary period is of its last month. */
const eachMonth = monthColumns.map(
  (column, index) => sql`(sum(amount) filter (where month = ${sql.lit(index + 1)}))::bigint as ${sql.id(column)}`,
);

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
