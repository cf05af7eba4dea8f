import { randomUUID } from "node:crypto";
import type { Place } from "#app/domain/allotment/movement.ts";
import type { CodingBlock } from "#app/domain/execution/commitment.ts";
import { requestEntries, serviceEntry } from "#app/domain/execution/expense-entries.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { type LineKey, lockLines, saveChains } from "#db/queries/execution-chain.ts";
import { type RequestDocument, type ServiceDocument, saveRequests, saveServices } from "#db/queries/execution-documents.ts";
import { exercisesOf, natureFacts } from "#db/queries/execution-reference.ts";
import { checkRefunds } from "./check-refunds.ts";
import { accountsFor, expenseOn } from "./expense-lines.ts";
import { postEvents } from "./post-events.ts";
import { type RequestedLines, requestAll } from "./requested-lines.ts";
import { type CommandContext, runCommand } from "./run.ts";

interface Asked {
  readonly on: Day;
  /** Cents, all taxes included. */
  readonly amount: Quantity;
  readonly invoice?: string;
  readonly invoiceDate?: Day;
  readonly coding?: CodingBlock;
}
/** Flow 1: of what was certified. Flow 3: the request certifies. */
export interface CommittedRequest extends Asked, LineKey {
  readonly flow: 1 | 3;
}
/** Flow 4: a mission or a refund, without commitment nor certified service (GBCP art. 159). */
export interface RefundRequest extends Asked, Place {
  readonly flow: 4;
  readonly party: string;
}
export type PaymentRequestInput = CommittedRequest | RefundRequest;
export interface RequestPaymentsInput {
  readonly requests: readonly PaymentRequestInput[];
}
export interface RequestedPayment {
  readonly paymentRequestId: string;
  /** « DP-2026-000001 ». */
  readonly number: string;
}

/**
 * Asks for payments, all or none. Flows 1 and 3: CP allotted → requested and D accrued, C payable (flow 3 certifies first, in the same
 * event). Flow 4 posts nothing before it is paid, and is refused when the credits left would not cover it. Refused: beyond the
 * commitment or what is certified, a day before the service, more than what is available, a line or a unit out of reach.
 */
export async function requestPayments(context: CommandContext, input: RequestPaymentsInput): Promise<Result<RequestedPayment[]>> {
  const { requests } = input;
  return await runCommand(context, { name: "request-payments", capability: "execution.request" }, input, async (db, touch) => {
    const wrong = requests.find(({ invoiceDate }) => invoiceDate !== undefined && !isDay(invoiceDate));
    if (wrong) return refuse({ kind: "not-a-day", text: wrong.invoiceDate ?? "" });
    const years = await exercisesOf(
      db,
      requests.map(({ on }) => on),
    );
    if (!years.ok) return years;
    const locked = await lockLines(
      db,
      requests.flatMap((request) => (request.flow === 4 ? [] : [request])),
    );
    const lines = await requestAll(db, context, locked, requests);
    if (!lines.ok) return lines;
    const refunds = await checkRefunds(db, context, requests.filter(isRefund), years.value);
    if (!refunds.ok) return refunds;
    const documents = await documentsOf(db, context, requests, lines.value, years.value);
    const services = await servicesOf(db, documents);
    const events = await eventsOf(db, documents, services, lines.value);
    if (!events.ok) return events;
    const posted = await postEvents(db, context, events.value);
    if (!posted.ok) return posted;
    await saveServices(db, services);
    await saveRequests(db, documents);
    await saveChains(db, [...lines.value.values()]);
    for (const { id, number, unit } of documents.slice(0, 1)) {
      touch({ kind: "paymentRequest", id, unit, detail: { number, count: documents.length } });
    }
    return accept(documents.map(({ id, number }) => ({ paymentRequestId: id, number })));
  });
}

function isRefund(request: PaymentRequestInput): request is RefundRequest {
  return request.flow === 4;
}

async function documentsOf(
  db: Db,
  { actor }: CommandContext,
  requests: readonly PaymentRequestInput[],
  lines: RequestedLines,
  yearOf: (day: Day) => number,
): Promise<RequestDocument[]> {
  const numbers = await numberDocuments(
    db,
    "DP",
    requests.map(({ on }) => yearOf(on)),
  );
  return requests.map((request, index) => {
    const { unit, nature, activity, party } = isRefund(request) ? request : lines.of(request);
    const { on, amount, invoice = null, invoiceDate = null, coding } = request;
    const key = isRefund(request) ? { flow: 4 as const, commitmentId: null, line: null } : pick(request);
    const own = { id: randomUUID(), eventId: randomUUID(), number: numbers[index] ?? "", fiscalYear: yearOf(on), author: actor.id };
    return { ...own, ...key, unit, nature, activity, party, requestedOn: on, amount, invoice, invoiceDate, coding };
  });
}

function pick({ flow, commitmentId, line }: CommittedRequest) {
  return { flow, commitmentId, line };
}

/** Flow 3: the service that the request itself certifies, in the same event. */
async function servicesOf(db: Db, documents: readonly RequestDocument[]): Promise<ServiceDocument[]> {
  const certifying = documents.filter(({ flow }) => flow === 3);
  const numbers = await numberDocuments(
    db,
    "SF",
    certifying.map(({ fiscalYear }) => fiscalYear),
  );
  return certifying.flatMap(({ commitmentId, line, eventId, fiscalYear, requestedOn, amount, author, number: note }, index) => {
    if (commitmentId === null || line === null) return [];
    const own = { id: randomUUID(), number: numbers[index] ?? "", eventId, fiscalYear, author };
    return [{ ...own, commitmentId, line, on: requestedOn, amount, note }];
  });
}

async function eventsOf(
  db: Db,
  documents: readonly RequestDocument[],
  services: readonly ServiceDocument[],
  lines: RequestedLines,
): Promise<Result<EntryDraft[][]>> {
  const facts = await natureFacts(
    db,
    documents.map(({ nature, requestedOn }) => ({ nature, on: requestedOn })),
  );
  const certified = new Map(services.map((service) => [service.eventId, service]));
  const events: EntryDraft[][] = [];
  for (const { id, eventId, number, requestedOn: on, amount, nature, commitmentId, line, invoiceDate } of documents) {
    const accounts = accountsFor(facts, nature, on);
    if (!accounts.ok) return accounts;
    if (commitmentId === null || line === null) continue;
    const chain = lines.of({ commitmentId, line });
    const event = { eventId, on, label: chain.label };
    const service = certified.get(eventId);
    const serviceNotes = service && { voucher: service.number, document: "certifiedService", documentId: service.id };
    const notes = { voucher: number, voucherDate: invoiceDate, document: "paymentRequest", documentId: id };
    events.push([
      ...(serviceNotes ? [serviceEntry(event, expenseOn(chain, amount, serviceNotes), accounts.value)] : []),
      ...requestEntries(event, expenseOn(chain, amount, notes), accounts.value),
    ]);
  }
  return accept(events);
}
