import { type RawBuilder, sql } from "kysely";
import type { StaffLine } from "#app/domain/forecast/staff/staff-line.ts";
import type { Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import type { Code } from "./codes.ts";

/** A staff line as it is kept: with the lines of the sheet that hold what is computed of it. */
export interface StoredStaffLine extends StaffLine {
  readonly id: string;
  readonly lineId: string;
  readonly pensionsLineId: string | null;
}

/** Whether a line of a sheet is computed from the staff of its request; `line` names the column of its identifier. */
export function isStaffed(line: string): RawBuilder<boolean> {
  return sql<boolean>`(exists (select from staff_line t where t.line_id = ${sql.ref(line)})
    or exists (select from staff_line t where t.pensions_line_id = ${sql.ref(line)}))`;
}

/** The staff that a request asks for, in its order. */
export async function staffLinesOf(db: Db, requestId: string): Promise<StoredStaffLine[]> {
  return await db
    .selectFrom("staff_line")
    .select(["id", "line_id as lineId", "pensions_line_id as pensionsLineId", "category", "activity", "fte"])
    .select(["entry_month as entry", "exit_month as exit", "label"])
    .where("request_id", "=", requestId)
    .orderBy("position")
    .execute();
}

/** The staff that a line of a sheet is computed from; the line itself, or the one that bears the pensions. */
export async function staffUnder(
  db: Db,
  { campaign, unit }: { campaign: string; unit: string },
  lineId: string,
): Promise<StoredStaffLine[]> {
  return await db
    .selectFrom("staff_line as t")
    .innerJoin("plan_line as l", "l.id", "t.line_id")
    .innerJoin("sheet as s", "s.id", "l.sheet_id")
    .select(["t.id", "t.line_id as lineId", "t.pensions_line_id as pensionsLineId", "t.category", "t.activity", "t.fte"])
    .select(["t.entry_month as entry", "t.exit_month as exit", "t.label"])
    .where("s.campaign", "=", campaign)
    .where("s.unit", "=", unit)
    .where(({ or, eb }) => or([eb("t.line_id", "=", lineId), eb("t.pensions_line_id", "=", lineId)]))
    .orderBy("t.position")
    .execute();
}

/** The request of a line of a sheet. */
export async function requestOfLine(db: Db, lineId: string): Promise<string | undefined> {
  const line = await db.selectFrom("plan_line").select("request_id").where("id", "=", lineId).executeTakeFirst();
  return line?.request_id ?? undefined;
}

/** The staff of a request becomes these lines, in this order. */
export async function replaceStaffLines(db: Db, requestId: string, lines: readonly StoredStaffLine[]): Promise<void> {
  await db.deleteFrom("staff_line").where("request_id", "=", requestId).execute();
  if (lines.length === 0) return;
  const rows = lines.map(({ id, lineId, pensionsLineId, category, activity, fte, entry, exit, label }, index) => ({
    ...{ id, request_id: requestId, line_id: lineId, pensions_line_id: pensionsLineId, category, activity, fte },
    ...{ entry_month: entry, exit_month: exit, label, position: index + 1 },
  }));
  await db.insertInto("staff_line").values(rows).execute();
}

/** What a batch changed in the staff of a request: the whole of it before and after. */
export interface StaffRevision {
  readonly requestId: string;
  readonly revision: bigint;
  readonly before: readonly StoredStaffLine[];
  readonly after: readonly StoredStaffLine[];
}

export async function insertStaffRevision(db: Db, batchId: string, { requestId, revision, before, after }: StaffRevision): Promise<void> {
  await db
    .insertInto("staff_revision")
    .values({ batch_id: batchId, request_id: requestId, revision, before: toJson(before), after: toJson(after) })
    .execute();
}

/** What a batch changed in the staff of a request; undefined when it changed none. */
export async function staffRevisionOf(db: Db, batchId: string): Promise<StaffRevision | undefined> {
  const row = await db
    .selectFrom("staff_revision")
    .select(["request_id as requestId", "revision", "before", "after"])
    .where("batch_id", "=", batchId)
    .executeTakeFirst();
  return row && { ...row, before: fromJson(row.before), after: fromJson(row.after) };
}

/** Who changed the staff of a request last, after a revision; `except`: somebody else than them. */
export async function staffChangedSince(
  db: Db,
  requestId: string,
  { since, except }: { readonly since: bigint; readonly except?: bigint },
): Promise<{ readonly revision: bigint; readonly by: string } | undefined> {
  return await db
    .selectFrom("staff_revision as r")
    .innerJoin("batch as b", "b.id", "r.batch_id")
    .innerJoin("app_user as u", "u.id", "b.author")
    .select(["r.revision", "u.name as by"])
    .where("r.request_id", "=", requestId)
    .where("r.revision", ">", since)
    .$if(except !== undefined, (query) => query.where("b.author", "<>", except ?? 0n))
    .orderBy("r.revision", "desc")
    .executeTakeFirst();
}

/** The categories of staff in force on a day: the natures of employment of title 2. */
export async function staffCategoriesOn(db: Db, day: string): Promise<Code[]> {
  const { rows } = await sql<Code>`
    select n.code, v.label, v.level
      from nature n join nature_version v on v.code = n.code and v.superseded_at is null and v.valid @> ${day}::date
     where n.spending_class = 'personnel' and v.level = 'nature' order by n.code`.execute(db);
  return rows;
}

/** Staff that a unit had in the last month of a year for which the journal has some; ETPT of the month, hundredths of a full-time equivalent. */
export interface StaffThere {
  readonly category: string;
  readonly activity: string;
  readonly month: Month;
  readonly fte: Quantity;
}

export async function staffThere(db: Db, unit: string, year: number): Promise<StaffThere[]> {
  const { rows } = await sql<StaffThere>`
    with months as materialized (
      select l.nature, l.activity, to_char(p.first_day, 'YYYY-MM') as month, sum(l.debit - l.credit)::bigint as fte
        from entry_line l join period p on p.fiscal_year = l.fiscal_year and p.period = l.period
       where l.book = 'budget' and l.unit = ${unit} and l.fiscal_year = ${year}::int and l.account = 'consumed' and l.resource = 'ETPT'
       group by 1, 2, 3)
    select nature as category, activity, month, fte from months
     where month = (select max(month) from months) and fte > 0 order by 1, 2`.execute(db);
  return rows;
}

function toJson(lines: readonly StoredStaffLine[]): RawBuilder<unknown> {
  return sql`${JSON.stringify(lines.map(({ fte, ...line }) => ({ ...line, fte: String(fte) })))}::text::jsonb`;
}

function fromJson(stored: unknown): StoredStaffLine[] {
  return (stored as (Omit<StoredStaffLine, "fte"> & { fte: string })[]).map(({ fte, ...line }) => ({ ...line, fte: BigInt(fte) }));
}
