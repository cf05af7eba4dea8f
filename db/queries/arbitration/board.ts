import { sql } from "kysely";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { landingOf, landingYears, monthsOver, noMonths, type YearOfMonths } from "#app/domain/forecast/landing.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { type SpendingClass, spendingClasses } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { inSight } from "../forecast/costs.ts";

/** What a unit had in a year, in one measure: what came to it, less what left it again, and what it executed of that. */
export interface UnitYear {
  readonly unit: string;
  readonly year: number;
  readonly spendingClass: SpendingClass;
  readonly executed: Quantity;
  readonly notified: Quantity;
}

/** Executed and notified by unit, class and year, at the control level: what `references` says, over several years. */
export async function unitYears(
  db: Db,
  { units, measure, from, to, sight }: { units: Iterable<string>; measure: BudgetResource; from: number; to: number; sight: CostSight },
): Promise<UnitYear[]> {
  const { rows } = await sql<UnitYear>`
    select unit, fiscal_year as year, spending_class as "spendingClass",
           coalesce(sum(amount) filter (where stage = 'consumed' or (resource = 'AE' and stage = 'committed')), 0)::bigint as executed,
           coalesce(sum(case stage when 'overrun' then -amount else amount end), 0)::bigint as notified
      from stage_position
     where unit = any(${[...units]}::text[]) and resource = ${measure} and fiscal_year between ${from}::int and ${to}::int
       and stage not in ('voted', 'unallocated')
       and ${inSight(sight, { unit: "unit", measure: "resource", spendingClass: "spending_class" })}
     group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

/**
 * « Atterrissage N » of each unit in one measure, classes together: what is executed of N to the end of its last whole month, and the rest of the
 * year as the past years ended (`landingOf`). `year` is N.
 */
export async function landings(
  db: Db,
  given: { units: Iterable<string>; measure: BudgetResource; year: number; today: Day; sight: CostSight },
  notified: ReadonlyMap<string, Quantity>,
): Promise<Map<string, Quantity>> {
  const { year, measure } = given;
  const { rows } = await sql<{ unit: string; year: number; month: number; amount: Quantity }>`
    select b.unit, b.fiscal_year as year, extract(month from p.first_day)::int as month, sum(b.debit - b.credit)::bigint as amount
      from unit_balance b join period p on p.fiscal_year = b.fiscal_year and p.period = b.period left join nature n on n.code = b.title
     where b.book = 'budget' and b.resource = ${measure} and b.unit = any(${[...given.units]}::text[])
       and b.fiscal_year between ${year - landingYears}::int and ${year}::int
       and (b.section = 'consumed' or (b.resource = 'AE' and b.section = 'committed'))
       and ${inSight(given.sight, { unit: "b.unit", measure: "b.resource", spendingClass: "n.spending_class" })}
     group by 1, 2, 3`.execute(db);
  const years = new Map<string, Map<number, Quantity[]>>();
  for (const row of rows) {
    const own = years.get(row.unit) ?? new Map<number, Quantity[]>();
    const months = own.get(row.year) ?? [...noMonths];
    months[row.month - 1] = row.amount;
    years.set(row.unit, own.set(row.year, months));
  }
  const over = monthsOver(year, given.today);
  return new Map(
    [...given.units].map((unit) => {
      const own = years.get(unit);
      const past = Array.from({ length: landingYears }, (_, back): YearOfMonths => own?.get(year - 1 - back) ?? noMonths);
      return [unit, landingOf({ months: own?.get(year) ?? noMonths, over, past, notified: notified.get(unit) ?? 0n })];
    }),
  );
}

/** What is asked of a campaign in one measure of its year, by class: all of it, and what the scenario has not decided. */
export interface AskedAndPending {
  readonly asked: PlannedAmount[];
  readonly pending: PlannedAmount[];
}

export async function askedAndPending(
  db: Db,
  campaign: string,
  { measure, year, scenario }: { measure: BudgetResource; year: number; scenario: string | undefined },
): Promise<AskedAndPending> {
  const { rows } = await sql<{ spendingClass: SpendingClass; asked: Quantity; pending: Quantity }>`
    with own as materialized (
      select r.id, s.id as sheet_id, exists (select from standing_decision d where d.request_id = r.id and d.scenario_id = ${scenario ?? null}::uuid) as decided
        from sheet s join request r on r.sheet_id = s.id and r.state <> 'draft' where s.campaign = ${campaign})
    select t.spending_class as "spendingClass", sum(t.amount)::bigint as asked,
           coalesce(sum(t.amount) filter (where not own.decided), 0)::bigint as pending
      from own join request_total t on t.sheet_id = own.sheet_id and t.request_id = own.id
       and t.measure = ${measure} and t.target_year = ${year} and t.cells > 0
     group by 1`.execute(db);
  const of = (key: "asked" | "pending") =>
    spendingClasses.flatMap((spendingClass): PlannedAmount[] => {
      const found = rows.find((row) => row.spendingClass === spendingClass);
      return found ? [{ spendingClass, measure, targetYear: year, amount: found[key] }] : [];
    });
  return { asked: of("asked"), pending: of("pending") };
}

/** The requests of a campaign in which a person had a hand, whom they are therefore not to decide: the same as `authorsOf` says one by one. */
export async function requestsTouchedBy(db: Db, campaign: string, person: bigint): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with own as materialized (
      select b.id, b.sheet_id, b.revision from batch b join sheet s on s.id = b.sheet_id where s.campaign = ${campaign} and b.author = ${person})
    select r.id from request r join sheet s on s.id = r.sheet_id where s.campaign = ${campaign} and r.author = ${person}
    union select l.request_id from own join plan_change c on c.sheet_id = own.sheet_id and c.revision = own.revision join plan_line l on l.id = c.line_id
     where l.request_id is not null
    union select l.request_id from own join cell_detail d on d.batch_id = own.id join plan_line l on l.id = d.line_id where l.request_id is not null
    union select l.request_id from own join payment_schedule p on p.batch_id = own.id join plan_line l on l.id = p.line_id where l.request_id is not null
    union select t.request_id from request_transition t join request r on r.id = t.request_id join sheet s on s.id = r.sheet_id
     where s.campaign = ${campaign} and t.actor = ${person} and t.to_state = 'submitted'`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** A line of a request, in one measure of the campaign's year: what it asks, and what stands decided for it in a scenario. */
export interface DecidedLine {
  readonly id: string;
  readonly requestId: string;
  readonly label: string;
  readonly nature: string;
  readonly activity: string;
  readonly spendingClass: SpendingClass;
  readonly asked: Quantity;
  /** Null while the request is not decided. */
  readonly decided: Quantity | null;
}

/** The lines of the requests that a unit has handed in, in their order; those that ask for nothing in the measure are left out. */
export async function decidedLines(
  db: Db,
  campaign: string,
  given: { unit: string; measure: BudgetResource; year: number; scenario: string | undefined; sight: CostSight },
): Promise<DecidedLine[]> {
  const { unit, measure, year } = given;
  const { rows } = await sql<DecidedLine>`
    select l.id, l.request_id as "requestId", coalesce(nullif(l.label, ''), v.label, l.nature) as label, l.nature, l.activity,
           n.spending_class as "spendingClass", sum(c.amount)::bigint as asked,
           case when d.decision_id is null then null else coalesce((
             select sum(k.amount) from decision_cell k
              where k.decision_id = d.decision_id and k.line_id = l.id and k.measure = ${measure} and k.target_year = ${year}), 0) end::bigint as decided
      from sheet s join request r on r.sheet_id = s.id and r.state <> 'draft' join plan_line l on l.request_id = r.id
      join nature n on n.code = l.nature join plan_cell c on c.line_id = l.id and c.measure = ${measure} and c.target_year = ${year}
      left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> make_date(${year}::int, 1, 1)
      left join standing_decision d on d.request_id = r.id and d.scenario_id = ${given.scenario ?? null}::uuid
     where s.campaign = ${campaign} and s.unit = ${unit}
       and ${inSight(given.sight, { unit: "s.unit", measure: "c.measure", spendingClass: "n.spending_class" })}
     group by l.id, n.spending_class, v.label, d.decision_id order by l.position, l.id`.execute(db);
  return rows;
}

/** The units whose requests were handed in, by what they ask in all: the order of the files. */
export async function unitsAsking(
  db: Db,
  campaign: string,
  units: ReadonlySet<string>,
  year: number,
): Promise<{ code: string; label: string }[]> {
  const { rows } = await sql<{ code: string; label: string }>`
    select s.unit as code, coalesce(v.short_label, s.unit) as label
      from sheet s left join unit_version v on v.code = s.unit and v.superseded_at is null and v.valid @> make_date(${year}::int, 1, 1)
     where s.campaign = ${campaign} and s.unit = any(${[...units]}::text[])
       and exists (select from request r where r.sheet_id = s.id and r.state <> 'draft')
     order by v.rank nulls last, s.unit`.execute(db);
  return rows;
}
