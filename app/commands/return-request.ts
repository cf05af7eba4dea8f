import type { CellAddress } from "#app/domain/forecast/cell-address.ts";
import { transit } from "#app/domain/forecast/transition.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { moveRequest } from "#db/queries/forecast/request.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { writeComment } from "./comment.ts";
import { tellOfRequests } from "./forecast-notices.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ReturnInput {
  readonly requestId: string;
  /** Said to the unit. */
  readonly reason: string;
  /** The cell of the request that the reason is about; absent: the request. */
  readonly cell?: CellAddress | undefined;
}

/** Sends a request back to its unit: a new version in draft, which keeps the lines. The reason becomes a comment where it belongs, and the unit is told. */
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
    const { unit, campaignId } = request;
    const on = input.cell ? { kind: "cell" as const, ...input.cell } : { kind: "request" as const, requestId: request.id };
    if (input.cell && !(await linesOf(db, request.id, "whole")).some(({ id }) => id === input.cell?.lineId))
      return refuse({ kind: "not-found", what: "line", id: input.cell.lineId });
    const said = await writeComment(db, context, { campaignId, unit, on, body: reason });
    if (!said.ok) return said;
    await tellOfRequests(db, context, { kind: "returned", requests: [request], reason, cell: input.cell });
    touch({ kind: "request", id: request.id, unit, detail: { reason, thread: said.value.threadId } });
    return accept({ requestId: request.id, version });
  });
}
