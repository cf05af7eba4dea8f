import type { RequestAct } from "#app/domain/forecast/transition.ts";
import { transit } from "#app/domain/forecast/transition.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { moveRequest } from "#db/queries/forecast/request.ts";
import { tellOfRequests } from "./forecast-notices.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** A unit takes back what it handed in, while the department has done nothing with it: it is in draft again, in the same version. */
export async function recallRequest(
  context: CommandContext,
  input: { readonly requestId: string },
): Promise<Result<{ requestId: string }>> {
  return await step(context, input, { name: "recall-request", act: "recall", kind: "recalled" });
}

/** The department finds a request complete: the unit can no longer take it back, and its instruction may begin. */
export async function acceptRequest(
  context: CommandContext,
  input: { readonly requestId: string },
): Promise<Result<{ requestId: string }>> {
  return await step(context, input, { name: "accept-request", act: "accept", kind: "accepted" });
}

async function step(
  context: CommandContext,
  input: { readonly requestId: string },
  { name, act, kind }: { name: string; act: Extract<RequestAct, "recall" | "accept">; kind: "recalled" | "accepted" },
): Promise<Result<{ requestId: string }>> {
  const capability = act === "recall" ? "forecast.submit" : "forecast.return";
  return await runCommand(context, { name, capability }, input, async (db, touch) => {
    const found = await requestWithinReach(db, context, input.requestId, act);
    if (!found.ok) return found;
    const request = found.value;
    const moved = transit(request, act);
    if (!moved.ok) return moved;
    const { to, version } = moved.value;
    await moveRequest(db, { requestId: request.id, from: request.state, to, version, actor: context.actor.id, reason: "" });
    await tellOfRequests(db, context, { kind, requests: [request] });
    touch({ kind: "request", id: request.id, unit: request.unit });
    return accept({ requestId: request.id });
  });
}
