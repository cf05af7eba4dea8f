import { sql } from "kysely";
import type { AskedCell } from "#app/domain/arbitration/spreading.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";

export type ScenarioStart = "asked" | "previousYear" | "proposal";

export interface Scenario {
  readonly id: string;
  readonly campaignId: string;
  readonly name: string;
  readonly state: "open" | "frozen" | "adopted" | "rejected";
  readonly startFrom: ScenarioStart | "scenario";
  readonly createdAt: Date;
}

const columns = ["id", "campaign as campaignId", "name", "state", "start_from as startFrom", "created_at as createdAt"] as const;

/** The scenarios of a campaign: the adopted one first, then the oldest. */
export async function scenariosOf(db: Db, campaign: string): Promise<Scenario[]> {
  return await db
    .selectFrom("scenario")
    .select(columns)
    .where("campaign", "=", campaign)
    .orderBy(sql`state = 'adopted'`, "desc")
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/** The scenario that the pages show: the one asked for, else the adopted one, else the first that is open. */
export function shownScenario(scenarios: readonly Scenario[], asked: string | null): Scenario | undefined {
  return scenarios.find((own) => own.id === asked) ?? scenarios.find((own) => own.state === "adopted") ?? scenarios[0];
}

export async function findScenario(db: Db, id: string): Promise<Scenario | undefined> {
  if (!isUuid(id)) return undefined;
  return await db.selectFrom("scenario").select(columns).where("id", "=", id).executeTakeFirst();
}

/** Branches off a scenario: it remembers the revision at which each sheet stood. False when the name is taken. */
export async function insertScenario(
  db: Db,
  { id, campaign, name, startFrom, author }: { id: string; campaign: string; name: string; startFrom: ScenarioStart; author: bigint },
): Promise<boolean> {
  const inserted = await db
    .insertInto("scenario")
    .values({ id, campaign, name, start_from: startFrom, author })
    .onConflict((conflict) => conflict.columns(["campaign", "name"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) return false;
  const sheets = await db.selectFrom("sheet").select(["id", "revision"]).where("campaign", "=", campaign).execute();
  const bases = sheets.map((sheet) => ({ scenario_id: id, sheet_id: sheet.id, revision: sheet.revision }));
  if (bases.length > 0) await db.insertInto("scenario_base").values(bases).execute();
  return true;
}

export async function markAdopted(db: Db, id: string): Promise<void> {
  await db.updateTable("scenario").set({ state: "adopted" }).where("id", "=", id).execute();
}

/** Writes what is decided, cell by cell, over what the scenario held for them. */
export async function writeScenarioCells(db: Db, scenario: string, cells: readonly AskedCell[]): Promise<void> {
  if (cells.length === 0) return;
  await sql`insert into scenario_cell as s (scenario_id, line_id, measure, target_year, month, amount)
    select ${scenario}::uuid, line_id::uuid, measure, target_year::int, month::int, amount::bigint
      from unnest(${cells.map((cell) => cell.lineId)}::text[], ${cells.map((cell) => cell.measure)}::text[],
                  ${cells.map((cell) => String(cell.targetYear))}::text[], ${cells.map((cell) => String(cell.month))}::text[],
                  ${cells.map((cell) => String(cell.amount))}::text[]) as c(line_id, measure, target_year, month, amount)
    on conflict (scenario_id, line_id, measure, target_year, month)
    do update set amount = excluded.amount, revision = s.revision + 1`.execute(db);
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
      from scenario_cell c join plan_line l on l.id = c.line_id join sheet s on s.id = l.sheet_id
     where c.scenario_id = ${scenario} group by 1, 2, 3, 4, 5 having sum(c.amount) <> 0 order by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

/** The requests to which a scenario gives something and which are not notified yet. */
export async function requestsToNotify(db: Db, scenario: string): Promise<{ id: string; unit: string; version: number }[]> {
  const { rows } = await sql<{ id: string; unit: string; version: number }>`
    select r.id, s.unit, r.version from request r join sheet s on s.id = r.sheet_id
     where r.state = 'arbitrated'
       and exists (select from plan_line l join scenario_cell c on c.line_id = l.id
                    where l.request_id = r.id and c.scenario_id = ${scenario} and c.amount <> 0)
     order by s.unit, r.number for update of r`.execute(db);
  return rows;
}
