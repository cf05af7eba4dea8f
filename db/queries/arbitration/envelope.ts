import { type SqlBool, sql } from "kysely";
import type { AmountKey, PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { type Placed, type PlacedAmount, type Standing, treeStandings, type UnitAmount } from "#app/domain/arbitration/envelope.ts";
import type { Ceiling } from "#app/domain/arbitration/envelope-tree.ts";
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

/** Measures and years of the ceilings that bound an activity: only there are cells looked at one by one. */
type Keys = readonly Pick<AmountKey, "measure" | "targetYear">[];

export function keysByActivity(ceilings: readonly Ceiling[]): Keys {
  const own = ceilings.filter(({ scope }) => scope.activity !== null).map(({ measure, targetYear }) => ({ measure, targetYear }));
  return [...new Map(own.map((key) => [`${key.measure} ${key.targetYear}`, key])).values()];
}

/**
 * What is asked of a campaign by requests that are handed in: unit by unit from the totals kept beside the sheets, less what is still in draft;
 * by activity under these keys from the cells.
 */
export async function askedPlaces(db: Db, campaign: string, keys: Keys): Promise<Placed> {
  const { rows: byUnit } = await sql<UnitAmount>`
    select unit, spending_class as "spendingClass", measure, target_year as "targetYear", sum(amount)::bigint as amount
      from (select s.unit, t.spending_class, t.measure, t.target_year, t.amount
              from sheet s join sheet_total t on t.sheet_id = s.id where s.campaign = ${campaign}
            union all
            select s.unit, coalesce(n.spending_class, 'nonPersonnel'), c.measure, c.target_year, -c.amount
              from sheet s join plan_line l on l.sheet_id = s.id left join request r on r.id = l.request_id
              join nature n on n.code = l.nature join plan_cell c on c.line_id = l.id
             where s.campaign = ${campaign} and (r.id is null or r.state = 'draft')) own
     group by 1, 2, 3, 4 having sum(amount) <> 0`.execute(db);
  if (keys.length === 0) return { byUnit, byActivity: [] };
  const { rows: byActivity } = await sql<PlacedAmount>`
    select s.unit, l.activity, n.spending_class as "spendingClass", c.measure, c.target_year as "targetYear", sum(c.amount)::bigint as amount
      from sheet s join request r on r.sheet_id = s.id and r.state <> 'draft' join plan_line l on l.request_id = r.id
      join nature n on n.code = l.nature join plan_cell c on c.line_id = l.id and ${among(keys)}
     where s.campaign = ${campaign} group by 1, 2, 3, 4, 5`.execute(db);
  return { byUnit, byActivity };
}

/** What stands decided in a scenario, read through its parents: unit by unit from the amounts decided, by activity under these keys from the cells. */
export async function decidedPlaces(db: Db, scenario: string, keys: Keys): Promise<Placed> {
  const { rows: byUnit } = await sql<UnitAmount>`
    select s.unit, a.spending_class as "spendingClass", a.measure, a.target_year as "targetYear", sum(a.decided)::bigint as amount
      from standing_decision d join decision_amount a on a.decision_id = d.decision_id
      join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id
     where d.scenario_id = ${scenario} group by 1, 2, 3, 4`.execute(db);
  if (keys.length === 0) return { byUnit, byActivity: [] };
  const { rows: byActivity } = await sql<PlacedAmount>`
    select s.unit, l.activity, n.spending_class as "spendingClass", c.measure, c.target_year as "targetYear", sum(c.amount)::bigint as amount
      from standing_decision d join decision_cell c on c.decision_id = d.decision_id and ${among(keys)}
      join plan_line l on l.id = c.line_id join sheet s on s.id = l.sheet_id join nature n on n.code = l.nature
     where d.scenario_id = ${scenario} group by 1, 2, 3, 4, 5`.execute(db);
  return { byUnit, byActivity };
}

/** Wider than the keys where measures and years mix: what no ceiling bounds is counted and not looked at. */
function among(keys: Keys) {
  return sql<SqlBool>`c.measure = any(${keys.map(({ measure }) => measure)}::text[]) and c.target_year = any(${keys.map(({ targetYear }) => String(targetYear))}::int[])`;
}

/**
 * Each envelope against what is asked of the campaign and decided in the scenario: whole totals, for those who see every unit of it. Those of
 * the whole campaign come first, without a scope; then the narrower ones, each with its scope.
 */
export async function standings(db: Db, campaign: string, scenario: string | undefined): Promise<Standing[]> {
  const { ceilings, trees } = await ceilingsOf(db, campaign);
  const keys = keysByActivity(ceilings);
  const asked = await askedPlaces(db, campaign, keys);
  const decided = scenario === undefined ? { byUnit: [], byActivity: [] } : await decidedPlaces(db, scenario, keys);
  return treeStandings({ ceilings, asked, decided, trees });
}

/** The same of what is decided alone, nothing said of what is asked: what a decision is held against. */
export async function decidedStandings(db: Db, campaign: string, scenario: string): Promise<Standing[]> {
  const { ceilings, trees } = await ceilingsOf(db, campaign);
  const decided = await decidedPlaces(db, scenario, keysByActivity(ceilings));
  return treeStandings({ ceilings, asked: { byUnit: [], byActivity: [] }, decided, trees });
}
