import { sql } from "kysely";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

/** What a year may pay, in cents of CP outside title 2. */
export interface YearCover {
  readonly year: number;
  readonly amount: Quantity;
  /** `credits`: what units hold and have not paid, reserve included; `envelope`: what the campaign of the next year sets. */
  readonly kind: "credits" | "envelope";
}

/** What these units hold of the CP of each year from `from` on and have not paid: what is at the programme's disposal stands on its root unit. */
export async function creditsToPay(db: Db, from: number, units: readonly string[]): Promise<YearCover[]> {
  const { rows } = await sql<YearCover>`
    select fiscal_year as year, 'credits' as kind, sum(case stage when 'overrun' then -amount else amount end)::bigint as amount
      from stage_position
     where fiscal_year >= ${from} and spending_class = 'nonPersonnel' and resource = 'CP' and unit = any(${[...units]}::text[])
       and stage in ('unallocated', 'reserve', 'notified', 'allotted', 'requested', 'overrun')
     group by 1 having sum(amount) <> 0 order by 1`.execute(db);
  return rows;
}

/**
 * The envelopes in force of the latest initial campaign that looks beyond `from`, year by year: of the whole campaign, or of one unit. None where
 * nobody set any.
 */
export async function envelopesToPay(db: Db, from: number, unit: string | undefined): Promise<YearCover[]> {
  const { rows } = await sql<YearCover>`
    with campaigns as (
      select id, target_year from campaign where kind = 'initial' and target_year between ${from}::int and ${from}::int + 1
       order by target_year desc, opens_on desc limit 1)
    select e.target_year as year, 'envelope' as kind, e.amount
      from envelope e join campaigns c on c.id = e.campaign
     where e.spending_class = 'nonPersonnel' and e.resource = 'CP' and e.target_year >= ${from} and e.amount is not null
       and e.activity is null and e.unit_group is null and e.unit is not distinct from ${unit ?? null}::text
       and not exists (select from envelope n where n.replaces = e.id)
     order by 1`.execute(db);
  return rows;
}
