import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { checkOrder, giveUp } from "#app/domain/execution/chain.ts";
import { rejectionEntries } from "#app/domain/execution/expense-entries.ts";
import { giveBack } from "#app/domain/execution/overrun.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import * as chain from "#db/queries/execution-chain.ts";
import { exercisesOf, natureFacts } from "#db/queries/execution-reference.ts";
import { takingsOf } from "#db/queries/request-taking.ts";
import { standingOverruns } from "./cover-takings.ts";
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
 * entries; the service stays certified, the advances it absorbed are advances again, and an advance is none any more. A request of an earlier exercise gave its credit back when that exercise ended.
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
  const given = giveUp(line, request);
  if (!given.ok) return given;
  const accounts = accountsFor(await natureFacts(db, [{ nature, on: requestedOn }]), nature, requestedOn);
  if (!accounts.ok) return accounts;
  const taking = (await takingsOf(db, [request.id])).get(request.id);
  const held = { year: taking?.fiscalYear ?? request.fiscalYear, eventId: taking?.eventId ?? request.eventId };
  const general = await chain.entryOfEvent(db, request.eventId, "HA");
  const budget = held.year === year ? await chain.entryOfEvent(db, held.eventId, "DP") : null;
  // What a later exercise took of its CP was available there.
  const beyond = taking ? 0n : request.uncovered;
  const back = budget && beyond > 0n ? await givenBack(db, request, year) : accept(0n);
  if (!back.ok) return back;
  const notes = { voucher: request.number, document: "paymentRequest", documentId: request.id };
  const event = { eventId: randomUUID(), on, label: reason };
  const expense = { ...expenseOn(line, request.amount, notes), uncovered: back.value };
  // Where a redeployment cleared the overrun since, what comes back is not what was taken: it reverses nothing.
  const undone = { budget: budget && (back.value === beyond ? { reverses: budget } : {}), general };
  const entries = rejectionEntries(event, expense, accounts.value, undone, request);
  const posted = await postEvents(db, context, [entries]);
  if (posted.ok) await chain.saveChains(db, [{ ...line, ...given.value }]);
  return posted;
}

/** The part of a request that goes back to « dépassement »: what it took there, as far as it still stands. */
async function givenBack(db: Db, request: chain.PaymentRequest, year: number): Promise<Result<bigint>> {
  if (request.uncovered === 0n) return accept(0n);
  const standing = await standingOverruns(db, year, [{ ...request, resource: "CP" }], "requested");
  return standing.ok ? accept(giveBack(request.amount, request.uncovered, standing.value[0] ?? 0n).fromOverrun) : standing;
}
