import { sql } from "kysely";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { type PlacedAmount, type Standing, treeStandings } from "#app/domain/arbitration/envelope.ts";
import { isWhole } from "#app/domain/arbitration/envelope-scope.ts";
import type { Db } from "../../client.ts";
import { ceilingsOf } from "./ceiling.ts";

/** The envelopes of the whole campaign in force, one for each class, measure and year: those that none replaces and that are not lifted. */
export async function envelopesOf(db: Db, campaign: string): Promise<(PlannedAmount & { id: string })[]> {
  const rows = await inForce(db, campaign)
    .select(["e.id", "e.spending_class as spendingClass", "e.resource as measure", "e.target_year as targetYear", "e.amount"])
    .where("e.activity", "is", null)
    .where("e.unit", "is", null)
    .where("e.unit_group", "is", null)
    .execute();
  return rows.flatMap(({ amount, ...row }) => (amount === null ? [] : [{ ...row, amount }]));
}

function inForce(db: Db, campaign: string) {
  return db
    .selectFrom("envelope as e")
    .where("e.campaign", "=", campaign)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("envelope as n").select("n.id").whereRef("n.replaces", "=", "e.id"))));
}

/** Which requests are counted: of which units (all unless said), and whether those that a scenario has decided are left out. */
interface Counted {
  readonly units?: ReadonlySet<string> | undefined;
  readonly undecidedIn?: string | undefined;
}

/** What is asked of a campaign by requests that are handed in, drafts left out. */
export async function askedTotals(db: Db, campaign: string, { units, undecidedIn }: Counted = {}): Promise<PlannedAmount[]> {
  const { rows } = await sql<PlannedAmount>`
    select n.spending_class as "spendingClass", c.measure, c.target_year as "targetYear", sum(c.amount)::bigint as amount
      from sheet s join request r on r.sheet_id = s.id and r.state <> 'draft' join plan_line l on l.request_id = r.id
      join nature n on n.code = l.nature join plan_cell c on c.line_id = l.id
     where s.campaign = ${campaign} and (${units === undefined}::boolean or s.unit = any(${[...(units ?? [])]}::text[]))
       and (${undecidedIn ?? null}::uuid is null or not exists
            (select from standing_decision d where d.request_id = r.id and d.scenario_id = ${undecidedIn ?? null}::uuid))
     group by 1, 2, 3`.execute(db);
  return rows;
}

/** What stands decided in a scenario, read through its parents: of one unit or of several when they are named, one request left out when it is. */
export async function decidedTotals(
  db: Db,
  scenario: string,
  { units, except }: { units?: ReadonlySet<string> | undefined; except?: string } = {},
): Promise<PlannedAmount[]> {
  const { rows } = await sql<PlannedAmount>`
    select a.spending_class as "spendingClass", a.measure, a.target_year as "targetYear", sum(a.decided)::bigint as amount
      from standing_decision d join decision_amount a on a.decision_id = d.decision_id
      join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id
     where d.scenario_id = ${scenario} and (${units === undefined}::boolean or s.unit = any(${[...(units ?? [])]}::text[]))
       and (${except ?? null}::uuid is null or r.id <> ${except ?? null}::uuid)
     group by 1, 2, 3`.execute(db);
  return rows;
}

/** What is asked by activity and unit: of every request that is handed in, in one pass over the cells. */
export async function askedPlaces(db: Db, campaign: string): Promise<PlacedAmount[]> {
  const { rows } = await sql<PlacedAmount>`
    select s.unit, l.activity, n.spending_class as "spendingClass", c.measure, c.target_year as "targetYear", sum(c.amount)::bigint as amount
      from sheet s join request r on r.sheet_id = s.id and r.state <> 'draft' join plan_line l on l.request_id = r.id
      join nature n on n.code = l.nature join plan_cell c on c.line_id = l.id
     where s.campaign = ${campaign} group by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

/** What stands decided in a scenario by activity and unit, read through its parents. */
export async function decidedPlaces(db: Db, scenario: string): Promise<PlacedAmount[]> {
  const { rows } = await sql<PlacedAmount>`
    select s.unit, l.activity, n.spending_class as "spendingClass", c.measure, c.target_year as "targetYear", sum(c.amount)::bigint as amount
      from standing_decision d join decision_cell c on c.decision_id = d.decision_id
      join plan_line l on l.id = c.line_id join sheet s on s.id = l.sheet_id join nature n on n.code = l.nature
     where d.scenario_id = ${scenario} group by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

/**
 * Each envelope against what is asked of the campaign and decided in the scenario: whole totals, for those who see every unit of it. Those of
 * the whole campaign come first, without a scope; then the narrower ones, each with its scope.
 */
export async function standings(db: Db, campaign: string, scenario: string | undefined): Promise<Standing[]> {
  const { ceilings, trees } = await ceilingsOf(db, campaign);
  const asked = await askedPlaces(db, campaign);
  const decided = scenario === undefined ? [] : await decidedPlaces(db, scenario);
  return treeStandings({ ceilings, asked, decided, trees });
}

/**
 * The same of what is decided alone, nothing said of what is asked: what a decision is held against. Where every envelope is of the whole campaign
 * the totals of the decisions tell it, and no cell is read.
 */
export async function decidedStandings(db: Db, campaign: string, scenario: string): Promise<Standing[]> {
  const { ceilings, trees } = await ceilingsOf(db, campaign);
  const decided = ceilings.every(({ scope }) => isWhole(scope))
    ? (await decidedTotals(db, scenario)).map((own) => ({ ...own, activity: "", unit: "" }))
    : await decidedPlaces(db, scenario);
  return treeStandings({ ceilings, asked: [], decided, trees });
}
