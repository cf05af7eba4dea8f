import { sql } from "kysely";
import type { Place } from "#app/domain/allotment/movement.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import { lockNamed } from "./named-lock.ts";

/** An operation of investment: where its AE stand, and what they will deliver, usable as it is (LOLF art. 8). */
export interface Operation extends Place {
  readonly code: string;
  readonly label: string;
  readonly purpose: string;
}

/** What an operation holds in an exercise, in cents of AE: affected, taken by its commitments, and left. */
export interface OperationHeld extends Operation {
  readonly earmarked: Quantity;
  readonly committed: Quantity;
  readonly left: Quantity;
}

/** The operations asked for, locked in the order of their codes. */
export async function lockOperations(db: Db, codes: readonly string[]): Promise<Map<string, Operation>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  await lockNamed(db, "operation", wanted);
  const rows = await db
    .selectFrom("operation")
    .where("code", "in", wanted)
    .select(["code", "label", "purpose", "unit", "nature", "activity"])
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** What operations hold in an exercise: those of these units, or these codes. */
export async function operationsHeld(
  db: Db,
  year: number,
  of: { readonly units: readonly string[] } | { readonly codes: readonly string[] },
): Promise<OperationHeld[]> {
  const where = "units" in of ? sql`o.unit = any(${[...of.units]}::text[])` : sql`o.code = any(${[...of.codes]}::text[])`;
  const { rows } = await sql<OperationHeld>`
    with affected as materialized (
      select k.operation, sum(case when l.to_stage = 'earmarked' then l.amount else -l.amount end) as amount
        from operation_movement k
        join movement m on m.id = k.movement_id and m.state = 'posted' and m.fiscal_year = ${year}
        join movement_line l on l.movement_id = m.id group by 1),
    changed as materialized (
      select commitment_id, line, sum(amount) filter (where kind = 'increase') as raised,
             coalesce(sum(amount) filter (where kind = 'increase' and fiscal_year = ${year}), 0)
               - coalesce(sum(amount) filter (where kind = 'decommitment' and fiscal_year = ${year}), 0) as here
        from commitment_change group by 1, 2),
    taken as materialized (
      select l.operation, sum((case when c.fiscal_year = ${year} then l.committed - coalesce(h.raised, 0) else 0 end) + coalesce(h.here, 0)) as amount
        from commitment_line l join commitment c on c.id = l.commitment_id
        left join changed h on h.commitment_id = l.commitment_id and h.line = l.line
       where l.operation is not null group by 1)
    select o.code, o.label, o.purpose, o.unit, o.nature, o.activity, coalesce(a.amount, 0)::bigint as earmarked,
           coalesce(t.amount, 0)::bigint as committed, (coalesce(a.amount, 0) - coalesce(t.amount, 0))::bigint as left
      from operation o left join affected a on a.operation = o.code left join taken t on t.operation = o.code
     where ${where} order by o.code`.execute(db);
  return rows;
}

export async function insertOperation(db: Db, operation: Operation & { readonly author: bigint }): Promise<boolean> {
  const row = await db
    .insertInto("operation")
    .values(operation)
    .onConflict((conflict) => conflict.doNothing())
    .returning("code")
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertOperationMovement(db: Db, movementId: string, operation: string): Promise<void> {
  await db.insertInto("operation_movement").values({ movement_id: movementId, operation }).execute();
}

export interface OperationStep {
  readonly number: string;
  readonly kind: "earmark" | "release" | "commitment";
  readonly on: Day;
  readonly label: string;
  readonly amount: Quantity;
  readonly author: string;
  readonly commitmentId: string | null;
  /** Null: it is a commitment. */
  readonly movementId: string | null;
}

/** What happened to an operation in an exercise, in the order of days: affected, given back, committed. */
export async function operationSteps(db: Db, year: number, code: string): Promise<OperationStep[]> {
  const { rows } = await sql<OperationStep>`
    select * from (
      select 'MV-' || m.fiscal_year || '-' || lpad(m.number::text, 6, '0') as number,
             case when min(l.to_stage) = 'earmarked' then 'earmark' else 'release' end as kind, m.planned_on::text as on, m.reason as label,
             sum(l.amount)::bigint as amount, u.name as author, null::uuid as "commitmentId", m.id as "movementId", m.created_at
        from operation_movement k join movement m on m.id = k.movement_id and m.state = 'posted' and m.fiscal_year = ${year}
        join movement_line l on l.movement_id = m.id join app_user u on u.id = m.author
       where k.operation = ${code} group by m.id, u.name
      union all
      select c.number, 'commitment', c.committed_on::text, c.label, sum(l.committed - l.withdrawn)::bigint, u.name, c.id, null::uuid, c.created_at
        from commitment_line l join commitment c on c.id = l.commitment_id join app_user u on u.id = c.author
       where l.operation = ${code} and c.fiscal_year = ${year} group by c.id, u.name) s
     order by s.on, s.created_at`.execute(db);
  return rows;
}
