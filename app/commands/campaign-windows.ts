import { type Access, mayDo } from "#app/domain/access.ts";
import { type StepLock, type StepName, stepLock, type Writer } from "#app/domain/campaign/calendar.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { calendarOf, lateWindowsOf } from "#db/queries/campaign/calendar.ts";

export interface StepPlace {
  readonly campaignId: string;
  readonly unit: string;
}

/** Whoever asks, and the day. */
export interface Asker {
  readonly access: Access;
  readonly today: Day;
}

/** Why this person may not do a step on a unit's sheet today; undefined when they may. */
export async function stepLockFor(
  db: Db,
  { access, today }: Asker,
  { campaignId, unit }: StepPlace,
  step: StepName,
): Promise<StepLock | undefined> {
  const calendar = await calendarOf(db, campaignId);
  if (calendar.length === 0) return undefined;
  return stepLock({ calendar, late: await lateWindowsOf(db, campaignId), unit, writer: writerOn(access, unit), today }, step);
}

/** The same as a refusal. */
export async function checkStep(
  db: Db,
  { actor, today }: { readonly actor: { readonly access: Access }; readonly today: Day },
  place: StepPlace,
  step: StepName,
): Promise<Result<true>> {
  const lock = await stepLockFor(db, { access: actor.access, today }, place, step);
  return lock ? refuse(lock) : accept(true);
}

/** As what somebody writes on a unit: who conducts its campaigns, who answers for it, or anybody else. */
export function writerOn(access: Access, unit: string): Writer {
  if (mayDo(access, "campaign.manage", unit)) return "staff";
  return mayDo(access, "forecast.submit", unit) ? "head" : "agent";
}
