import { sql } from "kysely";
import type { CampaignState } from "#app/domain/campaign/campaign.ts";
import type { BaselineComponent } from "#app/domain/forecast/component.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import type { RequestKind, RequestState } from "#app/domain/forecast/request-state.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { BatchKind, WrittenBatch } from "#app/domain/forecast/undo.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { inView } from "./costs.ts";
import { placedKeys } from "./marks.ts";
import { isStaffed } from "./staff.ts";

/** A line of a sheet with what decides whether it may be written in. */
export interface StandingLine {
  readonly id: string;
  readonly requestKind: RequestKind;
  readonly requestState: RequestState;
  readonly campaignState: CampaignState;
  readonly spendingClass: SpendingClass;
  readonly component: BaselineComponent | null;
  /** Its people and its costs are computed from the staff that its request asks for. */
  readonly fromStaff: boolean;
}

/** Those of these lines that stand on the sheet, their requests held until the end of the transaction: none is submitted while it is written in. */
export async function standingLines(db: Db, sheetId: string, lineIds: readonly string[]): Promise<StandingLine[]> {
  const { rows } = await sql<StandingLine>`
    with held as materialized (
      select r.id, r.kind, r.state from request r
       where r.id in (select l.request_id from plan_line l where l.sheet_id = ${sheetId} and l.id = any(${lineIds}::uuid[]))
       order by r.id for share)
    select l.id, r.kind as "requestKind", r.state as "requestState", c.state as "campaignState", n.spending_class as "spendingClass",
           l.component, ${isStaffed("l.id")} as "fromStaff"
      from plan_line l
      join held r on r.id = l.request_id
      join sheet s on s.id = l.sheet_id
      join campaign c on c.id = s.campaign
      join nature n on n.code = l.nature
     where l.sheet_id = ${sheetId} and l.id = any(${lineIds}::uuid[])`.execute(db);
  return rows;
}

/** Who wrote a cell last, and when. */
export interface LastWriter extends PlacedCell {
  readonly author: string;
  readonly at: Date;
  readonly kind: BatchKind;
}

export async function lastWriters(db: Db, cells: readonly PlacedCell[]): Promise<LastWriter[]> {
  if (cells.length === 0) return [];
  const { rows } = await sql<LastWriter>`
    select k.line_id as "lineId", k.measure, k.target_year as "targetYear", k.month, u.name as author, b.at, b.kind
      from ${placedKeys(cells)}
      join lateral (select p.batch_id from plan_change p
                     where p.line_id = k.line_id and p.measure = k.measure and p.target_year = k.target_year and p.month = k.month
                     order by p.revision desc limit 1) p on true
      join batch b on b.id = p.batch_id
      join app_user u on u.id = b.author`.execute(db);
  return rows;
}

/** One change of a cell: who, when, by which act, from what to what. */
export interface CellStep {
  readonly month: number;
  readonly before: Quantity | null;
  readonly after: Quantity | null;
  readonly author: string;
  readonly at: Date;
  readonly kind: BatchKind;
  /** The name of the file that it came from. */
  readonly file: string | null;
}

/** The latest changes of a measure of a year on a line of this sheet, or of one of its months; the latest first. */
export async function cellSteps(
  db: Db,
  { campaign, unit }: { campaign: string; unit: string },
  { lineId, measure, targetYear, month }: Omit<PlacedCell, "month"> & { readonly month: number | undefined },
  { limit, view }: { readonly limit: number; readonly view: CostView },
): Promise<CellStep[]> {
  return await db
    .selectFrom("plan_change as p")
    .innerJoin("sheet as s", "s.id", "p.sheet_id")
    .innerJoin("batch as b", "b.id", "p.batch_id")
    .innerJoin("app_user as u", "u.id", "b.author")
    .innerJoin("plan_line as l", "l.id", "p.line_id")
    .innerJoin("nature as n", "n.code", "l.nature")
    .leftJoin("sheet_import as f", "f.batch_id", "p.batch_id")
    .select(["p.month", "p.before", "p.after", "u.name as author", "b.at", "b.kind", "f.name as file"])
    .where("s.campaign", "=", campaign)
    .where("s.unit", "=", unit)
    .where("p.line_id", "=", lineId)
    .where("p.measure", "=", measure)
    .where("p.target_year", "=", targetYear)
    .where(inView(view, { measure: "p.measure", spendingClass: "n.spending_class" }))
    .$if(month !== undefined, (query) => query.where("p.month", "=", month ?? 0))
    .orderBy("p.revision", "desc")
    .orderBy("p.ordinal", "desc")
    .limit(limit)
    .execute();
}

/** What one person wrote on a sheet, in order. */
export async function batchesOf(db: Db, sheetId: string, author: bigint): Promise<(WrittenBatch & { readonly revision: bigint })[]> {
  return await db
    .selectFrom("batch")
    .select(["id", "kind", "undoes", "revision"])
    .where("sheet_id", "=", sheetId)
    .where("author", "=", author)
    .orderBy("revision")
    .execute();
}

/** A cell that a batch changed, and what it would be given back. */
export interface TakenBack extends PlacedCell {
  readonly before: Quantity | null;
  /** The calculation that had given it. */
  readonly formula: string | null;
  /** Who has changed it since, when it was not the batch's own author. */
  readonly by: string | null;
}

/** The cells of a batch, each with what it held before and the calculation that had given that, and who else has written it since. */
export async function changesToTakeBack(db: Db, batchId: string): Promise<TakenBack[]> {
  const { rows } = await sql<TakenBack>`
    select p.line_id as "lineId", p.measure, p.target_year as "targetYear", p.month, p.before, f.text as formula, o.name as by
      from plan_change p
      join batch b on b.id = p.batch_id
      left join lateral (
        select u.name from plan_change q join batch c on c.id = q.batch_id join app_user u on u.id = c.author
         where q.line_id = p.line_id and q.measure = p.measure and q.target_year = p.target_year and q.month = p.month
           and q.revision > p.revision and c.author <> b.author
         order by q.revision desc limit 1) o on true
      left join lateral (
        select q.revision from plan_change q
         where q.line_id = p.line_id and q.measure = p.measure and q.target_year = p.target_year and q.month = p.month
           and q.revision < p.revision
         order by q.revision desc limit 1) e on true
      left join cell_formula f on f.line_id = p.line_id and f.measure = p.measure and f.target_year = p.target_year and f.month = p.month
                              and f.revision = e.revision
     where p.batch_id = ${batchId}
     order by p.ordinal`.execute(db);
  return rows;
}
