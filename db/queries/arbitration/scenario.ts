import { sql } from "kysely";
import type { ScenarioStart, ScenarioState } from "#app/domain/arbitration/scenario/state.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";
import { references } from "../forecast/reference.ts";

export type { ScenarioStart } from "#app/domain/arbitration/scenario/state.ts";

export interface Scenario {
  readonly id: string;
  readonly campaignId: string;
  readonly name: string;
  readonly state: ScenarioState;
  readonly startFrom: ScenarioStart | "scenario";
  /** What the chain of its parents starts from. */
  readonly start: ScenarioStart;
  readonly origin: string;
  readonly parent: string | null;
  readonly parentName: string | null;
  /** Of what is prepared in it. */
  readonly revision: bigint;
  readonly author: string;
  readonly createdAt: Date;
}

const scenarioRows = sql<Scenario>`
  select s.id, s.campaign as "campaignId", s.name, s.state, s.start_from as "startFrom", o.start_from as start, s.origin, s.parent,
         p.name as "parentName", s.revision, u.name as author, s.created_at as "createdAt"
    from scenario s join scenario o on o.id = s.origin join app_user u on u.id = s.author left join scenario p on p.id = s.parent`;

/** The scenarios of a campaign: the adopted one first, then the oldest. */
export async function scenariosOf(db: Db, campaign: string): Promise<Scenario[]> {
  const { rows } = await sql<Scenario>`
    ${scenarioRows} where s.campaign = ${campaign} order by s.state = 'adopted' desc, s.created_at, s.id`.execute(db);
  return rows;
}

/** The scenario that the pages show: the one asked for, else the adopted one, else the first that is neither frozen nor rejected, else the first. */
export function shownScenario(scenarios: readonly Scenario[], asked: string | null): Scenario | undefined {
  const inState = (state: ScenarioState) => scenarios.find((own) => own.state === state);
  return scenarios.find((own) => own.id === asked) ?? inState("adopted") ?? inState("open") ?? scenarios[0];
}

export async function findScenario(db: Db, id: string): Promise<Scenario | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<Scenario>`${scenarioRows} where s.id = ${id}`.execute(db);
  return rows[0];
}

export interface NewScenario {
  readonly id: string;
  readonly campaign: string;
  readonly targetYear: number;
  readonly name: string;
  readonly author: bigint;
  /** A start of its own, or the scenario that it branches off. */
  readonly from: ScenarioStart | Scenario;
}

/**
 * Branches off: a scenario remembers the revision at which each sheet stood, and through which scenarios it reads, up to where. No cell and no decision
 * is copied; « N-1 » is kept as one figure for each unit, class and measure. False when the name is taken.
 */
export async function insertScenario(db: Db, { id, campaign, targetYear, name, author, from }: NewScenario): Promise<boolean> {
  const parent = typeof from === "string" ? null : from;
  const inserted = await db
    .insertInto("scenario")
    .values({
      ...{ id, campaign, name, author },
      start_from: typeof from === "string" ? from : "scenario",
      parent: parent?.id ?? null,
      origin: parent?.origin ?? id,
      start_at: parent ? sql<Date>`(select start_at from scenario where id = ${parent.id})` : sql<Date>`clock_timestamp()`,
    })
    .onConflict((conflict) => conflict.columns(["campaign", "name"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) return false;
  await db.insertInto("scenario_layer").values({ scenario_id: id, depth: 0, layer: id, revision: null, decision: null }).execute();
  if (parent) await branchOff(db, id, parent);
  else await standOnSheets(db, id, campaign);
  if (from === "previousYear") await keepReferences(db, { id, campaign, targetYear });
  return true;
}

/** A branch reads its parent as it stands at this moment, and whatever the parent reads, as far as the parent reads it. */
async function branchOff(db: Db, id: string, parent: Scenario): Promise<void> {
  await sql`insert into scenario_layer (scenario_id, depth, layer, revision, decision)
    select ${id}::uuid, y.depth + 1, y.layer, coalesce(y.revision, s.revision),
           coalesce(y.decision, (select coalesce(max(d.number), 0) from decision d where d.campaign = s.campaign))
      from scenario_layer y join scenario s on s.id = y.scenario_id where y.scenario_id = ${parent.id}`.execute(db);
  await sql`insert into scenario_base (scenario_id, sheet_id, revision)
    select ${id}::uuid, sheet_id, revision from scenario_base where scenario_id = ${parent.id}`.execute(db);
}

async function standOnSheets(db: Db, id: string, campaign: string): Promise<void> {
  await sql`insert into scenario_base (scenario_id, sheet_id, revision)
    select ${id}::uuid, id, revision from sheet where campaign = ${campaign}`.execute(db);
}

async function keepReferences(db: Db, { id, campaign, targetYear }: { id: string; campaign: string; targetYear: number }): Promise<void> {
  const sheets = await db.selectFrom("sheet").select("unit").where("campaign", "=", campaign).execute();
  const known = await references(
    db,
    sheets.map(({ unit }) => unit),
    targetYear,
    "everywhere",
  );
  const rows = known.map(({ unit, spendingClass, measure, notified }) => {
    return { scenario_id: id, unit, spending_class: spendingClass, measure, amount: notified };
  });
  if (rows.length > 0) await db.insertInto("scenario_reference").values(rows).execute();
}

/** Where a scenario goes, and why: its moves are kept. */
export async function moveScenarioTo(
  db: Db,
  { id, from, to, actor, reason }: { id: string; from: ScenarioState; to: ScenarioState; actor: bigint; reason: string },
): Promise<void> {
  await db.updateTable("scenario").set({ state: to }).where("id", "=", id).execute();
  await db.insertInto("scenario_transition").values({ scenario_id: id, from_state: from, to_state: to, actor, reason }).execute();
}

export interface DecidedCell {
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly amount: Quantity;
}

/** What a scenario decides, by unit, nature, activity, measure and year, months added up, zeros left out: what is notified once adopted. */
export async function decidedCells(db: Db, scenario: string): Promise<DecidedCell[]> {
  const { rows } = await sql<DecidedCell>`
    select s.unit, l.nature, l.activity, c.measure, c.target_year as "targetYear", sum(c.amount)::bigint as amount
      from standing_decision d join decision_cell c on c.decision_id = d.decision_id
      join plan_line l on l.id = c.line_id join sheet s on s.id = l.sheet_id
     where d.scenario_id = ${scenario} group by 1, 2, 3, 4, 5 having sum(c.amount) <> 0 order by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

/** The requests to which a scenario gives something and which are not notified yet. */
export async function requestsToNotify(db: Db, scenario: string): Promise<{ id: string; unit: string; version: number }[]> {
  const { rows } = await sql<{ id: string; unit: string; version: number }>`
    select r.id, s.unit, r.version from request r join sheet s on s.id = r.sheet_id
     where r.state = 'arbitrated'
       and exists (select from standing_decision d join decision_cell c on c.decision_id = d.decision_id
                    where d.scenario_id = ${scenario} and d.request_id = r.id and c.amount <> 0)
     order by s.unit, r.number for update of r`.execute(db);
  return rows;
}

export interface UndecidedRequest {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly unit: string;
  readonly unitLabel: string;
}

/** The requests that are handed in and on which nothing stands decided in a scenario, by unit and number. */
export async function undecidedRequests(db: Db, scenario: string): Promise<UndecidedRequest[]> {
  const { rows } = await sql<UndecidedRequest>`
    select r.id, r.number, r.title, s.unit, coalesce(v.short_label, s.unit) as "unitLabel"
      from scenario o join campaign k on k.id = o.campaign join sheet s on s.campaign = k.id
      join request r on r.sheet_id = s.id and r.state <> 'draft'
      left join unit_version v on v.code = s.unit and v.superseded_at is null and v.valid @> make_date(k.target_year, 1, 1)
     where o.id = ${scenario}
       and not exists (select from standing_decision d where d.scenario_id = o.id and d.request_id = r.id)
     order by s.unit, r.number`.execute(db);
  return rows;
}
