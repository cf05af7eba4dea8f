import { type Calendar, checkCalendar } from "#app/domain/campaign/calendar.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { calendarOf, writeCalendar } from "#db/queries/campaign/calendar.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { setCampaignDays } from "#db/queries/campaign.ts";
import { liveStates, ownCampaign } from "./own-campaign.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface CalendarInput {
  readonly campaignId: string;
  readonly calendar: Calendar;
  readonly reason: string;
}

/** Sets the days of each step; the log keeps those that changed, as they were and as they are. */
export async function setCalendar(context: CommandContext, input: CalendarInput): Promise<Result<{ changed: number }>> {
  return await runCommand(context, { name: "set-calendar", capability: "campaign.manage" }, input, async (db, touch) => {
    const own = await ownCampaign(db, context.actor, { ...input, units: null }, liveStates);
    if (!own.ok) return own;
    const checked = checkCalendar(input.calendar);
    if (!checked.ok) return checked;
    const campaign = own.value.id;
    const before = await calendarOf(db, campaign);
    const changed = checked.value.filter(({ step, opensOn, closesOn }) => {
      return !before.some((known) => known.step === step && known.opensOn === opensOn && known.closesOn === closesOn);
    });
    if (changed.length === 0) return accept({ changed: 0 });
    await writeCalendar(db, campaign, checked.value);
    const [first] = checked.value;
    const closes = checked.value.find(({ step }) => step === "submission");
    if (first && closes) await setCampaignDays(db, campaign, { opensOn: first.opensOn, closesOn: closes.closesOn });
    await logEvents(
      db,
      changed.map(({ step, opensOn, closesOn }) => {
        const known = before.find((one) => one.step === step);
        const detail = { step, opensOn, closesOn, wasFrom: known?.opensOn ?? null, wasTo: known?.closesOn ?? null };
        return { campaign, kind: "calendar" as const, actor: context.actor.id, reason: input.reason.trim(), detail };
      }),
    );
    touch({ kind: "campaign", id: campaign, detail: { steps: changed.map(({ step }) => step) } });
    return accept({ changed: changed.length });
  });
}
