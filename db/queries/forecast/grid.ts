import { sql } from "kysely";
import type { PlannedCell } from "#app/domain/forecast/request.ts";
import type { RequestKind, RequestState } from "#app/domain/forecast/request-state.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "./identifier.ts";

/** A line of a unit's sheet, in the order of the grid: by request, then as its writer placed it. */
export interface SheetLine {
  readonly id: string;
  readonly request: string;
  readonly requestNumber: number;
  readonly requestTitle: string;
  readonly requestKind: RequestKind;
  readonly requestState: RequestState;
  readonly requestVersion: number;
  readonly nature: string;
  readonly natureLabel: string;
  readonly activity: string;
  readonly activityLabel: string;
  readonly label: string;
  /** Whose days the line asks, in words. */
  readonly profile: string | null;
  readonly spendingClass: SpendingClass;
}

export async function sheetLines(db: Db, campaign: string, unit: string): Promise<SheetLine[]> {
  const { rows } = await sql<SheetLine>`
    select l.id, r.id as request, r.number as "requestNumber", r.title as "requestTitle", r.kind as "requestKind", r.state as "requestState",
           r.version as "requestVersion", l.nature, coalesce(n.label, l.nature) as "natureLabel", l.activity,
           coalesce(a.label, l.activity) as "activityLabel", l.label, w.label as profile, i.spending_class as "spendingClass"
      from sheet s
      join campaign c on c.id = s.campaign
      join plan_line l on l.sheet_id = s.id
      join request r on r.id = l.request_id
      join nature i on i.code = l.nature
      left join work_profile w on w.code = l.profile
      left join nature_version n on n.code = l.nature and n.superseded_at is null and n.valid @> make_date(c.target_year, 1, 1)
      left join activity_version a on a.code = l.activity and a.superseded_at is null and a.valid @> make_date(c.target_year, 1, 1)
     where s.campaign = ${campaign} and s.unit = ${unit}
     order by r.number, l.position, l.id`.execute(db);
  return rows;
}

/** The campaign on whose sheet a line stands. */
export async function campaignOfLine(db: Db, lineId: string): Promise<string | undefined> {
  if (!isUuid(lineId)) return undefined;
  const line = await db
    .selectFrom("plan_line as l")
    .innerJoin("sheet as s", "s.id", "l.sheet_id")
    .select("s.campaign")
    .where("l.id", "=", lineId)
    .executeTakeFirst();
  return line?.campaign;
}

/** The cells of a sheet that hold an amount. */
export async function sheetCells(
  db: Db,
  campaign: string,
  unit: string,
): Promise<(PlannedCell & { readonly lineId: string; readonly revision: bigint })[]> {
  return await db
    .selectFrom("sheet as s")
    .innerJoin("plan_line as l", "l.sheet_id", "s.id")
    .innerJoin("plan_cell as p", "p.line_id", "l.id")
    .select(["p.line_id as lineId", "p.measure", "p.target_year as targetYear", "p.month", "p.amount", "p.revision"])
    .where("s.campaign", "=", campaign)
    .where("s.unit", "=", unit)
    .execute();
}
