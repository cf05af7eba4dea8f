import { mayDo } from "#app/domain/access.ts";
import { afterAct } from "#app/domain/allotment/movement-state.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertStep, markMovement } from "#db/queries/allotment.ts";
import { unitsOf } from "./move-credits.ts";
import { documentWithinReach } from "./movement-document.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Takes back a document that is not posted: a draft or a proposal by its author, a planned tranche by whoever puts credits at disposal. It keeps its number. */
export async function withdrawMovement(
  context: CommandContext,
  input: { readonly movementId: string; readonly reason: string },
): Promise<Result<{ readonly number: string }>> {
  return await runCommand(context, { name: "withdraw-movement", capability: "allotment.read" }, input, async (db, touch) => {
    const found = await documentWithinReach(db, context, input.movementId);
    if (!found.ok) return found;
    const { id, author, state, kind, lines, fiscalYear, number } = found.value;
    const { actor } = context;
    const act = state === "planned" ? "cancel" : "withdraw";
    const next = afterAct(state, act);
    if (!next.ok) return next;
    const may = act === "cancel" ? unitsOf(lines).every((unit) => mayDo(actor.access, "allotment.release", unit)) : author === actor.id;
    if (!may) return refuse<Refusal>({ kind: "forbidden", capability: act === "cancel" ? "allotment.release" : "allotment.notify" });
    await markMovement(db, id, act === "cancel" ? "cancelled" : "withdrawn");
    await insertStep(db, { movementId: id, state: next.value, actor: actor.id, reason: input.reason.trim() });
    const said = documentNumber("MV", fiscalYear, number);
    touch({ kind: "movement", id, detail: { number: said, movement: kind, state: next.value, reason: input.reason } });
    return accept({ number: said });
  });
}
