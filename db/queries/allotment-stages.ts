import { type RawBuilder, sql } from "kysely";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import type { AsOf } from "#app/domain/as-of.ts";
import type { CreditExceeded } from "#app/domain/refusal.ts";
import type { SpendingClass, Stage } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";
import { isAfter } from "./as-of.ts";

/** What the lines dated or recorded after a day did to each position: to be taken off what stands now. Signed as positions are. */
export function sinceThen(year: number, asOf: AsOf): RawBuilder<unknown> {
  const entry = asOf.known ? sql`join entry e on e.id = l.entry_id` : sql``;
  return sql`
    select coalesce(c.control_unit, l.unit) as unit, n.spending_class, l.resource, l.account as stage,
           sum(case when l.account in ('voted', 'overrun') then l.debit - l.credit else l.credit - l.debit end)::bigint as amount
      from entry_line l ${entry}
      join nature n on n.code = l.nature
      left join control_unit c on c.fiscal_year = l.fiscal_year and c.unit = l.unit
     where l.fiscal_year = ${year} and l.book = 'budget' and ${isAfter(asOf, "l", "e")}
     group by 1, 2, 3, 4`;
}

/**
 * Where a movement would take more than stands: each stage that it leaves, at the level of control, with what is asked beyond what it brings there.
 * Looked at without a lock: the posting alone decides.
 */
export async function shortStages(db: Db, year: number, lines: readonly MovementLine[]): Promise<Omit<CreditExceeded, "kind">[]> {
  const sides = lines.flatMap(({ resource, amount, from, to }) => [
    { ...from, resource, delta: -amount },
    { ...to, resource, delta: amount },
  ]);
  const { rows } = await sql<{
    stage: Stage;
    unit: string;
    spendingClass: SpendingClass;
    resource: CreditExceeded["resource"];
    asked: bigint;
    available: bigint;
  }>`
    with side as (
      select coalesce(c.control_unit, s.unit) as unit, n.spending_class, s.resource, s.stage, sum(s.delta) as delta
        from unnest(${sides.map(({ unit }) => unit)}::text[], ${sides.map(({ nature }) => nature)}::text[],
                    ${sides.map(({ resource }) => resource)}::text[], ${sides.map(({ stage }) => stage)}::text[],
                    ${sides.map(({ delta }) => String(delta))}::bigint[]) as s(unit, nature, resource, stage, delta)
        join nature n on n.code = s.nature
        left join control_unit c on c.fiscal_year = ${year} and c.unit = s.unit
       group by 1, 2, 3, 4)
    select s.stage, s.unit, s.spending_class as "spendingClass", s.resource, (-s.delta)::bigint as asked, coalesce(p.amount, 0)::bigint as available
      from side s
      left join stage_position p on p.fiscal_year = ${year} and p.unit = s.unit and p.spending_class = s.spending_class
                                and p.resource = s.resource and p.stage = s.stage
     where s.stage not in ('voted', 'overrun') and s.delta < 0 and coalesce(p.amount, 0) + s.delta < 0
     order by s.unit, s.spending_class, s.resource, s.stage`.execute(db);
  return rows;
}
