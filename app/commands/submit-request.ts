import { checkSubmission } from "#app/domain/forecast/request.ts";
import { transit } from "#app/domain/forecast/transition.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { moveRequest } from "#db/queries/forecast/request.ts";
import { askedCells } from "#db/queries/forecast/sheet.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Hands a request in. From now on its lines are read only, until it is sent back. */
export async function submitRequest(
  context: CommandContext,
  input: { readonly requestId: string },
): Promise<Result<{ requestId: string }>> {
  return await runCommand(context, { name: "submit-request", capability: "forecast.submit" }, input, async (db, touch) => {
    const found = await requestWithinReach(db, context, input.requestId, "submit");
    if (!found.ok) return found;
    const request = found.value;
    const moved = transit(request, "submit");
    if (!moved.ok) return moved;
    const cells = await askedCells(db, request.id);
    const complete = checkSubmission(request, [{ spendingClass: "nonPersonnel", cells }]);
    if (!complete.ok) return complete;
    const { to, version } = moved.value;
    await moveRequest(db, { requestId: request.id, from: request.state, to, version, actor: context.actor.id, reason: "" });
    touch({ kind: "request", id: request.id, unit: request.unit });
    return accept({ requestId: request.id });
  });
}
