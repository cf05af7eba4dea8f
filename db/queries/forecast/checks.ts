import { sql } from "kysely";
import type { CheckedRequest } from "#app/domain/forecast/checks/finding.ts";
import { type CheckSettings, checkSettingsIn, checkSettingsText } from "#app/domain/forecast/checks/settings.ts";
import type { RequestKind } from "#app/domain/forecast/request-state.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Db } from "../../client.ts";
import { saveSetting, setting } from "../setting.ts";
import { sheetCells, sheetLines } from "./grid.ts";
import { schedulesOf } from "./schedule.ts";

const settingName = "forecastChecks";

export async function checkSettings(db: Db): Promise<CheckSettings> {
  const stored = await setting(db, settingName);
  return checkSettingsIn(typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {});
}

export async function saveCheckSettings(db: Db, settings: CheckSettings): Promise<void> {
  await saveSetting(db, settingName, checkSettingsText(settings));
}

/** One change of the settings: who, when, from what to what. */
export interface SettingsChange {
  readonly id: bigint;
  readonly author: string;
  readonly at: Date;
  readonly before: CheckSettings;
  readonly after: CheckSettings;
}

/** The latest first, as the audit keeps them. */
export async function checkSettingsChanges(db: Db, limit: number): Promise<SettingsChange[]> {
  const rows = await db
    .selectFrom("audit as a")
    .innerJoin("app_user as u", "u.id", "a.actor")
    .select(["a.id", "u.name as author", "a.at", "a.detail"])
    .where("a.object_kind", "=", "setting")
    .where("a.object_id", "=", settingName)
    .orderBy("a.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ detail, ...row }) => {
    const { before, after } = detail as { before: Record<string, unknown>; after: Record<string, unknown> };
    return { ...row, before: checkSettingsIn(before), after: checkSettingsIn(after) };
  });
}

/** The requests of a unit that are still in draft, with their lines and amounts: what its checks look at. */
export async function draftRequests(db: Db, campaign: string, unit: string, view: CostView): Promise<CheckedRequest[]> {
  const heads = await db
    .selectFrom("request as r")
    .innerJoin("sheet as s", "s.id", "r.sheet_id")
    .select(["r.id", "r.number", "r.justification"])
    .select(sql<RequestKind>`r.kind`.as("kind"))
    .where("s.campaign", "=", campaign)
    .where("s.unit", "=", unit)
    .where("r.state", "=", "draft")
    .orderBy("r.number")
    .execute();
  if (heads.length === 0) return [];
  const lines = await sheetLines(db, campaign, unit);
  const cells = grouped(await sheetCells(db, campaign, unit, view), ({ lineId }) => lineId);
  const schedules = new Map(
    (
      await schedulesOf(
        db,
        lines.map(({ id }) => id),
      )
    ).map(({ lineId, parts }) => [lineId, parts]),
  );
  return heads.map((head) => ({
    ...head,
    lines: lines
      .filter(({ request }) => request === head.id)
      .map(({ id, label, natureLabel, nature, activity, spendingClass }) => {
        const schedule = schedules.get(id);
        return {
          ...{ id, label: label || natureLabel, nature, activity, spendingClass, cells: cells.get(id) ?? [] },
          ...(schedule ? { schedule } : {}),
        };
      }),
  }));
}
