import { type SqlBool, sql } from "kysely";
import { type Day, firstDayOf, type Month, monthOf } from "#app/domain/month.ts";
import type { Phase, StatisticalOperation, Volume, WorkDate } from "#app/domain/works/operation.ts";
import type { Db } from "../../client.ts";

/** An operation with the words for its places. */
export interface NamedOperation extends StatisticalOperation {
  readonly activityLabel: string;
  readonly unitLabel: string;
}

interface OperationsOf {
  /** Those that these units answer for. */
  readonly units?: readonly string[];
  readonly code?: string;
  /** Those whose months meet a year. */
  readonly year?: number;
}

/** Operations in the order of their codes. */
export async function statisticalOperations(db: Db, { units, code, year }: OperationsOf, today: Day): Promise<NamedOperation[]> {
  const rows = await db
    .selectFrom("work_operation as o")
    .leftJoin("activity_version as a", (join) =>
      join.onRef("a.code", "=", "o.activity").on("a.superseded_at", "is", null).on(sql<SqlBool>`a.valid @> ${today}::date`),
    )
    .leftJoin("unit_version as u", (join) =>
      join.onRef("u.code", "=", "o.unit").on("u.superseded_at", "is", null).on(sql<SqlBool>`u.valid @> ${today}::date`),
    )
    .select(["o.id", "o.code", "o.label", "o.kind", "o.activity", "o.unit", "o.output"])
    .select(["o.first_month as firstMonth", "o.last_month as lastMonth", "a.label as activityLabel", "u.label as unitLabel"])
    .where(units ? sql<SqlBool>`o.unit = any(${[...units]}::text[])` : sql<SqlBool>`true`)
    .where(code === undefined ? sql<SqlBool>`true` : sql<SqlBool>`o.code = ${code}`)
    .where(
      year === undefined
        ? sql<SqlBool>`true`
        : sql<SqlBool>`daterange(o.first_month, o.last_month, '[]') && daterange(make_date(${year}::int, 1, 1), make_date(${year}::int, 12, 31), '[]')`,
    )
    .orderBy("o.code")
    .execute();
  return rows.map((row) => ({
    ...row,
    firstMonth: monthOf(row.firstMonth),
    lastMonth: row.lastMonth === null ? null : monthOf(row.lastMonth),
    activityLabel: row.activityLabel ?? row.activity,
    unitLabel: row.unitLabel ?? row.unit,
  }));
}

/** Locks an operation; undefined: there is none of this code. */
export async function lockOperation(db: Db, code: string): Promise<{ readonly id: string; readonly unit: string } | undefined> {
  return await db.selectFrom("work_operation").select(["id", "unit"]).where("code", "=", code).forUpdate().executeTakeFirst();
}

const dayOr = (month: Month | null): Day | null => (month === null ? null : firstDayOf(month));

export async function insertOperation(db: Db, own: StatisticalOperation & { readonly author: bigint }): Promise<void> {
  const { firstMonth, lastMonth, ...same } = own;
  await db
    .insertInto("work_operation")
    .values({ ...same, first_month: firstDayOf(firstMonth), last_month: dayOr(lastMonth) })
    .execute();
}

/** Its code and the unit that answers for it stay. */
export async function updateOperation(db: Db, own: Omit<StatisticalOperation, "code" | "unit">): Promise<void> {
  const { id, firstMonth, lastMonth, ...same } = own;
  await db
    .updateTable("work_operation")
    .set({ ...same, first_month: firstDayOf(firstMonth), last_month: dayOr(lastMonth) })
    .where("id", "=", id)
    .execute();
}

type OfOperation<Own> = Own & { readonly operation: string };

/** Phases of these operations, in the order in which they begin. */
export async function phasesOf(db: Db, operations: readonly string[]): Promise<OfOperation<Phase>[]> {
  return await db
    .selectFrom("work_phase")
    .select(["operation_id as operation", "id", "kind", "label", "first_day as firstDay", "last_day as lastDay", "done"])
    .where(sql<SqlBool>`operation_id = any(${[...operations]}::uuid[])`)
    .orderBy("first_day")
    .orderBy("last_day")
    .orderBy("label")
    .execute();
}

/** Milestones and deliverables of these operations, in the order of their days. */
export async function datesOf(db: Db, operations: readonly string[]): Promise<OfOperation<WorkDate>[]> {
  return await db
    .selectFrom("work_date")
    .select(["operation_id as operation", "id", "phase_id as phaseId", "kind", "label", "due_on as dueOn", "done_on as doneOn"])
    .where(sql<SqlBool>`operation_id = any(${[...operations]}::uuid[])`)
    .orderBy("due_on")
    .orderBy("label")
    .execute();
}

/** What these operations give, by year. */
export async function volumesOf(db: Db, operations: readonly string[]): Promise<OfOperation<Volume>[]> {
  return await db
    .selectFrom("work_volume")
    .select(["operation_id as operation", "output", "year", "volume"])
    .where(sql<SqlBool>`operation_id = any(${[...operations]}::uuid[])`)
    .orderBy("year")
    .orderBy("output")
    .execute();
}

/** An item of the workload plan that is the work of an operation. */
export interface OperationItem {
  readonly operation: string;
  readonly item: string;
  readonly code: string;
  readonly label: string;
  readonly phaseId: string | null;
}

export async function itemsOf(db: Db, operations: readonly string[]): Promise<OperationItem[]> {
  return await db
    .selectFrom("work_operation_item as l")
    .innerJoin("work_item as i", "i.id", "l.item_id")
    .select(["l.operation_id as operation", "i.id as item", "i.code", "i.label", "l.phase_id as phaseId"])
    .where(sql<SqlBool>`l.operation_id = any(${[...operations]}::uuid[])`)
    .orderBy("i.code")
    .execute();
}

/** The operation that an item belongs to. */
export async function operationOfItem(db: Db, item: string): Promise<{ readonly code: string } | undefined> {
  return await db
    .selectFrom("work_operation_item as l")
    .innerJoin("work_operation as o", "o.id", "l.operation_id")
    .select("o.code")
    .where("l.item_id", "=", item)
    .executeTakeFirst();
}

export async function linkItem(db: Db, item: string, operation: string, phaseId: string | null): Promise<void> {
  await db
    .insertInto("work_operation_item")
    .values({ item_id: item, operation_id: operation, phase_id: phaseId })
    .onConflict((conflict) => conflict.column("item_id").doUpdateSet({ phase_id: phaseId }))
    .execute();
}

export async function unlinkItem(db: Db, item: string, operation: string): Promise<void> {
  await db.deleteFrom("work_operation_item").where("item_id", "=", item).where("operation_id", "=", operation).execute();
}

/** A phase is written, anew where its id is known. */
export async function savePhaseRow(db: Db, operation: string, { id, kind, label, firstDay, lastDay, done }: Phase): Promise<void> {
  const said = { kind, label, first_day: firstDay, last_day: lastDay, done };
  await db
    .insertInto("work_phase")
    .values({ id, operation_id: operation, ...said })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(said))
    .execute();
}

/** Whether something stands in a phase: dates, items or expense. */
export async function isPhaseUsed(db: Db, phase: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select 1 from work_date where phase_id = ${phase}) or exists (select 1 from work_operation_item where phase_id = ${phase})
        or exists (select 1 from work_expense where phase_id = ${phase}) as used`.execute(db);
  return rows[0]?.used ?? false;
}

export async function deletePhase(db: Db, operation: string, phase: string): Promise<void> {
  await db.deleteFrom("work_phase").where("id", "=", phase).where("operation_id", "=", operation).execute();
}

export async function saveDateRow(db: Db, operation: string, { id, phaseId, kind, label, dueOn, doneOn }: WorkDate): Promise<void> {
  const said = { phase_id: phaseId, kind, label, due_on: dueOn, done_on: doneOn };
  await db
    .insertInto("work_date")
    .values({ id, operation_id: operation, ...said })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(said))
    .execute();
}

export async function deleteDate(db: Db, operation: string, id: string): Promise<void> {
  await db.deleteFrom("work_date").where("id", "=", id).where("operation_id", "=", operation).execute();
}

/** The volume of a year as it is said now; 0 takes what was said away. */
export async function saveVolumeRow(db: Db, operation: string, { output, year, volume }: Volume): Promise<void> {
  if (volume === 0n) {
    const known = db.deleteFrom("work_volume").where("operation_id", "=", operation).where("output", "=", output);
    await known.where("year", "=", year).execute();
    return;
  }
  await db
    .insertInto("work_volume")
    .values({ operation_id: operation, output, year, volume })
    .onConflict((conflict) => conflict.columns(["operation_id", "output", "year"]).doUpdateSet({ volume }))
    .execute();
}
