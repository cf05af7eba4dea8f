import { deadlineOf } from "#app/domain/campaign/calendar.ts";
import { progressOf } from "#app/domain/campaign/campaign.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { calendarOf, lateWindowsOf } from "#db/queries/campaign/calendar.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { panoramaOf } from "#db/queries/campaign/panorama.ts";
import { writersOf } from "#db/queries/campaign/people.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import { ownCampaign } from "./own-campaign.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ReminderInput {
  readonly campaignId: string;
  readonly units: readonly string[];
}

/** Reminds the agents and the heads of units that have not handed everything in; those that have are left in peace. */
export async function remindUnits(context: CommandContext, input: ReminderInput): Promise<Result<{ units: number; people: number }>> {
  return await runCommand(context, { name: "remind-units", capability: "campaign.manage" }, input, async (db, touch) => {
    const own = await ownCampaign(db, context.actor, input, ["open", "arbitration"]);
    if (!own.ok) return own;
    const campaign = own.value;
    const author = context.actor.id;
    const awaited = (await panoramaOf(db, campaign, new Set(input.units), "everywhere")).filter((unit) => {
      return !["submitted", "accepted"].includes(progressOf(unit));
    });
    const units = awaited.map(({ unit }) => unit);
    const people = (await writersOf(db, units, context.today)).filter(({ id }) => id !== author);
    if (people.length === 0) return refuse({ kind: "nobody-to-remind" });
    const calendar = await calendarOf(db, campaign.id);
    const late = await lateWindowsOf(db, campaign.id);
    await sendNotices(
      db,
      people.map(({ id, unit }) => {
        const address = `/${campaign.targetYear}/forecast/${unit}?campaign=${campaign.id}`;
        const values = { day: deadlineOf(calendar, late, unit, campaign.closesOn) };
        return { recipient: id, kind: "reminded", unit, campaign: campaign.id, address, values, author };
      }),
    );
    const reminded = units
      .map((unit) => ({ unit, people: people.filter((person) => person.unit === unit).length }))
      .filter((one) => one.people > 0);
    await logEvents(
      db,
      reminded.map(({ unit, people: count }) => ({
        campaign: campaign.id,
        kind: "reminder" as const,
        actor: author,
        unit,
        detail: { people: count },
      })),
    );
    for (const { unit, people: count } of reminded) touch({ kind: "campaign", id: campaign.id, unit, detail: { people: count } });
    return accept({ units: reminded.length, people: new Set(people.map(({ id }) => id)).size });
  });
}
