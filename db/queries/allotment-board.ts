import { sql } from "kysely";
import { addStages, type StageAmounts } from "#app/domain/allotment/credits-held.ts";
import type { MovementState } from "#app/domain/allotment/movement-state.ts";
import type { AsOf } from "#app/domain/as-of.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { MovementKind, Origin, SpendingClass, Stage } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";
import { sinceThen } from "./allotment-stages.ts";
import { endOf, isAfter } from "./as-of.ts";
import { inSight } from "./forecast/costs.ts";

/** What a unit holds of one class and one resource, stage by stage, as it stood before anything lapsed. */
export interface UnitCredits {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly stages: StageAmounts;
}

interface StagesOfUnit extends UnitCredits {
  readonly isRoot: boolean;
}

/** What the programme was opened and holds itself, whatever its root unit spends as a unit among others. */
export interface ProgrammeCredits {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly voted: Quantity;
  readonly reserve: Quantity;
  readonly unallocated: Quantity;
}

/**
 * What each of these units was given, now or as of a day. The reserve of the root unit is the programme's, and was notified to nobody.
 */
export async function creditsByUnit(db: Db, year: number, units: readonly string[], asOf?: AsOf): Promise<UnitCredits[]> {
  return givenTo(await stagesByUnit(db, year, units, asOf));
}

/** The same, with all that stands in these units, read at once. */
export async function boardCredits(
  db: Db,
  year: number,
  units: readonly string[],
  asOf?: AsOf,
): Promise<{ readonly credits: readonly UnitCredits[]; readonly totals: readonly StageTotal[] }> {
  const rows = await stagesByUnit(db, year, units, asOf);
  return { credits: givenTo(rows), totals: totalsOf(rows) };
}

function givenTo(rows: readonly StagesOfUnit[]): UnitCredits[] {
  return rows.map(({ isRoot, stages, ...row }) => {
    const { reserve = 0n, ...others } = stages;
    return { ...row, stages: isRoot ? others : { ...others, reserve } };
  });
}

/** Of one class and resource, where every credit of these units is: each stage, the programme's own included; what lapsed is put back. */
export interface StageTotal {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly stages: StageAmounts;
}

/** All that stands in these units, the programme's own credits with theirs: what is opened equals the sum of the others, always. */
export async function stageTotals(db: Db, year: number, units: readonly string[], asOf?: AsOf): Promise<StageTotal[]> {
  return totalsOf(await stagesByUnit(db, year, units, asOf));
}

function totalsOf(all: readonly StagesOfUnit[]): StageTotal[] {
  const byKey = grouped(all, ({ spendingClass, resource }) => `${spendingClass} ${resource}`);
  return [...byKey.values()].flatMap((rows): StageTotal[] => {
    const [first] = rows;
    return first
      ? [{ spendingClass: first.spendingClass, resource: first.resource, stages: addStages(rows.map(({ stages }) => stages)) }]
      : [];
  });
}

/** Opened by origin, of one class and resource, as of a day. */
export interface OpenedByOrigin {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly origin: Origin | null;
  readonly amount: Quantity;
}

/** What opened the credits of the exercise, and what took some back (below zero): by origin, in the order of the law. */
export async function openedByOrigin(db: Db, year: number, asOf?: AsOf): Promise<OpenedByOrigin[]> {
  const until = asOf ? sql<boolean>`not ${isAfter(asOf, "l", "e")}` : sql<boolean>`true`;
  const entry = asOf?.known ? sql`join entry e on e.id = l.entry_id` : sql``;
  const { rows } = await sql<OpenedByOrigin>`
    select n.spending_class as "spendingClass", l.resource, l.origin, sum(l.credit - l.debit)::bigint as amount
      from entry_line l ${entry} join nature n on n.code = l.nature
     where l.fiscal_year = ${year} and l.book = 'budget' and l.account = 'voted' and ${until}
     group by 1, 2, 3 having sum(l.credit - l.debit) <> 0
     order by 1 desc, 2, array_position(array['servicesVotes', 'initialBudget', 'amendingBudget', 'carryOver', 'earmarkedFund', 'assignedRevenue',
       'virement', 'transfer', 'advanceDecree', 'withdrawal', 'cancellation'], l.origin)`.execute(db);
  return rows;
}

/** The programme's own credits: none for a reader who does not see its root unit. */
export async function programmeCredits(db: Db, year: number, units: readonly string[], asOf?: AsOf): Promise<ProgrammeCredits[]> {
  const rows = (await stagesByUnit(db, year, units, asOf)).filter(({ isRoot }) => isRoot);
  return rows.map(({ spendingClass, resource, stages: { voted = 0n, reserve = 0n, unallocated = 0n } }) => {
    return { spendingClass, resource, voted, reserve, unallocated };
  });
}

/**
 * The positions of these units; what the year's end took to `lapsed` is put back where it lapsed from, so that a closed exercise
 * still reads. Only units and resources that hold something.
 */
async function stagesByUnit(db: Db, year: number, units: readonly string[], asOf?: AsOf): Promise<StagesOfUnit[]> {
  // What lapsed after the day has not lapsed yet: it is among what is taken off.
  const lapsed = asOf
    ? sql<boolean>`m.planned_on <= ${asOf.on}::date and (${!asOf.known} or m.created_at < ${endOf(asOf.on)})`
    : sql<boolean>`true`;
  const since = asOf ? sql`union all select unit, spending_class, resource, stage, amount from (${sinceThen(year, asOf)}) s` : sql``;
  const { rows } = await sql<Omit<UnitCredits, "stages"> & { isRoot: boolean; stages: Record<string, string> }>`
    with lapse as (
      select coalesce(c.control_unit, l.from_unit) as unit, n.spending_class, l.resource, l.from_stage, l.to_stage, l.amount
        from movement m
        join movement_line l on l.movement_id = m.id
        join nature n on n.code = l.from_nature
        left join control_unit c on c.fiscal_year = m.fiscal_year and c.unit = l.from_unit
       where m.fiscal_year = ${year} and m.kind = 'lapse' and m.state = 'posted' and ${lapsed}),
    held as (
      select unit, spending_class, resource, stage, amount from stage_position where fiscal_year = ${year} and amount <> 0
      union all select unit, spending_class, resource, from_stage, amount from lapse
      union all select unit, spending_class, resource, to_stage, -amount from lapse
      ${since}),
    summed as (
      select unit, spending_class, resource, stage, sum(amount)::bigint as amount from held
       where unit = any(${[...units]}::text[]) group by 1, 2, 3, 4 having sum(amount) <> 0)
    select unit, spending_class as "spendingClass", resource, json_object_agg(stage, amount::text) as stages,
           exists (select from unit_version v where v.code = summed.unit and v.superseded_at is null and v.parent is null
                                                and v.kind = 'institute') as "isRoot"
      from summed group by 1, 2, 3 order by 1, 2 desc, 3`.execute(db);
  return rows.map(({ stages, ...row }) => {
    const amounts = Object.entries(stages).map(([stage, amount]): [string, Quantity] => [stage, BigInt(amount)]);
    return { ...row, stages: Object.fromEntries(amounts) as Partial<Record<Stage, Quantity>> };
  });
}

export interface UnitAmount {
  readonly unit: string;
  readonly resource: BudgetResource;
  readonly amount: Quantity;
}

/** What the adopted scenarios of the exercise decided for each unit. */
export async function arbitratedByUnit(db: Db, year: number, units: readonly string[], sight: CostSight): Promise<UnitAmount[]> {
  const { rows } = await sql<UnitAmount>`
    select s.unit, c.measure as resource, sum(c.amount)::bigint as amount
      from scenario o
      join campaign k on k.id = o.campaign
      join standing_decision d on d.scenario_id = o.id
      join decision_cell c on c.decision_id = d.decision_id and c.target_year = k.target_year
      join plan_line l on l.id = c.line_id
      join nature n on n.code = l.nature
      join sheet s on s.id = l.sheet_id
     where o.state = 'adopted' and k.target_year = ${year} and s.unit = any(${[...units]}::text[])
       and ${inSight(sight, { unit: "s.unit", measure: "c.measure", spendingClass: "n.spending_class" })}
     group by 1, 2 having sum(c.amount) <> 0`.execute(db);
  return rows;
}

export interface MovementSummary {
  readonly id: string;
  readonly number: number;
  readonly kind: MovementKind;
  readonly state: MovementState;
  readonly reason: string;
  readonly actReference: string;
  readonly on: Day;
  readonly author: string;
  readonly approver: string | null;
  /** The number of the movement that it undoes, and of the one that undid it. */
  readonly reverses: number | null;
  readonly reversedBy: number | null;
  /** Both sides in full: a unit knows who gave it its credits, and how many shared them; the amounts are those of the reader's units. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly amounts: readonly { readonly resource: BudgetResource; readonly amount: Quantity }[];
}

export interface MovementFilter {
  readonly year: number;
  readonly units: readonly string[];
  /** Who reads: a draft is its author's alone. */
  readonly reader?: bigint | undefined;
  /** The number where the page before ended. */
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
  readonly kind?: MovementKind | undefined;
  readonly state?: MovementState | undefined;
  /** Words of the reason, of the act, or the end of the number. */
  readonly query?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

/** Movements of the exercise that touch one of these units, last numbers first. */
export async function movementsPage(db: Db, filter: MovementFilter): Promise<MovementSummary[]> {
  const { year, units, reader, before, limit, kind, state, query = "", from, to } = filter;
  const words = `%${query.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const { rows } = await sql<Omit<MovementSummary, "amounts"> & { amounts: Record<string, string> }>`
    with seen as (
      select m.id, m.number, m.kind, m.state, m.reason, m.act_reference, m.planned_on, m.author, m.approver, m.reverses
        from movement m
       where m.fiscal_year = ${year} and (${before ?? null}::int is null or m.number < ${before ?? null}::int)
         and (${kind ?? null}::text is null or m.kind = ${kind ?? null}) and (${state ?? null}::text is null or m.state = ${state ?? null})
         and (m.state <> 'draft' or m.author = ${reader ?? null}::bigint)
         and (${from ?? null}::date is null or m.planned_on >= ${from ?? null}::date) and (${to ?? null}::date is null or m.planned_on <= ${to ?? null}::date)
         and (${query} = '' or m.reason ilike ${words} or m.act_reference ilike ${words} or m.number::text = ltrim(regexp_replace(${query}, '^.*-', ''), '0'))
         and exists (select from movement_line l
                      where l.movement_id = m.id and (l.from_unit = any(${[...units]}::text[]) or l.to_unit = any(${[...units]}::text[])))
       order by m.number desc limit ${limit ?? null}::int),
    summed as (
      select l.movement_id, l.resource, sum(l.amount)::bigint as amount from movement_line l join seen s on s.id = l.movement_id
       where l.from_unit = any(${[...units]}::text[]) or l.to_unit = any(${[...units]}::text[]) group by 1, 2)
    select s.id, s.number, s.kind, s.state, s.reason, s.act_reference as "actReference", s.planned_on::text as on, u.name as author, a.name as approver,
           (select o.number from movement o where o.id = s.reverses) as reverses,
           (select o.number from movement o where o.reverses = s.id and o.state = 'posted') as "reversedBy",
           (select array_agg(distinct l.from_unit::text) from movement_line l where l.movement_id = s.id) as from,
           (select array_agg(distinct l.to_unit::text) from movement_line l where l.movement_id = s.id) as to,
           (select json_object_agg(t.resource, t.amount::text) from summed t where t.movement_id = s.id) as amounts
      from seen s join app_user u on u.id = s.author left join app_user a on a.id = s.approver order by s.number desc`.execute(db);
  return rows.map(({ amounts, ...row }) => ({
    ...row,
    amounts: (["AE", "CP", "ETPT", "DAY"] as const).flatMap((resource) => {
      const amount = amounts[resource];
      return amount === undefined ? [] : [{ resource, amount: BigInt(amount) }];
    }),
  }));
}

/** An adopted scenario of the exercise that is not notified yet, and what it would notify. */
export interface ScenarioToNotify {
  readonly id: string;
  readonly name: string;
  readonly campaign: string;
  readonly campaignId: string;
  readonly units: number;
  readonly amounts: readonly {
    readonly spendingClass: SpendingClass;
    readonly resource: BudgetResource;
    readonly decided: Quantity;
    readonly unallocated: Quantity;
  }[];
}

export async function scenarioToNotify(db: Db, year: number, root: string): Promise<ScenarioToNotify | undefined> {
  const scenario = await db
    .selectFrom("scenario as s")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .where("c.target_year", "=", year)
    .where("s.state", "=", "adopted")
    .where("s.event_id", "is", null)
    .select(["s.id", "s.name", "c.label as campaign", "c.id as campaignId"])
    .orderBy("s.created_at")
    .executeTakeFirst();
  if (!scenario) return undefined;
  const { rows } = await sql<ScenarioToNotify["amounts"][number] & { units: number }>`
    with decided as (
      select n.spending_class, c.measure as resource, sum(c.amount)::bigint as amount
        from standing_decision d join decision_cell c on c.decision_id = d.decision_id
        join plan_line l on l.id = c.line_id join nature n on n.code = l.nature
       where d.scenario_id = ${scenario.id} and c.target_year = ${year} group by 1, 2 having sum(c.amount) <> 0)
    select d.spending_class as "spendingClass", d.resource, d.amount as decided, coalesce(p.amount, 0)::bigint as unallocated,
           (select count(distinct s.unit)::int from standing_decision o join decision_cell c on c.decision_id = o.decision_id
              join plan_line l on l.id = c.line_id join sheet s on s.id = l.sheet_id
             where o.scenario_id = ${scenario.id} and c.target_year = ${year} and c.amount <> 0) as units
      from decided d
      left join stage_position p on p.fiscal_year = ${year} and p.unit = ${root} and p.spending_class = d.spending_class
                                and p.resource = d.resource and p.stage = 'unallocated'
     order by 1 desc, 2`.execute(db);
  return { ...scenario, units: rows[0]?.units ?? 0, amounts: rows.map(({ units: _, ...amount }) => amount) };
}
