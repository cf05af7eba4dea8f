import { randomUUID } from "node:crypto";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import { transferLines } from "#app/domain/allotment/transfer-lines.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { sum } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { movementLines, saveMovement } from "#db/queries/allotment.ts";
import { nextMovementNumber } from "#db/queries/document-number.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { carriedInto, lockEndingPositions, requestsTakenAfter, type StandingLapse, standingLapses } from "#db/queries/year-end.ts";
import { postEvents } from "./post-events.ts";
import type { PostedMovement } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface UndoLapseInput {
  readonly fiscalYear: number;
  readonly movementId: string;
  readonly reason: string;
}

/**
 * Gives back what a year's end emptied, by the reversal of its entry, while the exercise is open: every place holds again what it held. Refused:
 * one that does not stand any more, and one that the next exercise rests upon (`lapse-rested-upon`): carried credits, requests taken again.
 */
export async function undoLapse(context: CommandContext, input: UndoLapseInput): Promise<Result<PostedMovement>> {
  const { fiscalYear, movementId, reason } = input;
  return await runCommand(context, { name: "undo-lapse", capability: "ledger.close" }, input, async (db, touch) => {
    const closer = await requireWholeLedger(db, context, "ledger.close");
    if (!closer.ok) return closer;
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    await lockEndingPositions(db, fiscalYear);
    const lapse = (await standingLapses(db, fiscalYear)).find(({ id }) => id === movementId);
    if (!lapse) return refuse({ kind: "not-found", what: "movement", id: movementId });
    const rested = await restedUpon(db, fiscalYear);
    if (rested) return refuse(rested);
    const undone = await postReversal(db, context, input, lapse);
    if (undone.ok) touch({ kind: "movement", id: undone.value.movementId, detail: { undoes: lapse.number, reason } });
    return undone;
  });
}

async function restedUpon(db: Db, year: number): Promise<Refusal | undefined> {
  const next = (await fiscalYears(db)).find((own) => own.year > year)?.year;
  if (next === undefined) return undefined;
  const carried = sum((await carriedInto(db, next)).map(({ amount }) => amount));
  const requests = await requestsTakenAfter(db, year);
  return carried === 0n && requests === 0 ? undefined : { kind: "lapse-rested-upon", year, next, carried, requests };
}

async function postReversal(
  db: Db,
  context: CommandContext,
  { fiscalYear, movementId, reason }: UndoLapseInput,
  { entry, on }: StandingLapse,
): Promise<Result<PostedMovement>> {
  const days = await exercise(db, fiscalYear);
  const lines = (await movementLines(db, movementId)).map(({ from, to, ...line }): MovementLine => ({ ...line, from: to, to: from }));
  const [id, eventId] = [randomUUID(), randomUUID()];
  const number = await nextMovementNumber(db, fiscalYear);
  const named = documentNumber("MV", fiscalYear, number);
  const notes = { voucher: named, document: "movement", documentId: id };
  const drafts = lines.flatMap(({ resource, amount, from, to }) => transferLines(resource, amount, from, to, notes));
  const own = {
    book: "budget",
    journal: entry.journal,
    entryDate: on,
    complementary: on === days?.lastDay,
    label: reason,
    eventId,
  } as const;
  const posted = await postEvents(db, context, [[{ ...own, lines: drafts, reverses: entry }]]);
  if (!posted.ok) return posted;
  await saveMovement(db, { id, fiscalYear, number, kind: "lapse", state: "posted", reason, on, author: context.actor.id, eventId, lines });
  return accept({ movementId: id, number: named, eventId });
}
