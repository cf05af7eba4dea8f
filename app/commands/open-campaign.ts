import { randomUUID } from "node:crypto";
import { type Calendar, checkCalendar } from "#app/domain/campaign/calendar.ts";
import { type CampaignKind, checkCampaign } from "#app/domain/campaign/campaign.ts";
import { modelOf } from "#app/domain/campaign/kind.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { calendarSetting, writeCalendar } from "#db/queries/campaign/calendar.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { insertCampaign } from "#db/queries/campaign.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { saveSetting } from "#db/queries/setting.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

export interface CampaignInput {
  readonly targetYear: number;
  readonly kind: CampaignKind;
  readonly label: string;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly units: readonly string[];
  /** Prepared first (guidance, templates), opened later; « open » unless said. */
  readonly state?: "draft" | "open";
  /** Enforced when it is given; without one the deadline is said and nothing more. */
  readonly calendar?: Calendar;
  /** Proposes the same days for the next campaigns of this kind. */
  readonly keepCalendar?: boolean;
}

/** Asks units for their requests for a year: an empty sheet for each. Units are those of the first day of that year. */
export async function openCampaign(context: CommandContext, input: CampaignInput): Promise<Result<{ campaignId: string }>> {
  return await runCommand(context, { name: "open-campaign", capability: "campaign.manage" }, input, async (db, touch) => {
    const plan = checkCampaign(input);
    if (!plan.ok) return plan;
    if (input.targetYear < 2010 || input.targetYear > 2045) {
      return refuse({ kind: "year-out-of-plan", year: input.targetYear, first: 2010, last: 2045 });
    }
    const calendar = input.calendar ? checkCalendar(input.calendar) : accept([]);
    if (!calendar.ok) return calendar;
    const units = [...new Set(input.units)];
    const codes = await checkCodes(db, "unit", units, `${input.targetYear}-01-01`);
    if (!codes.ok) return codes;
    const foreign = units.find((unit) => denial(context.actor.access, { name: "open-campaign", capability: "campaign.manage", unit }));
    if (foreign !== undefined) return refuse({ kind: "not-found", what: "unit", id: foreign });
    const id = randomUUID();
    const sheets = units.map((unit) => ({ id: randomUUID(), unit }));
    const { targetYear, kind, opensOn, closesOn, state = "open" } = input;
    const label = input.label.trim();
    const row = { id, targetYear, kind, label, opensOn, closesOn, state, author: context.actor.id, sheets };
    if (!(await insertCampaign(db, row))) return refuse({ kind: "already-exists", what: "campaign", id: label });
    await writeCalendar(db, id, calendar.value);
    const model = modelOf(calendar.value, targetYear);
    if (input.keepCalendar && model && calendar.value.length > 0) await saveSetting(db, calendarSetting(kind), { ...model });
    await logEvents(db, [{ campaign: id, kind: "created", to: state, actor: context.actor.id, detail: { units: units.length } }]);
    touch({ kind: "campaign", id });
    return accept({ campaignId: id });
  });
}
