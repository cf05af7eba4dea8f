import { sql } from "kysely";
import { type PlannedAmount, sameAmountKey } from "#app/domain/arbitration/amount.ts";
import { type Standing, standingsOf } from "#app/domain/arbitration/envelope.ts";
import type { Db } from "../../client.ts";

/** The envelopes in force in a campaign: those that none replaces. */
export async function envelopesOf(db: Db, campaign: string): Promise<(PlannedAmount & { id: string })[]> {
  return await db
    .selectFrom("envelope as e")
    .select(["e.id", "e.spending_class as spendingClass", "e.resource as measure", "e.target_year as targetYear", "e.amount"])
    .where("e.campaign", "=", campaign)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("envelope as n").select("n.id").whereRef("n.replaces", "=", "e.id"))))
    .execute();
}

/** Sets an envelope, in place of the one in force, which is kept. The caller holds the campaign locked. */
export async function insertEnvelope(db: Db, row: PlannedAmount & { id: string; campaign: string; author: bigint }): Promise<void> {
  const { spendingClass, measure, targetYear, ...same } = row;
  const replaced = (await envelopesOf(db, row.campaign)).find((own) => sameAmountKey(own, row));
  await db
    .insertInto("envelope")
    .values({ ...same, spending_class: spendingClass, resource: measure, target_year: targetYear, replaces: replaced?.id ?? null })
    .execute();
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

/** Each envelope against what is asked of the campaign and decided in the scenario: whole totals, for those who see every unit of it. */
export async function standings(db: Db, campaign: string, scenario: string | undefined): Promise<Standing[]> {
  const envelopes = await envelopesOf(db, campaign);
  const asked = await askedTotals(db, campaign);
  const decided = scenario === undefined ? [] : await decidedTotals(db, scenario);
  return standingsOf({ envelopes, asked, decided });
}
