import { sql } from "kysely";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { Obligation, RequestKind, RequestState } from "#app/domain/forecast/request-state.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { inSight } from "./costs.ts";

/** A request as lists show it, with what it asks for by class, measure and year. */
export interface ListedRequest {
  readonly id: string;
  readonly number: number;
  readonly unit: string;
  readonly unitLabel: string;
  readonly kind: RequestKind;
  readonly title: string;
  readonly rank: number | null;
  readonly obligation: Obligation;
  readonly state: RequestState;
  readonly version: number;
  readonly asked: readonly PlannedAmount[];
}

/** Amounts of these measures in this year alone, where a page shows no more. */
interface AskedOnly {
  readonly measures: readonly BudgetResource[];
  readonly year: number;
}

/** The requests of a campaign on units that may be seen, by unit then number; what personnel costs where it is seen. */
export async function requestsOf(
  db: Db,
  campaign: string,
  units: ReadonlySet<string>,
  sight: CostSight,
  only?: AskedOnly,
): Promise<ListedRequest[]> {
  const { rows } = await sql<Omit<ListedRequest, "asked">>`
    select r.id, r.number, s.unit, coalesce(v.short_label, s.unit) as "unitLabel", r.kind, r.title, r.rank, r.obligation, r.state, r.version
      from request r
      join sheet s on s.id = r.sheet_id
      join campaign c on c.id = s.campaign
      left join unit_version v on v.code = s.unit and v.superseded_at is null and v.valid @> make_date(c.target_year, 1, 1)
     where s.campaign = ${campaign} and s.unit = any(${[...units]}::text[])
     order by v.rank nulls last, s.unit, r.number`.execute(db);
  const asked = await askedBy(db, campaign, units, sight, only);
  return rows.map((row) => ({ ...row, asked: asked.get(row.id) ?? [] }));
}

/** A step of a request's life: who moved it from where to where, when, and why. */
export interface Step {
  readonly id: bigint;
  readonly from: RequestState;
  readonly to: RequestState;
  readonly version: number;
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

/** The latest first. */
export async function stepsOf(db: Db, request: string): Promise<Step[]> {
  return await db
    .selectFrom("request_transition as t")
    .innerJoin("app_user as u", "u.id", "t.actor")
    .select(["t.id", "t.from_state as from", "t.to_state as to", "t.version", "u.name as actor", "t.reason", "t.at"])
    .where("t.request_id", "=", request)
    .orderBy("t.id", "desc")
    .execute();
}

/** The revision at which a unit's sheet stands; undefined when the campaign does not ask the unit. */
export async function sheetRevision(db: Db, campaign: string, unit: string): Promise<bigint | undefined> {
  const sheet = await db
    .selectFrom("sheet")
    .select("revision")
    .where("campaign", "=", campaign)
    .where("unit", "=", unit)
    .executeTakeFirst();
  return sheet?.revision;
}

/** How a unit is called on a day. */
export async function unitLabel(db: Db, unit: string, day: string): Promise<string | undefined> {
  const { rows } = await sql<{ label: string }>`
    select short_label as label from unit_version where code = ${unit} and superseded_at is null
     order by (valid @> ${day}::date) desc, lower(valid) desc limit 1`.execute(db);
  return rows[0]?.label;
}

async function askedBy(
  db: Db,
  campaign: string,
  units: ReadonlySet<string>,
  sight: CostSight,
  only?: AskedOnly,
): Promise<Map<string, PlannedAmount[]>> {
  const within = only ? sql`and t.measure = any(${[...only.measures]}::text[]) and t.target_year = ${only.year}` : sql``;
  const { rows } = await sql<PlannedAmount & { request: string }>`
    select t.request_id as request, t.spending_class as "spendingClass", t.measure, t.target_year as "targetYear", t.amount
      from sheet s join request_total t on t.sheet_id = s.id and t.request_id is not null and t.cells > 0 ${within}
     where s.campaign = ${campaign} and s.unit = any(${[...units]}::text[])
       and ${inSight(sight, { unit: "s.unit", measure: "t.measure", spendingClass: "t.spending_class" })}
     order by 1, 2, 4, 3`.execute(db);
  const asked = new Map<string, PlannedAmount[]>();
  for (const { request, ...amount } of rows) asked.set(request, [...(asked.get(request) ?? []), amount]);
  return asked;
}
