import { sql } from "kysely";
import type { AmountKey } from "#app/domain/arbitration/amount.ts";
import type { ScenarioCell } from "#app/domain/arbitration/scenario/cell.ts";
import type { LineState } from "#app/domain/arbitration/scenario/line-state.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { inSight } from "../forecast/costs.ts";
import { type Frame, frameCtes, type Scope } from "./scenario-frame.ts";

/** A cell of a scenario, with what envelopes count it under and what is asked there. */
export interface ValuedCell extends ScenarioCell {
  readonly requestId: string;
  readonly unit: string;
  readonly nature: string;
  readonly spendingClass: SpendingClass;
  readonly asked: Quantity;
  /** Of the line prepared that gives the amount; null where it is decided, or where nothing was written. */
  readonly state: LineState | null;
  /** 0 where it was prepared in the scenario itself, further where it is read from a parent. */
  readonly depth: number | null;
  /** How far the decision on its request lies: 0 in the scenario itself; null without one. */
  readonly decided: number | null;
}

/** Each cell of a frame: for rules and writings, which see every amount. */
export async function cellsIn(db: Db, frame: Frame, scope: Scope): Promise<ValuedCell[]> {
  const { rows } = await sql<ValuedCell>`
    with ${frameCtes(frame, scope)}
    select line_id as "lineId", measure, target_year as "targetYear", month, amount, request_id as "requestId", unit, nature,
           spending_class as "spendingClass", asked, state, depth, decided
      from value order by line_id, measure, target_year, month`.execute(db);
  return rows;
}

/** What a unit has in a frame under a key: in all, what of it is decided, and what is asked. */
export interface UnitTotal extends AmountKey {
  readonly unit: string;
  readonly amount: Quantity;
  readonly decided: Quantity;
  readonly asked: Quantity;
}

export async function unitTotals(db: Db, frame: Frame, { sight, ...scope }: Scope & { readonly sight: CostSight }): Promise<UnitTotal[]> {
  const { rows } = await sql<UnitTotal>`
    with ${frameCtes(frame, scope)}
    select unit, spending_class as "spendingClass", measure, target_year as "targetYear", sum(amount)::bigint as amount,
           coalesce(sum(amount) filter (where decided is not null and state is null), 0)::bigint as decided, sum(asked)::bigint as asked
      from value where ${inSight(sight, { unit: "value.unit", measure: "value.measure", spendingClass: "value.spending_class" })}
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** What a line has in a frame, in one measure of one year, months added up. */
export interface LineValue {
  readonly lineId: string;
  readonly requestId: string;
  readonly unit: string;
  readonly nature: string;
  readonly spendingClass: SpendingClass;
  readonly amount: Quantity;
  readonly asked: Quantity;
  /** The least advanced state among its cells prepared in the scenario itself; null where nothing is. */
  readonly state: LineState | null;
  /** Prepared in a parent, and read through. */
  readonly inherited: boolean;
  readonly decided: number | null;
}

export async function lineValues(
  db: Db,
  frame: Frame,
  { sight, measure, year, ...scope }: Scope & { readonly sight: CostSight; readonly measure: BudgetResource; readonly year: number },
): Promise<LineValue[]> {
  const { rows } = await sql<LineValue>`
    with ${frameCtes(frame, scope)}
    select line_id as "lineId", request_id as "requestId", unit, nature, spending_class as "spendingClass", sum(amount)::bigint as amount,
           sum(asked)::bigint as asked,
           (array['draft', 'toReview', 'toMerge', 'merged'])[min(array_position(array['draft', 'toReview', 'toMerge', 'merged'], state))
             filter (where depth = 0)] as state,
           coalesce(bool_or(depth > 0), false) as inherited, min(decided) as decided
      from value
     where measure = ${measure} and target_year = ${year}::int
       and ${inSight(sight, { unit: "value.unit", measure: "value.measure", spendingClass: "value.spending_class" })}
     group by 1, 2, 3, 4, 5 order by unit, request_id, line_id`.execute(db);
  return rows;
}

/** What lines are called. */
export interface LineWords {
  readonly lineId: string;
  readonly label: string;
  readonly natureLabel: string;
  readonly nature: string;
  readonly activity: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly requestTitle: string;
  readonly unit: string;
  readonly unitLabel: string;
}

export async function lineWords(db: Db, lines: readonly string[], year: number): Promise<Map<string, LineWords>> {
  const { rows } = await sql<LineWords>`
    select l.id as "lineId", coalesce(nullif(l.label, ''), v.label, l.nature) as label, coalesce(v.label, l.nature) as "natureLabel", l.nature, l.activity,
           r.id as "requestId", r.number as "requestNumber", r.title as "requestTitle", s.unit, coalesce(u.short_label, s.unit) as "unitLabel"
      from unnest(${[...lines]}::text[]) as own (id)
      join plan_line l on l.id = own.id::uuid
      join request r on r.id = l.request_id join sheet s on s.id = l.sheet_id
      left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> make_date(${year}::int, 1, 1)
      left join unit_version u on u.code = s.unit and u.superseded_at is null and u.valid @> make_date(${year}::int, 1, 1)`.execute(db);
  return new Map(rows.map((row) => [row.lineId, row]));
}

/** Lines of a scenario by how far they have come, months and measures added up into lines. */
export async function stateCounts(db: Db, scenario: string, units: ReadonlySet<string>): Promise<ReadonlyMap<LineState, number>> {
  const { rows } = await sql<{ state: LineState; lines: number }>`
    select c.state, count(distinct c.line_id)::int as lines
      from scenario_cell c join plan_line l on l.id = c.line_id join sheet s on s.id = l.sheet_id
     where c.scenario_id = ${scenario} and s.unit = any(${[...units]}::text[]) group by 1`.execute(db);
  return new Map(rows.map(({ state, lines }) => [state, lines]));
}

/** The number of the decision that stands on a request in a scenario. */
export async function decisionNumberOn(db: Db, scenario: string, request: string): Promise<number> {
  const { number } = await db
    .selectFrom("standing_decision")
    .select("number")
    .where("scenario_id", "=", scenario)
    .where("request_id", "=", request)
    .executeTakeFirstOrThrow();
  return number;
}

/** A move of a scenario from one state to another, and why. */
export interface ScenarioMove {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly author: string;
  readonly at: Date;
}

/** What happened to a scenario, the latest first. */
export async function scenarioMoves(db: Db, scenario: string): Promise<ScenarioMove[]> {
  return await db
    .selectFrom("scenario_transition as t")
    .innerJoin("app_user as u", "u.id", "t.actor")
    .select(["t.from_state as from", "t.to_state as to", "t.reason", "u.name as author", "t.at"])
    .where("t.scenario_id", "=", scenario)
    .orderBy("t.id", "desc")
    .execute();
}

/** Requests handed in by units that may be seen, and how many of them are decided in a scenario. */
export async function decisionCounts(db: Db, scenario: string, units: ReadonlySet<string>): Promise<{ count: number; decided: number }> {
  const { rows } = await sql<{ count: number; decided: number }>`
    select count(*)::int as count, count(d.request_id)::int as decided
      from scenario o join sheet s on s.campaign = o.campaign join request r on r.sheet_id = s.id and r.state <> 'draft'
      left join standing_decision d on d.scenario_id = o.id and d.request_id = r.id
     where o.id = ${scenario} and s.unit = any(${[...units]}::text[])`.execute(db);
  return rows[0] ?? { count: 0, decided: 0 };
}

/** Lines prepared in a scenario, and not turned down, that no decision of its own covers: what they say will not be notified. */
export async function preparedBesideDecisions(db: Db, scenario: string): Promise<number> {
  const { rows } = await sql<{ lines: number }>`
    select count(distinct c.line_id)::int as lines
      from scenario_cell c join plan_line l on l.id = c.line_id
     where c.scenario_id = ${scenario} and c.state <> 'rejected'
       and not exists (select from standing_decision d where d.scenario_id = c.scenario_id and d.request_id = l.request_id and d.depth = 0)`.execute(
    db,
  );
  return rows[0]?.lines ?? 0;
}
