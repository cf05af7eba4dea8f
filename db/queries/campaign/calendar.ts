import { sql } from "kysely";
import type { Calendar, LateWindow, StepWindow } from "#app/domain/campaign/calendar.ts";
import type { CampaignKind } from "#app/domain/campaign/campaign.ts";
import type { CalendarModel } from "#app/domain/campaign/kind.ts";
import type { Db } from "../../client.ts";
import { setting } from "../setting.ts";

/** The steps of a campaign in order; none when it has no calendar. */
export async function calendarOf(db: Db, campaign: string): Promise<Calendar> {
  const { rows } = await sql<StepWindow>`
    select step, opens_on as "opensOn", closes_on as "closesOn" from campaign_step where campaign = ${campaign}
     order by array_position(array['writing', 'submission', 'review', 'arbitration'], step)`.execute(db);
  return rows;
}

/** Puts a calendar in place of the one that the campaign has. */
export async function writeCalendar(db: Db, campaign: string, calendar: Calendar): Promise<void> {
  if (calendar.length === 0) return;
  await db
    .insertInto("campaign_step")
    .values(calendar.map(({ step, opensOn, closesOn }) => ({ campaign, step, opens_on: opensOn, closes_on: closesOn })))
    .onConflict((conflict) =>
      conflict
        .columns(["campaign", "step"])
        .doUpdateSet((row) => ({ opens_on: row.ref("excluded.opens_on"), closes_on: row.ref("excluded.closes_on") })),
    )
    .execute();
}

export type GrantedWindow = LateWindow & { readonly reason: string; readonly author: string; readonly grantedAt: Date };

/** What was said last for each unit of a campaign, and for all of them (unit null); over or not. */
export async function lateWindowsOf(db: Db, campaign: string): Promise<GrantedWindow[]> {
  const { rows } = await sql<GrantedWindow>`
    select distinct on (w.unit) w.unit, w.until, w.writers, w.reason, u.name as author, w.granted_at as "grantedAt"
      from late_window w join app_user u on u.id = w.author
     where w.campaign = ${campaign} order by w.unit nulls first, w.granted_at desc`.execute(db);
  return rows;
}

export async function insertLateWindows(
  db: Db,
  windows: readonly (LateWindow & { id: string; campaign: string; reason: string; author: bigint })[],
): Promise<void> {
  if (windows.length > 0)
    await db
      .insertInto("late_window")
      .values([...windows])
      .execute();
}

/** The name of the setting that holds the organisation's own calendar of a kind. */
export function calendarSetting(kind: CampaignKind): string {
  return `campaign.calendar.${kind}`;
}

/** The calendar that the organisation kept for a kind. */
export async function keptCalendar(db: Db, kind: CampaignKind): Promise<CalendarModel | undefined> {
  const kept = await setting(db, calendarSetting(kind));
  return kept === undefined ? undefined : (kept as CalendarModel);
}
