import { accept, type Result, refuse } from "#app/domain/result.ts";
import { agendaOf, isOnAgenda, moveSitting, showItem as putOnScreen } from "#db/queries/arbitration/sitting.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { sittingAt } from "./sitting-at.ts";

export interface ShownInput {
  readonly sittingId: string;
  /** The point that comes on the screen; the one that leaves it was dealt with, and may come back. */
  readonly itemId: string;
  /** The request of it that is talked about; the first that is not decided when it is null. */
  readonly requestId: string | null;
}

/** What everybody in the room looks at. Twice the same is once: two secretaries who go on at the same time do not skip a point. */
export async function showItem(context: CommandContext, input: ShownInput): Promise<Result<{ readonly itemId: string }>> {
  return await runCommand(context, { name: "show-item", capability: "arbitration.read" }, input, async (db, touch) => {
    const found = await sittingAt(db, context, input.sittingId, { states: ["running"] });
    if (!found.ok) return found;
    const { id, number } = found.value;
    const item = (await agendaOf(db, id)).find((own) => own.id === input.itemId);
    if (!item) return refuse({ kind: "not-found", what: "agendaItem", id: input.itemId });
    const request = input.requestId === null ? null : await findRequest(db, input.requestId);
    if (request === undefined) return refuse({ kind: "not-found", what: "request", id: input.requestId ?? "" });
    if (request && !(await isOnAgenda(db, id, request))) return refuse({ kind: "not-on-agenda", request: request.number, sitting: number });
    if (item.state !== "open") await putOnScreen(db, id, item.id);
    await moveSitting(db, id, { shownRequest: input.requestId });
    touch({ kind: "sitting", id, unit: item.unit, detail: { item: item.id } });
    return accept({ itemId: item.id });
  });
}
