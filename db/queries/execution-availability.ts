import { sql } from "kysely";
import type { Level } from "#app/domain/execution/availability.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

/** What is available at each of these levels, in cents; a level that holds nothing is absent. */
export async function availableAt(
  db: Db,
  year: number,
  levels: readonly Level[],
  resource: "AE" | "CP",
): Promise<(level: Level) => Quantity> {
  if (levels.length === 0) return () => 0n;
  const { rows } = await sql<Level & { amount: Quantity }>`
    select p.unit, p.spending_class as "spendingClass", p.amount
      from stage_position p
      join unnest(${levels.map(({ unit }) => unit)}::text[], ${levels.map(({ spendingClass }) => spendingClass)}::text[]) as w(unit, spending_class)
        on w.unit = p.unit and w.spending_class = p.spending_class
     where p.fiscal_year = ${year} and p.resource = ${resource} and p.stage = 'allotted'`.execute(db);
  const held = new Map(rows.map(({ unit, spendingClass, amount }) => [`${unit} ${spendingClass}`, amount]));
  return ({ unit, spendingClass }) => held.get(`${unit} ${spendingClass}`) ?? 0n;
}

/** A unit that could give what is missing: never one of title 2 for other titles, which needs the controller's act (LOLF art. 7 II). */
export interface Donor {
  readonly unit: string;
  readonly label: string;
  readonly available: Quantity;
}

/** Which of these units hold at least `missing` at this class and resource, the richest first. */
export async function donorsFor(
  db: Db,
  {
    year,
    units,
    except,
    spendingClass,
    resource,
    missing,
  }: {
    year: number;
    units: readonly string[];
    except: string;
    spendingClass: SpendingClass;
    resource: "AE" | "CP";
    missing: Quantity;
  },
): Promise<Donor[]> {
  const { rows } = await sql<Donor>`
    select p.unit, coalesce(v.short_label, p.unit) as label, p.amount as available
      from stage_position p
      left join lateral (select short_label from unit_version v where v.code = p.unit and v.superseded_at is null
                          order by lower(v.valid) desc nulls last limit 1) v on true
     where p.fiscal_year = ${year} and p.spending_class = ${spendingClass} and p.resource = ${resource} and p.stage = 'allotted'
       and p.unit = any(${[...units]}::text[]) and p.unit <> ${except} and p.amount >= ${missing}
     order by p.amount desc, p.unit limit 3`.execute(db);
  return rows;
}
