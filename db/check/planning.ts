import { type RawBuilder, sql } from "kysely";

const sheetOf = sql`from stacked s join sheet on sheet.id = s.sheet_id join campaign c on c.id = sheet.campaign left join request r on r.id = s.request_id`;
const place = sql`c.target_year, c.kind, c.label, sheet.unit, s.spending_class`;

/** What is kept of a sheet and of its requests beside the cells, against the cells (migrations 0032 and 0041). */
export const planningChecks = {
  "sheet-totals": sql`
    with cell as materialized (
      select l.sheet_id, l.request_id, coalesce(n.spending_class, 'nonPersonnel') as spending_class, p.line_id, p.measure, p.target_year, p.amount
        from plan_cell p join plan_line l on l.id = p.line_id join nature n on n.code = l.nature),
    stacked as (
      select sheet_id, request_id, spending_class, measure, target_year, 'amount' as what, sum(amount) as detail, 0 as kept from cell group by 1, 2, 3, 4, 5
      union all
      select sheet_id, request_id, spending_class, measure, target_year, 'cells', count(*), 0 from cell group by 1, 2, 3, 4, 5
      union all
      select sheet_id, null, spending_class, null, target_year, 'lines', count(distinct line_id), 0 from cell group by 1, 3, 5
      union all
      select sheet_id, request_id, spending_class, measure, target_year, what, 0, kept
        from request_total cross join lateral (values ('amount', amount), ('cells', cells)) as v (what, kept)
      union all
      select sheet_id, null, spending_class, null, target_year, 'lines', 0, lines from sheet_filling)
    select concat_ws(' · ', ${place}, 'n° ' || r.number, s.measure, s.target_year, s.what), sum(s.detail), sum(s.kept)
      ${sheetOf} group by ${place}, s.sheet_id, r.number, s.request_id, s.measure, s.target_year, s.what`,
} as const satisfies Record<string, RawBuilder<unknown>>;
