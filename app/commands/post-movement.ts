import { randomUUID } from "node:crypto";
import { type MovementLine, originOf } from "#app/domain/allotment/movement.ts";
import { transferLines } from "#app/domain/allotment/transfer-lines.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { MovementKind, Origin } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { type MovementRow, saveMovement } from "#db/queries/allotment.ts";
import { nextMovementNumber } from "#db/queries/document-number.ts";
import { postEvents } from "./post-events.ts";
import type { CommandContext } from "./run.ts";

/** A movement whose lines were checked, in the exercise of its day. */
export interface CheckedMovement {
  readonly kind: MovementKind;
  readonly fiscalYear: number;
  readonly on: Day;
  readonly reason: string;
  readonly lines: readonly MovementLine[];
  readonly origin?: Origin | undefined;
  readonly approver?: bigint | undefined;
  readonly scenarioId?: string | undefined;
  /** Posts in the complementary period (the year's end). */
  readonly complementary?: boolean;
}

export interface PostedMovement {
  readonly movementId: string;
  /** « MV-2026-000001 ». */
  readonly number: string;
  readonly eventId: string;
}

/** Numbers a movement, posts it as one entry of the journal of credits, and keeps its document. */
export async function postMovement(db: Db, context: CommandContext, movement: CheckedMovement): Promise<Result<PostedMovement>> {
  const refusal = movementFault(context, movement);
  if (refusal) return refuse(refusal);
  const [movementId, eventId] = [randomUUID(), randomUUID()];
  const number = await nextMovementNumber(db, movement.fiscalYear);
  const posted = await postMovementLines(db, context, { ...movement, movementId, number, eventId });
  if (!posted.ok) return posted;
  const row: MovementRow = { ...movement, id: movementId, number, state: "posted", eventId, author: context.actor.id };
  await saveMovement(db, { ...row, origin: originOf(movement.kind, movement.lines, movement.origin) });
  return accept({ movementId, number: documentNumber("MV", movement.fiscalYear, number), eventId });
}

interface NumberedMovement extends CheckedMovement {
  readonly movementId: string;
  readonly number: number;
  readonly eventId: string;
}

/** The entry of a movement, alone: a planned one has its document already. */
export async function postMovementLines(db: Db, context: CommandContext, movement: NumberedMovement): Promise<Result<number>> {
  const { kind, lines, on, reason, eventId, movementId, fiscalYear, number, complementary = false } = movement;
  const origin = originOf(kind, lines, movement.origin);
  const notes = { voucher: documentNumber("MV", fiscalYear, number), document: "movement", documentId: movementId };
  const drafts = lines.flatMap(({ resource, amount, from, to }) => transferLines(resource, amount, from, to, notes, origin));
  const entry = { book: "budget", journal: "CR", entryDate: on, complementary, label: reason, eventId, lines: drafts } as const;
  return await postEvents(db, context, [[entry]]);
}

function movementFault({ actor }: CommandContext, { reason, approver }: CheckedMovement): Refusal | undefined {
  if (reason.trim() === "") return { kind: "reason-required" };
  return approver === actor.id ? { kind: "author-decides", author: actor.login } : undefined;
}
