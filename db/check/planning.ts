import { type RawBuilder, sql } from "kysely";

const sheetOf = sql`from stacked s join sheet on sheet.id = s.sheet_id join campaign c on c.id = sheet.campaign`;
const place = sql`c.target_year, c.kind, c.label, sheet.unit, s.spending_class`;

/** What is kept of a sheet beside its cells, against the cells (migration 0032). */
export const planningChecks = {
  "sheet-totals": sql`
    with cell as materialized (
      select l.sheet_id, coalesce(n.spending_class, 'nonPersonnel') as spending_class, p.line_id, p.measure, p.target_year, p.amount
        from plan_cell p join plan_line l on l.id = p.line_id join nature n on n.code = l.nature),
    stacked as (
      select sheet_id, spending_class, measure, target_year, 'amount' as what, sum(amount) as detail, 0 as kept from cell group by 1, 2, 3, 4
      union all
      select sheet_id, spending_class, measure, target_year, 'cells', count(*), 0 from cell group by 1, 2, 3, 4
      union all
      select sheet_id, spending_class, null, target_year, 'lines', count(distinct line_id), 0 from cell group by 1, 2, 4
      union all
      select sheet_id, spending_class, measure, target_year, what, 0, kept
        from sheet_total cross join lateral (values ('amount', amount), ('cells', cells)) as v (what, kept)
      union all
      select sheet_id, spending_class, null, target_year, 'lines', 0, lines from sheet_filling)
    select concat_ws(' · ', ${place}, s.measure, s.target_year, s.what), sum(s.detail), sum(s.kept)
      ${sheetOf} group by ${place}, s.sheet_id, s.measure, s.target_year, s.what`,
} as const satisfies Record<string, RawBuilder<unknown>>;
