import { sql } from "kysely";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { inSight } from "./costs.ts";

/** What a request for year N + 1 is compared with, for one unit, class and measure; smallest unit. */
export interface Reference {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  /** « Exécuté N-1 »: committed and consumed for AE, consumed for the rest, in the last full year. */
  readonly executed: Quantity;
  /** « Notifié N »: what came to the unit, less what left it again: everything it holds, has frozen, used or let lapse, overruns deducted. */
  readonly notified: Quantity;
}

/**
 * The references of the units for a campaign of `targetYear`: N is the year before it, N-1 the one before that.
 * Read at the control level (stage positions): a unit that is controlled through another has its figures there.
 */
export async function references(db: Db, units: Iterable<string>, targetYear: number, sight: CostSight): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select unit, spending_class as "spendingClass", resource as measure,
           coalesce(sum(amount) filter (where fiscal_year = ${targetYear}::int - 2
                    and (stage = 'consumed' or (resource = 'AE' and stage = 'committed'))), 0)::bigint as executed,
           coalesce(sum(case stage when 'overrun' then -amount else amount end) filter (where fiscal_year = ${targetYear}::int - 1), 0)::bigint as notified
      from stage_position
     where unit = any(${[...units]}::text[]) and fiscal_year between ${targetYear}::int - 2 and ${targetYear}::int - 1
       and stage not in ('voted', 'unallocated')
       and ${inSight(sight, { unit: "unit", measure: "resource", spendingClass: "spending_class" })}
     group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}
