import { sql } from "kysely";
import { type CellPlace, cellName } from "#app/domain/arbitration/scenario/cell.ts";
import type { ThreeSides } from "#app/domain/arbitration/scenario/merge.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { inSight } from "../forecast/costs.ts";
import { type Frame, frameCtes, type Scope } from "./scenario-frame.ts";

/** A cell on three sides; null: it is not there. */
export interface ThreeSidedCell extends CellPlace {
  readonly requestId: string;
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly base: Quantity | null;
  readonly mine: Quantity | null;
  readonly theirs: Quantity | null;
  /** Of a request that this very scenario has decided: its decision stands, and the merge leaves it. */
  readonly decidedHere: boolean;
}

/** The cells whose reference moved between the base and now, as the scenario has them; everything else stays as it is, and is not read. */
export async function movedCells(
  db: Db,
  { base, mine, theirs }: { readonly base: Frame; readonly mine: Frame; readonly theirs: Frame },
  { sight = "everywhere", ...scope }: Scope & { readonly sight?: CostSight } = {},
): Promise<ThreeSidedCell[]> {
  const { rows } = await sql<ThreeSidedCell>`
    with ${frameCtes(base, scope, "b_")}, ${frameCtes(mine, scope, "m_")}, ${frameCtes(theirs, scope, "t_")},
    changed as materialized (
      select line_id, measure, target_year, month, b.amount as base, t.amount as theirs
        from b_value b full join t_value t using (line_id, measure, target_year, month)
       where b.amount is distinct from t.amount)
    select c.line_id as "lineId", c.measure, c.target_year as "targetYear", c.month, c.base, m.amount as mine, c.theirs,
           l.request_id as "requestId", l.unit, l.spending_class as "spendingClass",
           exists (select from m_standing s where s.request_id = l.request_id and s.depth = 0) as "decidedHere"
      from changed c join m_line l on l.line_id = c.line_id
      left join m_value m on m.line_id = c.line_id and m.measure = c.measure and m.target_year = c.target_year and m.month = c.month
     where ${inSight(sight, { unit: "l.unit", measure: "c.measure", spendingClass: "l.spending_class" })}
     order by c.line_id, c.measure, c.target_year, c.month`.execute(db);
  return rows;
}

/** The three sides of some cells, by their names. */
export function sidesOf(cells: readonly (CellPlace & Record<"base" | "mine" | "theirs", Quantity | null>)[]): ThreeSides {
  const side = (of: "base" | "mine" | "theirs") =>
    new Map(cells.flatMap((cell): [string, Quantity][] => (cell[of] === null ? [] : [[cellName(cell), cell[of]]])));
  return { base: side("base"), mine: side("mine"), theirs: side("theirs") };
}
