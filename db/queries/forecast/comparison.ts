import { sql } from "kysely";
import type { ComparedLine } from "#app/domain/forecast/comparison.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Db } from "../../client.ts";
import { inView } from "./costs.ts";
import { isUuid } from "./identifier.ts";

/** A version that holds a sheet, and the revision at which it froze it. */
export interface SheetVersion {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly revision: bigint;
  readonly author: string;
  readonly frozenAt: Date;
}

/** The versions that hold the sheet of a unit, the latest first. */
export async function sheetVersions(db: Db, campaign: string, unit: string): Promise<SheetVersion[]> {
  const { rows } = await sql<SheetVersion>`
    select v.id, v.name, v.note, v.revision, u.name as author, v.frozen_at as "frozenAt"
      from version v join sheet s on s.id = v.sheet_id join app_user u on u.id = v.author
     where s.campaign = ${campaign} and s.unit = ${unit}
     order by v.revision desc, v.frozen_at desc`.execute(db);
  return rows;
}

/** A line of the sheet at two moments, with its words and who moved it last between the two. */
export interface ComparedRow extends ComparedLine {
  readonly request: string;
  readonly requestNumber: number;
  readonly requestTitle: string;
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  /** Null when nothing moved. */
  readonly author: string | null;
  readonly at: Date | null;
  /** The month that moved last; 0 is the whole year. */
  readonly month: number | null;
}

export interface ComparedSheet {
  readonly campaign: string;
  readonly unit: string;
  /** Revisions of the sheet; a version that was frozen at either. */
  readonly from: bigint;
  readonly to: bigint;
  readonly view: CostView;
}

/**
 * Every measure of every year that a line asked at either revision. Read from what was written, not from the cells: both moments are told by the
 * last change up to them. `from` may be the later of the two.
 */
export async function comparedLines(db: Db, { campaign, unit, from, to, view }: ComparedSheet): Promise<ComparedRow[]> {
  const { rows } = await sql<ComparedRow>`
    with own as materialized (select id from sheet where campaign = ${campaign} and unit = ${unit}),
    told as (
      select p.line_id, p.measure, p.target_year, p.month, p.after, p.revision
        from own join plan_change p on p.sheet_id = own.id
        join plan_line l on l.id = p.line_id
        join nature n on n.code = l.nature
       where p.revision <= greatest(${from}::bigint, ${to}::bigint) and ${inView(view, { measure: "p.measure", spendingClass: "n.spending_class" })}),
    before as materialized (
      select distinct on (line_id, measure, target_year, month) line_id, measure, target_year, month, after as amount
        from told where revision <= ${from} order by line_id, measure, target_year, month, revision desc),
    after as materialized (
      select distinct on (line_id, measure, target_year, month) line_id, measure, target_year, month, after as amount
        from told where revision <= ${to} order by line_id, measure, target_year, month, revision desc),
    paired as materialized (
      select line_id, measure, target_year, sum(b.amount)::bigint as before, sum(a.amount)::bigint as after,
             (count(*) filter (where a.amount is distinct from b.amount))::int as moved
        from before b full join after a using (line_id, measure, target_year, month)
       group by 1, 2, 3
      having count(b.amount) > 0 or count(a.amount) > 0)
    select c.line_id as "lineId", c.measure, c.target_year as "targetYear", c.before, c.after, c.moved, r.id as request,
           r.number as "requestNumber", r.title as "requestTitle", l.nature, l.activity, coalesce(nullif(l.label, ''), v.label, l.nature) as label,
           w.author, w.at, w.month
      from paired c
      join plan_line l on l.id = c.line_id
      join request r on r.id = l.request_id
      left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> make_date(c.target_year, 1, 1)
      left join lateral (
        select u.name as author, k.at, p.month
          from plan_change p join batch k on k.id = p.batch_id join app_user u on u.id = k.author
         where p.line_id = c.line_id and p.measure = c.measure and p.target_year = c.target_year
           and p.revision > least(${from}::bigint, ${to}::bigint) and p.revision <= greatest(${from}::bigint, ${to}::bigint)
         order by p.revision desc, p.ordinal desc limit 1) w on c.moved > 0
     order by r.number, l.position, l.id, array_position(array['AE', 'CP', 'ETPT', 'DAY'], c.measure), c.target_year`.execute(db);
  return rows;
}

/** The version that an address names, when it holds the sheet. */
export function versionAt(versions: readonly SheetVersion[], asked: string | null): SheetVersion | undefined {
  return isUuid(asked ?? "") ? versions.find(({ id }) => id === asked) : undefined;
}
