import { randomUUID } from "node:crypto";
import { capUses } from "#app/domain/allotment/caps.ts";
import { type Counterpart, checkCounterpart } from "#app/domain/allotment/counterpart.ts";
import { checkMovement, type MovementLine, originOf } from "#app/domain/allotment/movement.ts";
import { transferLines } from "#app/domain/allotment/transfer-lines.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { MovementKind, Origin, SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "#db/client.ts";
import { insertStep, type MovementRow, saveMovement } from "#db/queries/allotment.ts";
import { drawOnCaps } from "#db/queries/allotment-caps.ts";
import { nextMovementNumber } from "#db/queries/document-number.ts";
import { classesOf } from "#db/queries/execution-reference.ts";
import { postEvents } from "./post-events.ts";
import type { CommandContext } from "./run.ts";

/** What a movement says beside its lines, and what the rules of its kind look at. */
export interface MovementContent {
  readonly kind: MovementKind;
  readonly on: Day;
  readonly reason: string;
  readonly lines: readonly MovementLine[];
  readonly origin?: Origin | undefined;
  readonly actReference?: string | undefined;
  readonly counterpart?: Counterpart | undefined;
  readonly payer?: string | undefined;
  readonly earmarked?: boolean | undefined;
  /** The movement that it undoes: its lines go the other way. */
  readonly reverses?: string | undefined;
}

/** A movement whose lines were checked, in the exercise of its day. */
export interface CheckedMovement extends MovementContent {
  readonly fiscalYear: number;
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

/** The rules that a movement's content alone can break: paths, places, title 2, the programme on the other side. Gives the class of each nature. */
export async function checkContent(
  db: Db,
  { kind, lines, counterpart, reverses }: MovementContent,
): Promise<Result<(nature: string) => SpendingClass | undefined>> {
  const classOf = await classesOf(db, naturesIn(lines));
  const checked = checkMovement(kind, lines, classOf, { reversal: reverses !== undefined });
  if (!checked.ok) return checked;
  const other = checkCounterpart(kind, lines, counterpart, classOf);
  return other.ok ? accept(classOf) : other;
}

/** Numbers a movement, posts it as one entry of the journal of credits within the caps of the law, and keeps its document. */
export async function postMovement(db: Db, context: CommandContext, movement: CheckedMovement): Promise<Result<PostedMovement>> {
  const refusal = movementFault(context, movement);
  if (refusal) return refuse(refusal);
  const [movementId, eventId] = [randomUUID(), randomUUID()];
  const number = await nextMovementNumber(db, movement.fiscalYear);
  const posted = await postMovementLines(db, context, { ...movement, movementId, number, eventId });
  if (!posted.ok) return posted;
  const row: MovementRow = { ...movement, id: movementId, number, state: "posted", eventId, author: context.actor.id };
  await saveMovement(db, { ...row, origin: originOf(movement.kind, movement.lines, movement.origin) });
  await insertStep(db, { movementId, state: "posted", actor: context.actor.id });
  return accept({ movementId, number: documentNumber("MV", movement.fiscalYear, number), eventId });
}

interface NumberedMovement extends CheckedMovement {
  readonly movementId: string;
  readonly number: number;
  readonly eventId: string;
}

/** The entry of a movement, alone: one that was planned or proposed has its document already. It draws on the caps of its kind. */
export async function postMovementLines(db: Db, context: CommandContext, movement: NumberedMovement): Promise<Result<number>> {
  const { kind, lines, on, reason, eventId, movementId, fiscalYear, number, complementary = false } = movement;
  const uses = await usesOf(db, movement);
  const drawn = await drawOnCaps(db, fiscalYear, uses);
  if (!drawn.ok) return drawn;
  const origin = originOf(kind, lines, movement.origin);
  const notes = { voucher: documentNumber("MV", fiscalYear, number), document: "movement", documentId: movementId };
  const drafts = lines.flatMap(({ resource, amount, from, to }) => transferLines(resource, amount, from, to, notes, origin));
  const entry = { book: "budget", journal: "CR", entryDate: on, complementary, label: reason, eventId, lines: drafts } as const;
  return await postEvents(db, context, [[entry]]);
}

const capped: ReadonlySet<MovementKind> = new Set(["opening", "virement", "cancellation", "carryOver"]);

/** What a movement takes of the caps of the law, or gives back. */
export async function usesOf(db: Db, movement: MovementContent) {
  if (!capped.has(movement.kind)) return [];
  const { reverses, ...content } = movement;
  return capUses({ ...content, reversal: reverses !== undefined }, await classesOf(db, naturesIn(movement.lines)));
}

function naturesIn(lines: readonly MovementLine[]): string[] {
  return lines.flatMap(({ from, to }) => [from.nature, to.nature]);
}

function movementFault({ actor }: CommandContext, { reason, approver }: CheckedMovement): Refusal | undefined {
  if (reason.trim() === "") return { kind: "reason-required" };
  return approver === actor.id ? { kind: "author-decides", author: actor.login } : undefined;
}
