import { randomUUID } from "node:crypto";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { insertStep, type LockedMovement, markPosted } from "#db/queries/allotment.ts";
import type { Mandate } from "#db/queries/arbitration/authority.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { recordDisposal } from "./move-credits.ts";
import { contentOf } from "./movement-document.ts";
import { type PostedMovement, postMovementLines } from "./post-movement.ts";
import type { CommandContext } from "./run.ts";

/** How a document is posted: on which day, and in whose name it was approved; null where its kind needs no second person. */
interface Posting {
  readonly on: Day;
  readonly mandate: Mandate | null;
  readonly reason?: string;
}

/** Posts the entry of a document that is written already, and says so on it. Refused: a day outside its exercise. */
export async function postDocument(
  db: Db,
  context: CommandContext,
  movement: LockedMovement,
  { on, mandate, reason = "" }: Posting,
): Promise<Result<PostedMovement>> {
  const { id: movementId, number, fiscalYear, kind, lines } = movement;
  const years = await exercisesOf(db, [on]);
  if (!years.ok) return years;
  if (years.value(on) !== fiscalYear) return refuse({ kind: "unknown-year", date: on });
  const eventId = randomUUID();
  const posted = await postMovementLines(db, context, { ...contentOf(movement, on), fiscalYear, movementId, number, eventId });
  if (!posted.ok) return posted;
  const actor = context.actor.id;
  await markPosted(db, movementId, { eventId, on, ...(mandate && { approver: actor }) });
  await insertStep(db, { movementId, state: "posted", actor, onBehalfOf: mandate?.onBehalfOf ?? null, reason });
  if (kind === "allotment" && movement.reverses === undefined) await recordDisposal(db, context, fiscalYear, lines, movement.reason);
  return accept({ movementId, number: documentNumber("MV", fiscalYear, number), eventId });
}
