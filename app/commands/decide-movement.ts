import { stakesOfMovement } from "#app/domain/allotment/approval.ts";
import { checkControllerAct, leavesPersonnel } from "#app/domain/allotment/fungibility.ts";
import { afterAct } from "#app/domain/allotment/movement-state.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { controllerActsOn, insertStep, type LockedMovement, markMovement } from "#db/queries/allotment.ts";
import { type Mandate, movementMandate } from "#db/queries/arbitration/authority.ts";
import { classesOf } from "#db/queries/execution-reference.ts";
import { findPerson } from "#db/queries/people.ts";
import { unitsOf } from "./move-credits.ts";
import { contentOf, documentWithinReach } from "./movement-document.ts";
import { tellOutcome } from "./movement-notices.ts";
import { postDocument } from "./post-document.ts";
import { checkContent, type PostedMovement } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ApproveMovementInput {
  readonly movementId: string;
  /** The day on which it is posted; absent: the day of the document. */
  readonly on?: Day;
}

/**
 * Approves a movement that somebody else proposed, and posts it. Refused: not proposed any more · by its author, in any name · above what the person
 * approves (`beyond-authority`) · title 2 that leaves for other titles without the controller's act · a cap that is full by now, a stage that holds less.
 */
export async function approveMovement(context: CommandContext, input: ApproveMovementInput): Promise<Result<PostedMovement>> {
  return await runCommand(context, { name: "approve-movement", capability: "allotment.approve" }, input, async (db, touch) => {
    const found = await decidable(db, context, input.movementId, "approve");
    if (!found.ok) return found;
    const { movement, mandate } = found.value;
    const { id, kind, number, fiscalYear, lines } = movement;
    const on = input.on ?? movement.on;
    const checked = await checkContent(db, contentOf(movement, on));
    if (!checked.ok) return checked;
    const acts = checkControllerAct(leavesPersonnel(lines, checked.value), await controllerActsOn(db, id));
    if (!acts.ok) return acts;
    const posted = await postDocument(db, context, movement, { on, mandate });
    if (!posted.ok) return posted;
    await tellOutcome(db, context, movement, { kind: "movementPosted" });
    touch({
      kind: "movement",
      id,
      detail: { number: documentNumber("MV", fiscalYear, number), movement: kind, on, mandate: mandate.onBehalfOf },
    });
    return posted;
  });
}

/** Refuses a movement that somebody else proposed, for a reason; by whoever could have approved it. */
export async function refuseMovement(
  context: CommandContext,
  input: { readonly movementId: string; readonly reason: string },
): Promise<Result<{ readonly number: string }>> {
  return await runCommand(context, { name: "refuse-movement", capability: "allotment.approve" }, input, async (db, touch) => {
    const reason = input.reason.trim();
    const found = await decidable(db, context, input.movementId, "refuse");
    if (!found.ok) return found;
    if (reason === "") return refuse({ kind: "reason-required" });
    const { movement, mandate } = found.value;
    const { id, kind, number, fiscalYear } = movement;
    await markMovement(db, id, "refused");
    await insertStep(db, { movementId: id, state: "refused", actor: context.actor.id, onBehalfOf: mandate.onBehalfOf, reason });
    await tellOutcome(db, context, movement, { kind: "movementRefused", reason });
    const said = documentNumber("MV", fiscalYear, number);
    touch({ kind: "movement", id, detail: { number: said, movement: kind, reason } });
    return accept({ number: said });
  });
}

async function decidable(
  db: Db,
  context: CommandContext,
  id: string,
  act: "approve" | "refuse",
): Promise<Result<{ movement: LockedMovement; mandate: Mandate }>> {
  const found = await documentWithinReach(db, context, id);
  if (!found.ok) return found;
  const movement = found.value;
  const next = afterAct(movement.state, act);
  if (!next.ok) return next;
  const { lines, author } = movement;
  const classOf = await classesOf(
    db,
    lines.flatMap(({ from, to }) => [from.nature, to.nature]),
  );
  const name = (await findPerson(db, author))?.name ?? "";
  const stakes = stakesOfMovement(lines, classOf);
  const mandate = await movementMandate(db, context, { units: unitsOf(lines), stakes, author: { id: author, name } });
  return mandate.ok ? accept({ movement, mandate: mandate.value }) : mandate;
}
