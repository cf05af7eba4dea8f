import { type AgendaChange, type AgendaPoint, rearranged } from "#app/domain/arbitration/sitting/agenda.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { agendaOf, moveSitting, writeAgenda } from "#db/queries/arbitration/sitting.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { sittingAt } from "./sitting-at.ts";

export interface AgendaInput {
  readonly sittingId: string;
  readonly change: AgendaChange;
}

/** One change of a sitting's agenda: before it by whoever prepares it, during it by the chair and the secretaries. */
export async function arrangeAgenda(context: CommandContext, input: AgendaInput): Promise<Result<{ readonly sittingId: string }>> {
  return await runCommand(context, { name: "arrange-agenda", capability: "arbitration.read" }, input, async (db, touch) => {
    const found = await sittingAt(db, context, input.sittingId, { states: ["planned", "running"] });
    if (!found.ok) return found;
    const { id, campaignId } = found.value;
    if (input.change.kind === "add") {
      const known = await checkPoint(db, campaignId, input.change.point);
      if (!known.ok) return known;
    }
    const agenda = (await agendaOf(db, id)).map(({ plannedMinutes, ...item }) => ({ ...item, minutes: plannedMinutes }));
    const after = rearranged(agenda, input.change);
    if (!after.ok) return after;
    await writeAgenda(
      db,
      id,
      after.value.map(({ minutes, ...item }) => ({ ...item, plannedMinutes: minutes })),
    );
    await moveSitting(db, id);
    touch({ kind: "sitting", id });
    return accept({ sittingId: id });
  });
}

/** A unit that the campaign asks, or a request of that unit which is handed in. */
export async function checkPoint(db: Db, campaign: string, { unit, requestId }: AgendaPoint): Promise<Result<true>> {
  if (!(await campaignUnits(db, campaign)).includes(unit)) return refuse({ kind: "not-found", what: "unit", id: unit });
  if (requestId === null) return accept(true);
  const request = await findRequest(db, requestId);
  if (request?.campaignId !== campaign || request.unit !== unit || request.state === "draft") {
    return refuse({ kind: "not-found", what: "request", id: requestId });
  }
  return accept(true);
}
