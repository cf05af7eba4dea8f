import { sql } from "kysely";
import type { BaselineComponent } from "#app/domain/forecast/component.ts";
import type { PlannedCell } from "#app/domain/forecast/request.ts";
import type { RequestKind, RequestState } from "#app/domain/forecast/request-state.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { inView } from "./costs.ts";
import { isUuid } from "./identifier.ts";
import { isStaffed } from "./staff.ts";

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
  readonly component: BaselineComponent | null;
  /** Its people and its costs are computed from the staff that its request asks for. */
  readonly fromStaff: boolean;
}

export async function sheetLines(db: Db, campaign: string, unit: string): Promise<SheetLine[]> {
  const { rows } = await sql<SheetLine>`
    select l.id, r.id as request, r.number as "requestNumber", r.title as "requestTitle", r.kind as "requestKind", r.state as "requestState",
           r.version as "requestVersion", l.nature, coalesce(n.label, l.nature) as "natureLabel", l.activity,
           coalesce(a.label, l.activity) as "activityLabel", l.label, w.label as profile, i.spending_class as "spendingClass", l.component,
           ${isStaffed("l.id")} as "fromStaff"
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

/** Where a line stands. */
export interface LinePlace {
  readonly campaignId: string;
  readonly unit: string;
  readonly targetYear: number;
  readonly sheetRevision: bigint;
}

/** A line of a request, with the sheet that holds it; undefined when there is none of this identifier. */
export async function lineAt(db: Db, lineId: string): Promise<{ place: LinePlace; line: SheetLine } | undefined> {
  if (!isUuid(lineId)) return undefined;
  const place = await db
    .selectFrom("plan_line as l")
    .innerJoin("sheet as s", "s.id", "l.sheet_id")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .select(["c.id as campaignId", "s.unit", "c.target_year as targetYear", "s.revision as sheetRevision"])
    .where("l.id", "=", lineId)
    .executeTakeFirst();
  const line = place && (await sheetLines(db, place.campaignId, place.unit)).find(({ id }) => id === lineId);
  return place && line && { place, line };
}

/** The cells of a sheet that hold an amount, those that the view shows. */
export async function sheetCells(
  db: Db,
  campaign: string,
  unit: string,
  view: CostView,
): Promise<(PlannedCell & { readonly lineId: string; readonly revision: bigint })[]> {
  return await db
    .selectFrom("sheet as s")
    .innerJoin("plan_line as l", "l.sheet_id", "s.id")
    .innerJoin("nature as n", "n.code", "l.nature")
    .innerJoin("plan_cell as p", "p.line_id", "l.id")
    .select(["p.line_id as lineId", "p.measure", "p.target_year as targetYear", "p.month", "p.amount", "p.revision"])
    .where("s.campaign", "=", campaign)
    .where("s.unit", "=", unit)
    .where(inView(view, { measure: "p.measure", spendingClass: "n.spending_class" }))
    .execute();
}
