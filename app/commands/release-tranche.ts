import { randomUUID } from "node:crypto";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertStep, lockMovement, markPosted } from "#db/queries/allotment.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { recordDisposal } from "./move-credits.ts";
import { checkReach } from "./post-events.ts";
import { type PostedMovement, postMovementLines } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ReleaseTrancheInput {
  readonly movementId: string;
  /** The day on which it is put at disposal, which need not be the day planned. */
  readonly on: Day;
}

/**
 * Puts a planned tranche at its unit's disposal: notified → allotted. Refused: one that is not planned any more (`wrong-state`),
 * a day outside its exercise, more than what is still notified (`credit-exceeded`).
 */
export async function releaseTranche(context: CommandContext, input: ReleaseTrancheInput): Promise<Result<PostedMovement>> {
  const { movementId, on } = input;
  return await runCommand(context, { name: "release-tranche", capability: "allotment.release" }, input, async (db, touch) => {
    const movement = await lockMovement(db, movementId);
    const unseen = refuse<Refusal>({ kind: "not-found", what: "movement", id: movementId });
    if (movement?.kind !== "allotment") return unseen;
    if (
      !checkReach(
        context,
        "allotment.release",
        movement.lines.map(({ to }) => to.unit),
      ).ok
    )
      return unseen;
    if (movement.state !== "planned")
      return refuse({ kind: "wrong-state", what: "movement", state: movement.state, expected: ["planned"] });
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const { fiscalYear, number, lines, reason } = movement;
    if (years.value(on) !== fiscalYear) return refuse({ kind: "unknown-year", date: on });
    const eventId = randomUUID();
    const posted = await postMovementLines(db, context, { kind: "allotment", fiscalYear, on, reason, lines, movementId, number, eventId });
    if (!posted.ok) return posted;
    await markPosted(db, movementId, { eventId, on });
    await insertStep(db, { movementId, state: "posted", actor: context.actor.id });
    await recordDisposal(db, context, fiscalYear, lines, reason);
    const unit = lines[0]?.to.unit;
    touch({ kind: "movement", id: movementId, ...(unit ? { unit } : {}), detail: { on, number } });
    return accept({ movementId, number: documentNumber("MV", fiscalYear, number), eventId });
  });
}
