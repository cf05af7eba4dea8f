import { sql } from "kysely";
import type { UnitRoom } from "#app/domain/allotment/redeployment.ts";
import type { Day } from "#app/domain/month.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

interface Labelled {
  readonly code: string;
  readonly label: string;
}

/** How codes are called on a day; one that has no version by then has its last name. */
export async function labelsOf(
  db: Db,
  dimension: "unit" | "nature" | "activity",
  codes: readonly string[],
  on: Day,
): Promise<Map<string, string>> {
  const { rows } = await sql<Labelled>`
    select distinct on (v.code) v.code, v.label from ${sql.table(`${dimension}_version`)} v
     where v.code = any(${[...codes]}::text[]) and v.superseded_at is null
     order by v.code, (v.valid @> ${on}::date) desc, lower(v.valid) desc`.execute(db);
  return new Map(rows.map(({ code, label }) => [code, label]));
}

/** Where what is voted stands: the nodes T2 and HT2, and the actions, in force on a day. */
export async function votedPlaces(
  db: Db,
  on: Day,
): Promise<{
  readonly classes: readonly (Labelled & { readonly spendingClass: SpendingClass })[];
  readonly actions: readonly Labelled[];
  readonly programme: Labelled | undefined;
}> {
  const classes = await sql<Labelled & { spendingClass: SpendingClass }>`
    select v.code, v.label, n.spending_class as "spendingClass"
      from nature n join nature_version v on v.code = n.code and v.superseded_at is null and v.valid @> ${on}::date
     where v.level = 'class' order by n.spending_class desc, v.code`.execute(db);
  const activities = await sql<Labelled & { level: string }>`
    select v.code, v.label, v.level from activity_version v
     where v.superseded_at is null and v.valid @> ${on}::date and v.level in ('programme', 'action') order by v.code`.execute(db);
  return {
    classes: classes.rows,
    actions: activities.rows.filter(({ level }) => level === "action"),
    programme: activities.rows.find(({ level }) => level === "programme"),
  };
}

/** Every nature that bears a class, from the node to the leaf, in force on a day. */
export async function naturesWithClass(db: Db, on: Day): Promise<(Labelled & { readonly spendingClass: SpendingClass })[]> {
  const { rows } = await sql<Labelled & { spendingClass: SpendingClass }>`
    select n.code, v.label, n.spending_class as "spendingClass"
      from nature n join nature_version v on v.code = n.code and v.superseded_at is null and v.valid @> ${on}::date
     where n.spending_class is not null order by n.spending_class, (v.level = 'class') desc, n.code`.execute(db);
  return rows;
}

/** What these units may spend of in AE and CP, and what they have taken of it, class by class, at the level of control. */
export async function unitRooms(db: Db, year: number, units: readonly string[]): Promise<UnitRoom[]> {
  const { rows } = await sql<UnitRoom>`
    select p.unit, p.spending_class as "spendingClass", p.resource,
           sum(case when p.stage = 'overrun' then -p.amount else p.amount end)::bigint as released,
           sum(case when p.stage = 'allotted' then 0 when p.stage = 'overrun' then -p.amount else p.amount end)::bigint as taken
      from stage_position p
     where p.fiscal_year = ${year} and p.unit = any(${[...units]}::text[]) and p.resource in ('AE', 'CP')
       and p.stage in ('allotted', 'earmarked', 'committed', 'requested', 'consumed', 'overrun')
     group by 1, 2, 3 order by 1, 2 desc, 3`.execute(db);
  return rows;
}
