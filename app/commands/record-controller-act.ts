import { leavesPersonnel } from "#app/domain/allotment/fungibility.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { controllerActsOn, insertControllerAct } from "#db/queries/allotment.ts";
import { classesOf } from "#db/queries/execution-reference.ts";
import { unitsOf } from "./move-credits.ts";
import { documentWithinReach } from "./movement-document.ts";
import { checkReach } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ControllerActInput {
  readonly movementId: string;
  readonly favourable: boolean;
  /** Of the act itself, as the controller numbers it. */
  readonly reference: string;
  /** Required of an objection. */
  readonly reason: string;
}

/** The budget controller's act on a proposed movement that takes title 2 to other titles (LOLF art. 7 II). A second one replaces the first, which stays. */
export async function recordControllerAct(context: CommandContext, input: ControllerActInput): Promise<Result<{ readonly acts: number }>> {
  return await runCommand(context, { name: "record-controller-act", capability: "visa.record" }, input, async (db, touch) => {
    const { movementId, favourable } = input;
    const [reference, reason] = [input.reference.trim(), input.reason.trim()];
    const found = await documentWithinReach(db, context, movementId);
    if (!found.ok) return found;
    const { lines, state, fiscalYear, number } = found.value;
    const reach = checkReach(context, "visa.record", unitsOf(lines));
    if (!reach.ok) return reach;
    const classOf = await classesOf(
      db,
      lines.flatMap(({ from, to }) => [from.nature, to.nature]),
    );
    if (state !== "proposed" || !leavesPersonnel(lines, classOf)) return refuse({ kind: "controller-act-useless" });
    if (!favourable && reason === "") return refuse({ kind: "reason-required" });
    await insertControllerAct(db, { movementId, favourable, reference, reason, controller: context.actor.id });
    touch({
      kind: "movement",
      id: movementId,
      detail: { number: documentNumber("MV", fiscalYear, number), favourable, reference, reason },
    });
    return accept({ acts: (await controllerActsOn(db, movementId)).length });
  });
}
