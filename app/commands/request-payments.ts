import { randomUUID } from "node:crypto";
import type { Place } from "#app/domain/allotment/movement.ts";
import type { CodingBlock } from "#app/domain/execution/commitment.ts";
import { advanceEntries, requestEntries, serviceEntry } from "#app/domain/execution/expense-entries.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { type LineKey, lockLines, saveChains } from "#db/queries/execution-chain.ts";
import { type RequestDocument, type ServiceDocument, saveRequests, saveServices } from "#db/queries/execution-documents.ts";
import type { OverrunMark } from "#db/queries/execution-overrun.ts";
import { exercisesOf, natureFacts } from "#db/queries/execution-reference.ts";
import { checkRefunds } from "./check-refunds.ts";
import { coverTakings } from "./cover-takings.ts";
import { accountsFor, expenseOn } from "./expense-lines.ts";
import { markOverruns } from "./mark-overruns.ts";
import { checkOverride, type Override } from "./override.ts";
import { postEvents } from "./post-events.ts";
import { type RequestedLines, requestAll } from "./requested-lines.ts";
import { type CommandContext, runCommand } from "./run.ts";

interface Asked {
  readonly on: Day;
  /** Cents, all taxes included. */
  readonly amount: Quantity;
  readonly invoice?: string;
  readonly invoiceDate?: Day;
  /** The last day on which it is to be paid. */
  readonly dueOn?: Day;
  readonly coding?: CodingBlock;
}
/** Flow 1: of what was certified, or an advance on what is not. Flow 3: the request certifies. */
export interface CommittedRequest extends Asked, LineKey {
  readonly flow: 1 | 3;
  /** An advance needs no service; an invoice unless said. */
  readonly kind?: "invoice" | "advance";
  /** Cents of earlier advances that the invoice takes off: they add to `amount`, which is what is left to pay in cash. */
  readonly absorbed?: Quantity;
}
/** Flow 4: a mission or a refund, without commitment nor certified service (GBCP art. 159). */
export interface RefundRequest extends Asked, Place {
  readonly flow: 4;
  readonly party: string;
}
export type PaymentRequestInput = CommittedRequest | RefundRequest;
export interface RequestPaymentsInput {
  readonly requests: readonly PaymentRequestInput[];
  /** Goes beyond what is available (decision 0133). */
  readonly override?: Override | undefined;
}
export interface RequestedPayment {
  readonly paymentRequestId: string;
  /** « DP-2026-000001 ». */
  readonly number: string;
}

/**
 * Asks for payments, all or none. Flows 1 and 3: CP allotted → requested and D accrued, C payable (flow 3 certifies first, in the same
 * event). An advance is D advances, C payable; an invoice absorbs it. Flow 4 posts nothing before it is paid, and is refused when the credits
 * left would not cover it. Refused: beyond the commitment or what is certified, a day before the service, more than what is available unless
 * somebody who may overrides it, a line or a unit out of reach.
 */
export async function requestPayments(context: CommandContext, input: RequestPaymentsInput): Promise<Result<RequestedPayment[]>> {
  const { requests, override } = input;
  return await runCommand(context, { name: "request-payments", capability: "execution.request" }, input, async (db, touch) => {
    const fault = requests.map(billFault).find((own) => own !== undefined);
    if (fault) return refuse(fault);
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
    const units = requests.map((request) => (isRefund(request) ? request.unit : lines.value.of(request).unit));
    const overriding = checkOverride(context, override, units);
    if (!overriding.ok) return overriding;
    const refunds = await checkRefunds(db, context, requests.filter(isRefund), years.value, override);
    if (!refunds.ok) return refunds;
    const numbered = await documentsOf(db, context, requests, lines.value, years.value);
    const services = await servicesOf(db, numbered);
    const covered = override ? await coveredBy(db, numbered) : accept({ documents: numbered, marks: [] });
    if (!covered.ok) return covered;
    const { documents, marks } = covered.value;
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
    await markOverruns(db, context, { marks, cause: "override", reason: override?.reason ?? "" }, touch, ({ documentId, fiscalYear }) => ({
      name: documents.find(({ id }) => id === documentId)?.number ?? "",
      address: `/${fiscalYear}/execution/payment-requests/${documentId}`,
    }));
    return accept(documents.map(({ id, number }) => ({ paymentRequestId: id, number })));
  });
}

function billFault({ invoiceDate, dueOn }: Asked): Refusal | undefined {
  const wrong = [invoiceDate, dueOn].find((day) => day !== undefined && !isDay(day));
  if (wrong !== undefined) return { kind: "not-a-day", text: wrong };
  if (invoiceDate === undefined || dueOn === undefined || invoiceDate <= dueOn) return undefined;
  return { kind: "due-before-invoice", invoiced: invoiceDate, due: dueOn };
}

/** What of each request no available credit covers; those without commitment take theirs when they are paid. */
async function coveredBy(
  db: Db,
  documents: readonly RequestDocument[],
): Promise<Result<{ documents: RequestDocument[]; marks: OverrunMark[] }>> {
  const marks: OverrunMark[] = [];
  const uncovered = new Map<string, bigint>();
  const taking = documents.filter(({ flow, amount }) => flow !== 4 && amount > 0n);
  for (const own of grouped(taking, ({ fiscalYear }) => String(fiscalYear)).values()) {
    const fiscalYear = own[0]?.fiscalYear ?? 0;
    const parts = await coverTakings(
      db,
      fiscalYear,
      own.map(({ unit, nature, activity, amount }) => ({ unit, nature, activity, amount, resource: "CP" as const })),
      "requested",
    );
    if (!parts.ok) return parts;
    for (const [index, { id, unit }] of own.entries()) {
      const { spendingClass = "nonPersonnel", fromOverrun: amount = 0n } = parts.value[index] ?? {};
      if (amount === 0n) continue;
      uncovered.set(id, amount);
      marks.push({ fiscalYear, unit, spendingClass, resource: "CP", amount, document: "paymentRequest", documentId: id });
    }
  }
  return accept({ documents: documents.map((document) => ({ ...document, uncovered: uncovered.get(document.id) ?? 0n })), marks });
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
    const { on, amount, invoice = null, invoiceDate = null, dueOn = null, coding } = request;
    const key = isRefund(request) ? { flow: 4 as const, commitmentId: null, line: null } : pick(request);
    const bill = { invoice, invoiceDate, dueOn, ...(amount === 0n ? { state: "paid" as const } : {}) };
    const own = { id: randomUUID(), eventId: randomUUID(), number: numbers[index] ?? "", fiscalYear: yearOf(on), author: actor.id };
    return { ...own, ...key, unit, nature, activity, party, requestedOn: on, amount, ...bill, coding };
  });
}

function pick({ flow, commitmentId, line, kind = "invoice", absorbed = 0n }: CommittedRequest) {
  return { flow, commitmentId, line, kind, absorbed };
}

/** Flow 3: the service that the request itself certifies, in the same event. */
async function servicesOf(db: Db, documents: readonly RequestDocument[]): Promise<ServiceDocument[]> {
  const certifying = documents.filter(({ flow }) => flow === 3);
  const numbers = await numberDocuments(
    db,
    "SF",
    certifying.map(({ fiscalYear }) => fiscalYear),
  );
  return certifying.flatMap(
    ({ commitmentId, line, eventId, fiscalYear, requestedOn, amount, absorbed = 0n, author, number: note }, index) => {
      if (commitmentId === null || line === null) return [];
      const own = { id: randomUUID(), number: numbers[index] ?? "", eventId, fiscalYear, author };
      return [{ ...own, commitmentId, line, on: requestedOn, amount: amount + absorbed, note }];
    },
  );
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
  for (const document of documents) {
    const {
      id,
      eventId,
      number,
      requestedOn: on,
      amount,
      nature,
      commitmentId,
      line,
      invoiceDate,
      kind,
      absorbed,
      uncovered = 0n,
    } = document;
    const accounts = accountsFor(facts, nature, on);
    if (!accounts.ok) return accounts;
    if (commitmentId === null || line === null) continue;
    const chain = lines.of({ commitmentId, line });
    const event = { eventId, on, label: chain.label };
    const service = certified.get(eventId);
    const serviceNotes = service && { voucher: service.number, document: "certifiedService", documentId: service.id };
    const notes = { voucher: number, voucherDate: invoiceDate, document: "paymentRequest", documentId: id };
    const expense = { ...expenseOn(chain, amount, notes), uncovered };
    events.push([
      ...(service && serviceNotes ? [serviceEntry(event, expenseOn(chain, service.amount, serviceNotes), accounts.value)] : []),
      ...(kind === "advance" ? advanceEntries(event, expense, accounts.value) : requestEntries(event, expense, accounts.value, absorbed)),
    ]);
  }
  return accept(events);
}
