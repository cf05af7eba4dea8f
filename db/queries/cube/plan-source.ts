import { type RawBuilder, sql } from "kysely";
import type { AsOf } from "#app/domain/as-of.ts";
import type { Dimension } from "#app/domain/cube/dimension.ts";
import type { PlanMeasure } from "#app/domain/cube/measure.ts";
import { type CubeQuestion, dimensionsOf } from "#app/domain/cube/question.ts";
import { endOf } from "../as-of.ts";
import { inSight } from "../forecast/costs.ts";
import { above } from "./above.ts";

/**
 * What the plan holds of one measure, for a question: a row for each cell, with the columns of the dimensions that it touches, `resource` and
 * `amount`. Codes are read in their trees on the first day of the year that is planned.
 */
export function planSource(question: CubeQuestion, measure: PlanMeasure): RawBuilder<unknown> {
  const { years, resources, where, asOf, sight = "everywhere" } = question;
  const wanted = dimensionsOf(question);
  const day = sql`make_date(c.target_year, 1, 1)`;
  const columns: Record<Dimension, RawBuilder<unknown>> = {
    year: sql`c.target_year::text`,
    month: sql`case when c.month > 0 then c.target_year || '-' || lpad(c.month::text, 2, '0') end`,
    unit: sql`s.unit`,
    spendingClass: sql`n.spending_class`,
    title: sql`v.title`,
    category: sql`g.node`,
    nature: sql`l.nature`,
    action: sql`a.node`,
    activity: sql`l.activity`,
    movement: sql`null::text`,
  };
  const joins: Partial<Record<Dimension, RawBuilder<unknown>>> = {
    title: sql`left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> ${day}`,
    category: sql`left join ${above({ versions: "nature_version", level: "category" })} g on g.code = l.nature and g.valid @> ${day}`,
    action: sql`left join ${above({ versions: "activity_version", level: "action" })} a on a.code = l.activity and a.valid @> ${day}`,
  };
  return sql`
    select ${sql.join(
      wanted.map((dimension) => sql`${columns[dimension]} as ${sql.ref(dimension)}, `),
      sql``,
    )} c.measure as resource, c.amount, l.request_id
      from (${measure === "asked" ? asked(asOf) : decided(asOf)}) c
      join plan_line l on l.id = c.line_id
      join sheet s on s.id = l.sheet_id
      join nature n on n.code = l.nature
      ${sql.join(
        wanted.flatMap((dimension) => joins[dimension] ?? []),
        sql` `,
      )}
     where c.target_year = any(${[...years]}::int[]) and c.measure = any(${[...resources]}::text[])
       ${where?.unit ? sql`and s.unit = any(${[...where.unit]}::text[])` : sql``}
       and ${inSight(sight, { unit: "s.unit", measure: "c.measure", spendingClass: "n.spending_class" })}`;
}

/** The cells of the requests that were handed in to the initial campaign of their year; on a past day, what stood in them at its end. */
function asked(asOf: AsOf | undefined): RawBuilder<unknown> {
  if (!asOf) {
    return sql`
      select c.line_id, c.measure, c.target_year, c.month, c.amount
        from campaign k
        join sheet h on h.campaign = k.id
        join request r on r.sheet_id = h.id and r.state <> 'draft'
        join plan_line o on o.request_id = r.id
        join plan_cell c on c.line_id = o.id and c.target_year = k.target_year
       where k.kind = 'initial'`;
  }
  return sql`
    select distinct on (c.line_id, c.measure, c.target_year, c.month) c.line_id, c.measure, c.target_year, c.month, coalesce(c.after, 0) as amount
      from campaign k
      join sheet h on h.campaign = k.id
      join request r on r.sheet_id = h.id
      join lateral (select t.to_state from request_transition t where t.request_id = r.id and t.at < ${endOf(asOf.on)} order by t.id desc limit 1) t
        on t.to_state <> 'draft'
      join plan_line o on o.request_id = r.id
      join plan_change c on c.line_id = o.id and c.target_year = k.target_year
      join batch b on b.sheet_id = c.sheet_id and b.revision = c.revision and b.at < ${endOf(asOf.on)}
     where k.kind = 'initial'
     order by c.line_id, c.measure, c.target_year, c.month, c.revision desc, c.ordinal desc`;
}

/** What the adopted scenarios of a year grant; on a past day, those that were adopted by its end. */
function decided(asOf: AsOf | undefined): RawBuilder<unknown> {
  const adopted = asOf
    ? sql`and exists (select from scenario_transition t where t.scenario_id = o.id and t.to_state = 'adopted' and t.at < ${endOf(asOf.on)})`
    : sql``;
  return sql`
    select c.line_id, c.measure, c.target_year, c.month, c.amount
      from scenario o
      join campaign k on k.id = o.campaign
      join standing_decision d on d.scenario_id = o.id
      join decision_cell c on c.decision_id = d.decision_id and c.target_year = k.target_year
     where o.state = 'adopted' ${adopted}`;
}
