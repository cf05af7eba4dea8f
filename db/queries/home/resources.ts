import { sql } from "kysely";
import { type Access, unitsWhere } from "#app/domain/access.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** Where the visible units stand for one resource, in its smallest unit. */
export interface ResourceStanding {
  readonly resource: BudgetResource;
  /** Everything that reached these units, whatever became of it; over the whole organisation, what was voted. */
  readonly opened: Quantity;
  /** What was put at their disposal: still available, or taken since. Overrun apart. */
  readonly atDisposal: Quantity;
  /** AE committed or consumed without commitment; CP paid; ETPT and days consumed. Overrun included. */
  readonly used: Quantity;
}

/**
 * One line for each resource that has any credit. Every stage but the two sources holds a part of what was opened, so that
 * their sum less the overrun is what was opened, for the organisation as for any part of its tree.
 */
export async function resourceStandings(db: Db, access: Access, fiscalYear: number): Promise<ResourceStanding[]> {
  const units = access.system ? null : [...unitsWhere(access, "allotment.read")];
  const { rows } = await sql<ResourceStanding>`
    with held as (
      select resource, section as stage, sum(debit - credit)::bigint as amount
        from unit_balance
       where fiscal_year = ${fiscalYear} and book = 'budget' and (${units}::text[] is null or unit = any(${units}::text[]))
       group by resource, section),
    standing as (
      select resource,
             coalesce(sum(amount) filter (where stage <> 'voted'), 0)::bigint as opened,
             coalesce(sum(amount) filter (where stage in ('allotted', 'earmarked', 'committed', 'requested', 'consumed', 'overrun')), 0)::bigint
               as "atDisposal",
             coalesce(sum(amount) filter (where stage = 'consumed' or (resource = 'AE' and stage = 'committed')), 0)::bigint as used
        from held group by resource)
    select * from standing where opened <> 0 or used <> 0 order by array_position(array['AE', 'CP', 'ETPT', 'DAY'], resource)`.execute(db);
  return rows;
}
