import { transit } from "#app/domain/forecast/transition.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { moveRequest } from "#db/queries/forecast/request.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface AdvanceInput {
  readonly requestId: string;
  readonly to: "preArbitrated" | "conference";
  readonly reason?: string | undefined;
}

/** Moves an instructed request on: pre-arbitrated, or called to the conference. */
export async function advanceRequest(context: CommandContext, input: AdvanceInput): Promise<Result<{ requestId: string }>> {
  return await runCommand(context, { name: "advance-request", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const act = input.to === "conference" ? "callToConference" : "preArbitrate";
    const found = await requestWithinReach(db, context, input.requestId, act);
    if (!found.ok) return found;
    const request = found.value;
    const moved = transit(request, act);
    if (!moved.ok) return moved;
    const { to, version } = moved.value;
    const reason = input.reason?.trim() ?? "";
    await moveRequest(db, { requestId: request.id, from: request.state, to, version, actor: context.actor.id, reason });
    touch({ kind: "request", id: request.id, unit: request.unit, detail: { to } });
    return accept({ requestId: request.id });
  });
}
