import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { checkOrder, giveUp } from "#app/domain/execution/chain.ts";
import { rejectionEntries } from "#app/domain/execution/expense-entries.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import * as chain from "#db/queries/execution-chain.ts";
import { exercisesOf, natureFacts } from "#db/queries/execution-reference.ts";
import { takingsOf } from "#db/queries/request-taking.ts";
import { accountsFor, expenseOn } from "./expense-lines.ts";
import { postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface RejectPaymentRequestInput {
  readonly paymentRequestId: string;
  readonly on: Day;
  readonly reason: string;
}

/**
 * Rejects a payment request that is not paid: CP requested → allotted and D payable, C accrued, as reversals of the request's own
 * entries; the service stays certified. A request of an earlier exercise gave its credit back when that exercise ended.
 */
export async function rejectPaymentRequest(context: CommandContext, input: RejectPaymentRequestInput): Promise<Result<{ number: string }>> {
  const { paymentRequestId, on, reason } = input;
  const declaration = { name: "reject-payment-request", capability: "execution.pay" } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const lines = await chain.lockLines(db, await chain.linesOfRequests(db, [paymentRequestId]));
    const request = (await chain.lockRequests(db, [paymentRequestId])).get(paymentRequestId);
    if (!request || !mayDo(context.actor.access, "execution.pay", request.unit)) {
      return refuse({ kind: "not-found", what: "paymentRequest", id: paymentRequestId });
    }
    if (request.state !== "requested")
      return refuse({ kind: "wrong-state", what: "paymentRequest", state: request.state, expected: ["requested"] });
    const ordered = checkOrder(request.requestedOn, on);
    if (!ordered.ok) return ordered;
    const [line] = lines.values();
    const undone = line ? await undo(db, context, request, line, input, years.value(on)) : accept(0);
    if (!undone.ok) return undone;
    await chain.setRequestState(db, [request.id], "rejected");
    touch({ kind: "paymentRequest", id: request.id, unit: request.unit, detail: { number: request.number, reason, on } });
    return accept({ number: request.number });
  });
}

async function undo(
  db: Db,
  context: CommandContext,
  request: chain.PaymentRequest,
  line: chain.ChainLine,
  { on, reason }: RejectPaymentRequestInput,
  year: number,
): Promise<Result<number>> {
  const { nature, requestedOn } = request;
  const given = giveUp(line, request.amount);
  if (!given.ok) return given;
  const accounts = accountsFor(await natureFacts(db, [{ nature, on: requestedOn }]), nature, requestedOn);
  if (!accounts.ok) return accounts;
  const taking = (await takingsOf(db, [request.id])).get(request.id);
  const held = { year: taking?.fiscalYear ?? request.fiscalYear, eventId: taking?.eventId ?? request.eventId };
  const budget = held.year === year ? await chain.entryOfEvent(db, held.eventId, "DP") : null;
  const general = await chain.entryOfEvent(db, request.eventId, "HA");
  const notes = { voucher: request.number, document: "paymentRequest", documentId: request.id };
  const event = { eventId: randomUUID(), on, label: reason };
  const entries = rejectionEntries(event, expenseOn(line, request.amount, notes), accounts.value, { budget, general });
  const posted = await postEvents(db, context, [entries]);
  if (posted.ok) await chain.saveChains(db, [{ ...line, ...given.value }]);
  return posted;
}
