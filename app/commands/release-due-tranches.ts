import { randomUUID } from "node:crypto";
import { unitsWhere } from "#app/domain/access.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { insertStep, lockMovement, markPosted } from "#db/queries/allotment.ts";
import { dueTranches } from "#db/queries/allotment-movement.ts";
import { recordDisposal } from "./move-credits.ts";
import { postMovementLines } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Puts at disposal, together, every tranche of the exercise whose day has come, in the units where the actor may: all of them or none. Refused:
 * nothing is due (`nothing-to-move`), a unit holds less than its tranche (`credit-exceeded`).
 */
export async function releaseDueTranches(
  context: CommandContext,
  input: { readonly fiscalYear: number },
): Promise<Result<{ readonly tranches: number; readonly numbers: readonly string[] }>> {
  const { fiscalYear: year } = input;
  return await runCommand(context, { name: "release-due-tranches", capability: "allotment.release" }, input, async (db, touch) => {
    const { actor, today } = context;
    const units = actor.access.system
      ? (await visibleUnits(db, actor.access, "allotment.release", today)).map(({ code }) => code)
      : [...unitsWhere(actor.access, "allotment.release")];
    const numbers: string[] = [];
    for (const { id } of await dueTranches(db, { year, units, today })) {
      const movement = await lockMovement(db, id);
      if (movement?.state !== "planned") continue;
      const { number, lines, reason } = movement;
      const eventId = randomUUID();
      const entry = { kind: "allotment", fiscalYear: year, on: today, reason, lines, movementId: id, number, eventId } as const;
      const posted = await postMovementLines(db, context, entry);
      if (!posted.ok) return posted;
      await markPosted(db, id, { eventId, on: today });
      await insertStep(db, { movementId: id, state: "posted", actor: actor.id });
      await recordDisposal(db, context, year, lines, reason);
      numbers.push(documentNumber("MV", year, number));
      touch({ kind: "movement", id, ...(lines[0] && { unit: lines[0].to.unit }), detail: { on: today, number } });
    }
    if (numbers.length === 0) return refuse({ kind: "nothing-to-move", stage: "notified" });
    return accept({ tranches: numbers.length, numbers });
  });
}
