import { type SqlBool, sql } from "kysely";
import { presentYear } from "#app/domain/campaign/kind.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import type { Campaign } from "../campaign.ts";
import { inSight } from "../forecast/costs.ts";

/** A unit in a campaign, as those who conduct it look at it. */
export interface UnitPanorama {
  readonly unit: string;
  readonly label: string;
  readonly requests: number;
  readonly drafts: number;
  /** Drafts that were handed in before and sent back. */
  readonly returned: number;
  readonly accepted: number;
  readonly lines: number;
  /** Lines that hold an amount for the campaign's year, in any measure. */
  readonly filled: number;
  readonly ae: Quantity;
  readonly cp: Quantity;
  readonly etpt: Quantity;
  /** CP executed in N-1; null where nothing was. */
  readonly previous: Quantity | null;
  readonly lastActivity: Date | null;
  /** When the last of its requests was handed in. */
  readonly handedInAt: Date | null;
  readonly remindedAt: Date | null;
  readonly reminders: number;
}

/** Each unit that is asked and may be seen, in the order of the tree's ranks: one statement, whatever the number of units. */
export async function panoramaOf(
  db: Db,
  campaign: Pick<Campaign, "id" | "kind" | "targetYear">,
  units: ReadonlySet<string>,
  sight: CostSight,
): Promise<UnitPanorama[]> {
  const { id, targetYear } = campaign;
  const { rows } = await sql<UnitPanorama>`
    with own as materialized (select id, unit, revision from sheet where campaign = ${id} and unit = any(${[...units]}::text[])),
    lined as materialized (select l.sheet_id, count(*)::int as lines from own join plan_line l on l.sheet_id = own.id group by 1),
    filled as materialized (
      select f.sheet_id, sum(f.lines)::int as filled
        from own join sheet_filling f on f.sheet_id = own.id and f.target_year = ${targetYear} group by 1),
    asked as materialized (
      select t.sheet_id, sum(t.amount) filter (where t.measure = 'AE')::bigint as ae, sum(t.amount) filter (where t.measure = 'CP')::bigint as cp,
             sum(t.amount) filter (where t.measure = 'ETPT')::bigint as etpt
        from own join sheet_total t on t.sheet_id = own.id and t.target_year = ${targetYear}
         and ${inSight(sight, { unit: "own.unit", measure: "t.measure", spendingClass: "t.spending_class" })} group by 1),
    counted as materialized (
      select r.sheet_id, count(*)::int as requests, (count(*) filter (where r.state = 'draft'))::int as drafts,
             (count(*) filter (where r.state = 'draft' and r.version > 1))::int as returned,
             (count(*) filter (where r.state not in ('draft', 'submitted')))::int as accepted,
             max((select max(t.at) from request_transition t where t.request_id = r.id and t.to_state = 'submitted')) as handed_in
        from own join request r on r.sheet_id = own.id group by 1),
    reminded as materialized (
      select unit, max(at) as at, count(*)::int as times from campaign_event where campaign = ${id} and kind = 'reminder' group by 1),
    executed as materialized (
      select p.unit, nullif(sum(p.amount), 0)::bigint as amount from own join stage_position p on p.unit = own.unit
       where p.fiscal_year = ${presentYear(campaign)}::int - 1 and p.resource = 'CP' and p.stage = 'consumed'
         and ${inSight(sight, { unit: "own.unit", measure: "p.resource", spendingClass: "p.spending_class" })} group by 1)
    select own.unit, coalesce(v.short_label, own.unit) as label, coalesce(k.requests, 0) as requests, coalesce(k.drafts, 0) as drafts,
           coalesce(k.returned, 0) as returned, coalesce(k.accepted, 0) as accepted, coalesce(l.lines, 0) as lines, coalesce(f.filled, 0) as filled,
           coalesce(a.ae, 0) as ae, coalesce(a.cp, 0) as cp, coalesce(a.etpt, 0) as etpt, x.amount as previous,
           (select b.at from batch b where b.sheet_id = own.id order by b.revision desc limit 1) as "lastActivity",
           k.handed_in as "handedInAt", m.at as "remindedAt", coalesce(m.times, 0) as reminders
      from own
      left join counted k on k.sheet_id = own.id
      left join lined l on l.sheet_id = own.id
      left join filled f on f.sheet_id = own.id
      left join asked a on a.sheet_id = own.id
      left join executed x on x.unit = own.unit
      left join reminded m on m.unit = own.unit
      left join unit_version v on v.code = own.unit and ${inForce(`${targetYear}-01-01`)}
     order by v.rank nulls last, own.unit`.execute(db);
  return rows;
}

function inForce(day: string) {
  return sql<SqlBool>`v.superseded_at is null and v.valid @> ${day}::date`;
}
