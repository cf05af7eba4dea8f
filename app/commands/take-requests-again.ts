import { randomUUID } from "node:crypto";
import { checkOrder } from "#app/domain/execution/chain.ts";
import { takingEntry, takingUndone } from "#app/domain/execution/year-end/taking-entries.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import * as chain from "#db/queries/execution-chain.ts";
import { exercisesOf } from "#db/queries/execution-reference.ts";
import { type NewTaking, saveTakings, type Taking, takingsOf, undoTakings } from "#db/queries/request-taking.ts";
import { expenseOn } from "./expense-lines.ts";
import { checkReach, postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface TakeRequestsInput {
  readonly requests: readonly string[];
  /** A day of the exercise that takes them. */
  readonly on: Day;
}

/** A request with its line, both locked, and the exercise whose CP it holds. */
interface Held {
  readonly request: chain.PaymentRequest;
  readonly line: chain.ChainLine;
  readonly taking: Taking | undefined;
}

/**
 * Requests that their exercise left unpaid take the CP of this one, all or none: allotted → requested, so that nothing else takes them before the
 * payment. Refused: a request that waits no more (`wrong-state`), one of this exercise or taken by it already, more than what is available.
 */
export async function takeRequestsAgain(context: CommandContext, input: TakeRequestsInput): Promise<Result<{ count: number }>> {
  const { requests, on } = input;
  return await runCommand(context, { name: "take-requests-again", capability: "execution.request" }, input, async (db, touch) => {
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const year = years.value(on);
    const held = await lockHeld(db, context, requests);
    if (!held.ok) return held;
    const events: EntryDraft[][] = [];
    const takings: NewTaking[] = [];
    for (const { request, line, taking } of held.value) {
      const heldIn = taking?.fiscalYear ?? request.fiscalYear;
      if (heldIn >= year) return refuse({ kind: "already-exists", what: "requestTaking", id: request.number });
      const ordered = checkOrder(request.requestedOn, on);
      if (!ordered.ok) return ordered;
      const eventId = randomUUID();
      events.push([takingEntry({ eventId, on, label: line.label }, expenseOn(line, request.amount, notesOf(request)))]);
      takings.push({ paymentRequestId: request.id, fiscalYear: year, takenOn: on, eventId, author: context.actor.id });
    }
    const posted = await postEvents(db, context, events);
    if (!posted.ok) return posted;
    await saveTakings(db, takings);
    const [first] = held.value;
    if (first) touch({ kind: "paymentRequest", id: first.request.id, unit: first.request.unit, detail: { on, count: takings.length } });
    return accept({ count: takings.length });
  });
}

/** Gives the CP back: the requests wait again for an exercise to take them. Refused: one that was not taken, or was paid since. */
export async function undoRequestTakings(context: CommandContext, input: TakeRequestsInput): Promise<Result<{ count: number }>> {
  const { requests, on } = input;
  return await runCommand(context, { name: "undo-request-takings", capability: "execution.request" }, input, async (db, touch) => {
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const held = await lockHeld(db, context, requests);
    if (!held.ok) return held;
    const events: EntryDraft[][] = [];
    const undone: { id: bigint; eventId: string }[] = [];
    for (const { request, line, taking } of held.value) {
      const entry = taking && (await chain.entryOfEvent(db, taking.eventId, "DP"));
      if (!taking || !entry) return refuse({ kind: "not-found", what: "requestTaking", id: request.number });
      if (years.value(on) !== taking.fiscalYear) return refuse({ kind: "unknown-year", date: on });
      const eventId = randomUUID();
      const event = { eventId, on, label: line.label };
      events.push([takingUndone(event, expenseOn(line, request.amount, notesOf(request)), entry)]);
      undone.push({ id: taking.id, eventId });
    }
    const posted = await postEvents(db, context, events);
    if (!posted.ok) return posted;
    await undoTakings(db, undone, context.actor.id);
    const [first] = held.value;
    if (first) touch({ kind: "paymentRequest", id: first.request.id, unit: first.request.unit, detail: { on, undone: undone.length } });
    return accept({ count: undone.length });
  });
}

/** Locks lines, then requests, as every step of the chain does. */
async function lockHeld(db: Db, context: CommandContext, ids: readonly string[]): Promise<Result<Held[]>> {
  const wanted = [...new Set(ids)];
  const [none] = wanted;
  if (none === undefined) return refuse({ kind: "too-few-lines", count: 0 });
  const lines = await chain.lockLines(db, await chain.linesOfRequests(db, wanted));
  const requests = await chain.lockRequests(db, wanted);
  const takings = await takingsOf(db, [...requests.keys()]);
  const held: Held[] = [];
  for (const id of wanted) {
    const request = requests.get(id);
    const line =
      request?.commitmentId != null && request.line !== null
        ? lines.get(chain.lineKey({ commitmentId: request.commitmentId, line: request.line }))
        : undefined;
    if (!request || !line || !checkReach(context, "execution.request", [request.unit]).ok) {
      return refuse({ kind: "not-found", what: "paymentRequest", id });
    }
    if (request.state !== "requested") {
      return refuse({ kind: "wrong-state", what: "paymentRequest", state: request.state, expected: ["requested"] });
    }
    held.push({ request, line, taking: takings.get(id) });
  }
  return accept(held);
}

function notesOf({ id, number, invoiceDate }: chain.PaymentRequest) {
  return { voucher: number, voucherDate: invoiceDate, document: "paymentRequest", documentId: id };
}
