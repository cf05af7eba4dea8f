import { sql } from "kysely";
import type { PlanMeasure } from "#app/domain/cube/measure.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { plannedConditions } from "../cube/cube.ts";
import { planSource } from "../cube/plan-source.ts";
import type { PartPage } from "./entries.ts";
import { questionOf, type TracedFigure } from "./question.ts";

/** What a request put into a figure of the plan: what it asks, or what was decided on it. */
export interface RequestPart {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly unit: string;
  readonly amount: Quantity;
}

export async function requestParts(
  db: Db,
  figure: TracedFigure,
  measure: PlanMeasure,
  { limit, offset }: PartPage,
): Promise<{ readonly parts: RequestPart[]; readonly count: number; readonly whole: Quantity }> {
  const question = questionOf(figure, [measure], []);
  const { document } = figure.key;
  const { rows } = await sql<RequestPart & { count: number; whole: Quantity }>`
    with told as (
      select request_id, sum(amount)::bigint as amount from (${planSource(question, measure)}) f
       where ${plannedConditions(question)} and ${document ? sql`request_id::text = ${document.id}` : sql`true`} group by 1),
    page as (
      select *, count(*) over ()::int as count, sum(amount) over ()::bigint as whole
        from told where amount <> 0 order by abs(amount) desc, request_id limit ${limit} offset ${offset})
    select r.id, r.number, r.title, s.unit, t.amount, t.count, t.whole
      from page t join request r on r.id = t.request_id join sheet s on s.id = r.sheet_id
     order by abs(t.amount) desc, r.id`.execute(db);
  const [first] = rows;
  return { parts: rows, count: first?.count ?? 0, whole: first?.whole ?? 0n };
}
