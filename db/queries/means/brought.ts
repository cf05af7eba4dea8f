import { sql } from "kysely";
import type { DetailOrigin } from "#app/domain/forecast/detail.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** What stands in a line of a sheet of what an origin brought there, by measure and year. */
export interface Brought {
  readonly code: string;
  readonly campaignId: string;
  readonly campaignLabel: string;
  readonly firstYear: number;
  readonly unit: string;
  readonly lineId: string;
  readonly lineLabel: string;
  readonly request: number;
  readonly measure: "AE" | "CP";
  readonly year: number;
  readonly amount: Quantity;
}

/** By campaign, the latest first, then by line, year and measure. */
export async function broughtBy(db: Db, kind: DetailOrigin["kind"], codes: readonly string[]): Promise<Brought[]> {
  const { rows } = await sql<Brought>`
    select i.origin_code as code, c.id as "campaignId", c.label as "campaignLabel", c.target_year as "firstYear", s.unit, l.id as "lineId",
           coalesce(nullif(l.label, ''), n.label, l.nature) as "lineLabel", r.number as request, i.measure, i.target_year as year,
           sum(i.amount)::bigint as amount
      from cell_detail_line i
      join plan_line l on l.id = i.line_id
      join request r on r.id = l.request_id
      join sheet s on s.id = l.sheet_id
      join campaign c on c.id = s.campaign
      left join nature_version n on n.code = l.nature and n.superseded_at is null and n.valid @> make_date(c.target_year, 1, 1)
     where i.origin_kind = ${kind} and i.origin_code = any(${[...codes]}::text[])
       and not exists (select 1 from cell_detail d
                        where d.line_id = i.line_id and d.measure = i.measure and d.target_year = i.target_year and d.month = i.month
                          and d.revision > i.revision)
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, c.opens_on
     order by c.opens_on desc, c.id, l.id, i.target_year, i.measure`.execute(db);
  return rows;
}
