import { randomUUID } from "node:crypto";
import type { LateWriters } from "#app/domain/campaign/calendar.ts";
import { transit } from "#app/domain/forecast/transition.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertLateWindows } from "#db/queries/campaign/calendar.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { writersOf } from "#db/queries/campaign/people.ts";
import { sheetRequests } from "#db/queries/campaign/sheet.ts";
import { moveRequest } from "#db/queries/forecast/request.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import { faultOfWindow } from "./grant-time.ts";
import { ownCampaign } from "./own-campaign.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ReopeningInput {
  readonly campaignId: string;
  readonly unit: string;
  /** The last day on which the unit may write and submit. */
  readonly until: Day;
  readonly writers: LateWriters;
  readonly reason: string;
}

/** Gives a unit back the sheet that it handed in, until a day: what is not decided yet returns to draft as a new version, with the reason. */
export async function reopenSheet(context: CommandContext, input: ReopeningInput): Promise<Result<{ reopened: number }>> {
  return await runCommand(context, { name: "reopen-sheet", capability: "campaign.manage", unit: input.unit }, input, async (db, touch) => {
    const own = await ownCampaign(db, context.actor, { ...input, units: [input.unit] }, ["open", "arbitration"]);
    if (!own.ok) return own;
    const fault = faultOfWindow(input, context.today);
    if (fault) return refuse(fault);
    const { unit, until, writers } = input;
    const [campaign, reason, actor] = [own.value.id, input.reason.trim(), context.actor.id];
    const moves = (await sheetRequests(db, campaign, unit)).flatMap((request) => {
      const moved = transit(request, "return", reason);
      return moved.ok ? [{ requestId: request.id, from: request.state, to: moved.value.to, version: moved.value.version }] : [];
    });
    if (moves.length === 0) return refuse({ kind: "nothing-to-reopen", unit });
    for (const move of moves) await moveRequest(db, { ...move, actor, reason });
    await insertLateWindows(db, [{ id: randomUUID(), campaign, unit, until, writers, reason, author: actor }]);
    await logEvents(db, [{ campaign, kind: "reopening", actor, unit, reason, detail: { until, writers, requests: moves.length } }]);
    const address = `/${own.value.targetYear}/forecast/${unit}?campaign=${campaign}`;
    const people = await writersOf(db, [unit], context.today);
    await sendNotices(
      db,
      people.map(({ id }) => ({
        recipient: id,
        kind: "reopened",
        unit,
        campaign,
        address,
        values: { day: until, excerpt: reason },
        author: actor,
      })),
    );
    touch({ kind: "sheet", id: campaign, unit, detail: { until, writers, reason, requests: moves.length } });
    return accept({ reopened: moves.length });
  });
}
