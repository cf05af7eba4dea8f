import { sql } from "kysely";
import type { ControlLevel } from "#app/domain/execution/overrun.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Stage } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

/** What stands at a control level, at one stage. */
export interface LevelAmount extends ControlLevel {
  readonly stage: Stage;
  readonly amount: Quantity;
}

/**
 * Locks, in key order, every position that an act will move at these control levels, and says what each holds. `stages` are all those that it
 * moves: the posting statement locks the same rows again, in the same order, so that what is read here cannot change before it.
 */
export async function lockPositions(
  db: Db,
  year: number,
  levels: readonly ControlLevel[],
  stages: readonly Stage[],
): Promise<LevelAmount[]> {
  if (levels.length === 0) return [];
  const { rows } = await sql<LevelAmount>`
    with wanted as materialized (
      select distinct w.*, s.stage
        from unnest(${levels.map(({ unit }) => unit)}::text[], ${levels.map(({ spendingClass }) => spendingClass)}::text[],
                    ${levels.map(({ resource }) => resource)}::text[]) as w(unit, spending_class, resource)
       cross join unnest(${[...stages]}::text[]) as s(stage))
    select p.unit, p.spending_class as "spendingClass", p.resource, p.stage, p.amount
      from stage_position p
      join wanted w on w.unit = p.unit and w.spending_class = p.spending_class and w.resource = p.resource and w.stage = p.stage
     where p.fiscal_year = ${year}
     order by p.fiscal_year, p.unit, p.spending_class, p.resource, p.stage
       for update of p`.execute(db);
  return rows;
}
