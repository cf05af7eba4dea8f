import { type SqlBool, sql } from "kysely";
import type { CampaignKind, CampaignState } from "#app/domain/campaign/campaign.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import { inSight } from "./forecast/costs.ts";
import { isUuid } from "./forecast/identifier.ts";

export interface Campaign {
  readonly id: string;
  readonly targetYear: number;
  readonly kind: CampaignKind;
  readonly label: string;
  readonly state: CampaignState;
  readonly opensOn: Day;
  readonly closesOn: Day;
}

const columns = ["id", "target_year as targetYear", "kind", "label", "state", "opens_on as opensOn", "closes_on as closesOn"] as const;

/** The campaigns that plan a year, the latest first. */
export async function campaignsOf(db: Db, targetYear: number): Promise<Campaign[]> {
  return await db
    .selectFrom("campaign")
    .select(columns)
    .where("target_year", "=", targetYear)
    .orderBy("opens_on", "desc")
    .orderBy("label", "desc")
    .execute();
}

/** The campaign that the pages of a year show: the one asked for, else the latest that is not closed, else the latest. */
export async function shownCampaign(db: Db, targetYear: number, asked: string | null): Promise<Campaign | undefined> {
  const campaigns = await campaignsOf(db, targetYear);
  return campaigns.find((own) => own.id === asked) ?? campaigns.find((own) => own.state !== "closed") ?? campaigns[0];
}

export async function findCampaign(db: Db, id: string): Promise<Campaign | undefined> {
  if (!isUuid(id)) return undefined;
  return await db.selectFrom("campaign").select(columns).where("id", "=", id).executeTakeFirst();
}

/** Takes the campaign for itself until the end of the transaction: numbers of decisions, envelopes and adoption follow one another. */
export async function lockCampaign(db: Db, id: string): Promise<Campaign | undefined> {
  if (!isUuid(id)) return undefined;
  return await db.selectFrom("campaign").select(columns).where("id", "=", id).forUpdate().executeTakeFirst();
}

/** The units asked, by code. */
export async function campaignUnits(db: Db, id: string): Promise<string[]> {
  const rows = await db.selectFrom("sheet").select("unit").where("campaign", "=", id).orderBy("unit").execute();
  return rows.map((row) => row.unit);
}

export async function insertCampaign(
  db: Db,
  { author, sheets, ...campaign }: Campaign & { author: bigint; sheets: readonly { id: string; unit: string }[] },
): Promise<boolean> {
  const { targetYear, opensOn, closesOn, ...same } = campaign;
  const inserted = await db
    .insertInto("campaign")
    .values({ ...same, target_year: targetYear, opens_on: opensOn, closes_on: closesOn, author })
    .onConflict((conflict) => conflict.columns(["target_year", "kind", "label"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) return false;
  await db
    .insertInto("sheet")
    .values(sheets.map((sheet) => ({ ...sheet, campaign: campaign.id })))
    .execute();
  return true;
}

/** Moves a campaign; the caller holds it locked and logs the move, which the database checks at commit. */
export async function setCampaignState(db: Db, id: string, state: CampaignState): Promise<void> {
  await db.updateTable("campaign").set({ state }).where("id", "=", id).execute();
}

/** The days that a campaign is announced with. */
export async function setCampaignDays(db: Db, id: string, { opensOn, closesOn }: Pick<Campaign, "opensOn" | "closesOn">): Promise<void> {
  await db.updateTable("campaign").set({ opens_on: opensOn, closes_on: closesOn }).where("id", "=", id).execute();
}

/** A unit in a campaign: its requests by what they wait for, and what they ask in the campaign's year. */
export interface UnitProgress {
  readonly unit: string;
  readonly label: string;
  readonly requests: number;
  readonly drafts: number;
  /** Drafts that were handed in before and sent back. */
  readonly returned: number;
  /** Found complete by the department, or further. */
  readonly accepted: number;
  readonly ae: Quantity;
  readonly cp: Quantity;
  readonly etpt: Quantity;
  readonly lastActivity: Date | null;
}

/** Each unit that is asked and may be seen, in the order of the tree's ranks. */
export async function campaignProgress(
  db: Db,
  campaign: Pick<Campaign, "id" | "targetYear">,
  units: ReadonlySet<string>,
  sight: CostSight,
): Promise<UnitProgress[]> {
  const { rows } = await sql<UnitProgress>`
    with own as materialized (select id, unit from sheet where campaign = ${campaign.id} and unit = any(${[...units]}::text[])),
    asked as materialized (
      select t.sheet_id, t.measure, sum(t.amount)::bigint as amount
        from own join sheet_total t on t.sheet_id = own.id and t.target_year = ${campaign.targetYear}
         and ${inSight(sight, { unit: "own.unit", measure: "t.measure", spendingClass: "t.spending_class" })} group by 1, 2),
    counted as materialized (
      select r.sheet_id, count(*)::int as requests, (count(*) filter (where r.state = 'draft'))::int as drafts,
             (count(*) filter (where r.state = 'draft' and r.version > 1))::int as returned,
             (count(*) filter (where r.state not in ('draft', 'submitted')))::int as accepted
        from own join request r on r.sheet_id = own.id group by 1),
    active as materialized (select b.sheet_id, max(b.at) as at from own join batch b on b.sheet_id = own.id group by 1)
    select own.unit, coalesce(v.short_label, own.unit) as label, coalesce(k.requests, 0) as requests, coalesce(k.drafts, 0) as drafts,
           coalesce(k.returned, 0) as returned, coalesce(k.accepted, 0) as accepted, t.at as "lastActivity",
           coalesce((select amount from asked a where a.sheet_id = own.id and a.measure = 'AE'), 0) as ae,
           coalesce((select amount from asked a where a.sheet_id = own.id and a.measure = 'CP'), 0) as cp,
           coalesce((select amount from asked a where a.sheet_id = own.id and a.measure = 'ETPT'), 0) as etpt
      from own
      left join counted k on k.sheet_id = own.id
      left join active t on t.sheet_id = own.id
      left join unit_version v on v.code = own.unit and ${validOn(`${campaign.targetYear}-01-01`)}
     order by v.rank nulls last, own.unit`.execute(db);
  return rows;
}

/** The version of `v` in force on a day. */
function validOn(day: Day) {
  return sql<SqlBool>`v.superseded_at is null and v.valid @> ${day}::date`;
}
