import { transit } from "#app/domain/forecast/transition.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { moveRequest } from "#db/queries/forecast/request.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ReturnInput {
  readonly requestId: string;
  /** Said to the unit. */
  readonly reason: string;
}

/** Sends a request back to its unit: a new version in draft, which keeps the lines. */
export async function returnRequest(context: CommandContext, input: ReturnInput): Promise<Result<{ requestId: string; version: number }>> {
  return await runCommand(context, { name: "return-request", capability: "forecast.return" }, input, async (db, touch) => {
    const found = await requestWithinReach(db, context, input.requestId, "return");
    if (!found.ok) return found;
    const request = found.value;
    const moved = transit(request, "return", input.reason);
    if (!moved.ok) return moved;
    const { to, version } = moved.value;
    const reason = input.reason.trim();
    await moveRequest(db, { requestId: request.id, from: request.state, to, version, actor: context.actor.id, reason });
    touch({ kind: "request", id: request.id, unit: request.unit, detail: { reason } });
    return accept({ requestId: request.id, version });
  });
}
