import { randomUUID } from "node:crypto";
import type { LateWriters } from "#app/domain/campaign/calendar.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertLateWindows } from "#db/queries/campaign/calendar.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { liveStates, ownCampaign } from "./own-campaign.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface TimeInput {
  readonly campaignId: string;
  /** Null: every unit of the campaign. */
  readonly units: readonly string[] | null;
  readonly until: Day;
  readonly writers: LateWriters;
  readonly reason: string;
}

/** Lets units write and submit after the close, until a day, everyone or their heads alone. What is granted last is what counts. */
export async function grantTime(context: CommandContext, input: TimeInput): Promise<Result<{ units: number | null }>> {
  return await runCommand(context, { name: "grant-time", capability: "campaign.manage" }, input, async (db, touch) => {
    const own = await ownCampaign(db, context.actor, input, liveStates);
    if (!own.ok) return own;
    const fault = faultOfWindow(input, context.today);
    if (fault) return refuse(fault);
    const { until, writers, units } = input;
    const [campaign, reason, author] = [own.value.id, input.reason.trim(), context.actor.id];
    const places = units === null ? [null] : [...new Set(units)];
    await insertLateWindows(
      db,
      places.map((unit) => ({ id: randomUUID(), campaign, unit, until, writers, reason, author })),
    );
    await logEvents(
      db,
      places.map((unit) => {
        return { campaign, kind: "lateWindow" as const, actor: author, unit: unit ?? undefined, reason, detail: { until, writers } };
      }),
    );
    touch({ kind: "campaign", id: campaign, detail: { units: units ?? "all", until, writers } });
    return accept({ units: units === null ? null : places.length });
  });
}

/** A real day that is not over, and a reason. */
export function faultOfWindow({ until, reason }: Pick<TimeInput, "until" | "reason">, today: Day): Refusal | undefined {
  if (!isDay(until)) return { kind: "not-a-day", text: until };
  if (until < today) return { kind: "window-already-over", until };
  return reason.trim() === "" ? { kind: "reason-required" } : undefined;
}
