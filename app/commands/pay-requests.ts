import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { checkOrder, pay } from "#app/domain/execution/chain.ts";
import { type Expense, paymentEntries, refundEntries } from "#app/domain/execution/expense-entries.ts";
import { complementaryDay } from "#app/domain/execution/year-end/complementary.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import * as chain from "#db/queries/execution-chain.ts";
import { savePayments } from "#db/queries/execution-documents.ts";
import type { OverrunMark } from "#db/queries/execution-overrun.ts";
import { exercise, exercisesOf, natureFacts } from "#db/queries/execution-reference.ts";
import { takingsOf } from "#db/queries/request-taking.ts";
import { coverTakings } from "./cover-takings.ts";
import { accountsFor } from "./expense-lines.ts";
import { markOverruns } from "./mark-overruns.ts";
import { checkOverride, type Override } from "./override.ts";
import { postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface PaymentInput {
  readonly paymentRequestId: string;
  /** Decides the exercise (LOLF art. 28), but for those of the complementary period. */
  readonly on: Day;
}
export interface PayRequestsInput {
  readonly payments: readonly PaymentInput[];
  /** The exercise that these payments still belong to, though their day is after its last one: twenty days at most (`books.md`). */
  readonly complementaryOf?: number;
  /** Goes beyond what is available, where the payment itself takes credit (decision 0133). */
  readonly override?: Override | undefined;
}
export interface Paid {
  readonly paymentId: string;
  /** « PA-2026-000001 ». */
  readonly number: string;
}

/**
 * Pays requests, all or none: CP requested → consumed and D payable, C treasury; flow 4 consumes AE and CP at once. Refused: who
 * asked (`author-decides`), one that is not waiting any more (`wrong-state`), a day before the request, credits that are not there.
 */
export async function payRequests(context: CommandContext, input: PayRequestsInput): Promise<Result<Paid[]>> {
  const { override } = input;
  const complementary = input.complementaryOf !== undefined;
  return await runCommand(context, { name: "pay-requests", capability: "execution.pay" }, input, async (db, touch) => {
    const dated = await datedPayments(db, input);
    if (!dated.ok) return dated;
    const payments = dated.value;
    const years = await exercisesOf(
      db,
      payments.map(({ on }) => on),
    );
    if (!years.ok) return years;
    const due = await lockDue(db, context, payments);
    if (!due.ok) return due;
    const overriding = checkOverride(
      context,
      override,
      due.value.requests.map(({ request }) => request.unit),
    );
    if (!overriding.ok) return overriding;
    const numbers = await numberDocuments(
      db,
      "PA",
      payments.map(({ on }) => years.value(on)),
    );
    const taken = await takingsOf(
      db,
      due.value.requests.map(({ request }) => request.id),
    );
    const documents = due.value.requests.map(({ request, on }, index) => ({
      id: randomUUID(),
      eventId: randomUUID(),
      number: numbers[index] ?? "",
      fiscalYear: years.value(on),
      author: context.actor.id,
      paymentRequestId: request.id,
      on,
      settledOn: payments[index]?.settledOn ?? null,
      amount: request.amount,
      requestedBy: request.author,
      request,
      heldIn: taken.get(request.id)?.fiscalYear ?? request.fiscalYear,
    }));
    const covered = override ? await coveredBy(db, documents) : accept({ uncovered: new Map<string, TakenBeyond>(), marks: [] });
    if (!covered.ok) return covered;
    const events = await eventsOf(db, documents, due.value.lines, covered.value.uncovered);
    if (!events.ok) return events;
    const posted = await postEvents(
      db,
      context,
      complementary ? events.value.map((entries) => entries.map((entry) => ({ ...entry, complementary }))) : events.value,
    );
    if (!posted.ok) return posted;
    await savePayments(db, documents);
    await chain.setRequestState(
      db,
      documents.map(({ paymentRequestId }) => paymentRequestId),
      "paid",
    );
    await chain.saveChains(db, [...due.value.lines.values()]);
    for (const { id, number, request } of documents.slice(0, 1)) {
      touch({ kind: "payment", id, unit: request.unit, detail: { number, request: request.number, count: documents.length } });
    }
    const { marks } = covered.value;
    await markOverruns(db, context, { marks, cause: "override", reason: override?.reason ?? "" }, touch, ({ documentId, fiscalYear }) => {
      const own = documents.find(({ id }) => id === documentId);
      return { name: own?.number ?? "", address: `/${fiscalYear}/execution/payment-requests/${own?.paymentRequestId ?? ""}` };
    });
    return accept(documents.map(({ id, number }) => ({ paymentId: id, number })));
  });
}

/** The day that the books bear, and the day itself where it is another: that of the complementary period. */
type DatedPayment = PaymentInput & { readonly settledOn: Day | null };

async function datedPayments(db: Db, { payments, complementaryOf }: PayRequestsInput): Promise<Result<DatedPayment[]>> {
  if (complementaryOf === undefined) return accept(payments.map((payment) => ({ ...payment, settledOn: null })));
  const days = await exercise(db, complementaryOf);
  if (!days) return refuse({ kind: "not-found", what: "year", id: String(complementaryOf) });
  const dated: DatedPayment[] = [];
  for (const { paymentRequestId, on: settledOn } of payments) {
    const on = complementaryDay(days, settledOn);
    if (!on.ok) return on;
    dated.push({ paymentRequestId, on: on.value, settledOn });
  }
  return accept(dated);
}

interface Due {
  readonly requests: readonly { readonly request: chain.PaymentRequest; readonly on: Day }[];
  readonly lines: Map<string, chain.ChainLine>;
}

/** Locks lines, then requests, and says where the lines stand once all is paid. */
async function lockDue(db: Db, context: CommandContext, payments: readonly PaymentInput[]): Promise<Result<Due>> {
  const ids = payments.map(({ paymentRequestId }) => paymentRequestId);
  const lines = await chain.lockLines(db, await chain.linesOfRequests(db, ids));
  const found = await chain.lockRequests(db, ids);
  const requests: { request: chain.PaymentRequest; on: Day }[] = [];
  const seen = new Set<string>();
  for (const { paymentRequestId, on } of payments) {
    const request = found.get(paymentRequestId);
    const due = request ? checkDue(context, request, on, seen.has(request.id)) : undefined;
    if (!request || !due) return refuse({ kind: "not-found", what: "paymentRequest", id: paymentRequestId });
    if (!due.ok) return due;
    const key =
      request.commitmentId === null || request.line === null ? undefined : { commitmentId: request.commitmentId, line: request.line };
    const line = key && lines.get(chain.lineKey(key));
    const paid = line && pay(line, request.amount);
    if (paid && !paid.ok) return paid;
    if (line && paid) lines.set(chain.lineKey(line), { ...line, ...paid.value });
    seen.add(request.id);
    requests.push({ request, on });
  }
  return accept({ requests, lines });
}

function checkDue({ actor }: CommandContext, request: chain.PaymentRequest, on: Day, twice: boolean): Result<Day> {
  if (!mayDo(actor.access, "execution.pay", request.unit)) return refuse({ kind: "not-found", what: "paymentRequest", id: request.id });
  const state = twice ? "paid" : request.state;
  if (state !== "requested") return refuse({ kind: "wrong-state", what: "paymentRequest", state, expected: ["requested"] });
  if (request.author === actor.id) return refuse({ kind: "author-decides", author: actor.login });
  return checkOrder(request.requestedOn, on);
}

interface Settled {
  readonly id: string;
  readonly eventId: string;
  readonly number: string;
  readonly fiscalYear: number;
  readonly on: Day;
  readonly request: chain.PaymentRequest;
  /** The exercise whose CP it holds, if any: that of the request, unless a later one took it again. */
  readonly heldIn: number;
}

type TakenBeyond = Readonly<Record<"AE" | "CP", bigint>>;

/** What no available credit covers of the payments that take theirs only now: refunds (AE and CP), and requests of an earlier exercise (CP). */
async function coveredBy(
  db: Db,
  documents: readonly Settled[],
): Promise<Result<{ uncovered: Map<string, TakenBeyond>; marks: OverrunMark[] }>> {
  const marks: OverrunMark[] = [];
  const uncovered = new Map<string, TakenBeyond>();
  for (const own of grouped(documents, ({ fiscalYear }) => String(fiscalYear)).values()) {
    const fiscalYear = own[0]?.fiscalYear ?? 0;
    const takings = own.flatMap(({ id, heldIn, request: { flow, unit, nature, activity, amount } }) => {
      const resources = flow === 4 ? (["AE", "CP"] as const) : heldIn === fiscalYear ? [] : (["CP"] as const);
      return resources.map((resource) => ({ id, unit, nature, activity, amount, resource }));
    });
    const parts = await coverTakings(db, fiscalYear, takings, "consumed", "requested");
    if (!parts.ok) return parts;
    for (const [index, { id, unit, resource }] of takings.entries()) {
      const { spendingClass = "nonPersonnel", fromOverrun: amount = 0n } = parts.value[index] ?? {};
      if (amount === 0n) continue;
      uncovered.set(id, { ...(uncovered.get(id) ?? { AE: 0n, CP: 0n }), [resource]: amount });
      marks.push({ fiscalYear, unit, spendingClass, resource, amount, document: "payment", documentId: id });
    }
  }
  return accept({ uncovered, marks });
}

async function eventsOf(
  db: Db,
  documents: readonly Settled[],
  lines: ReadonlyMap<string, chain.ChainLine>,
  uncovered: ReadonlyMap<string, TakenBeyond>,
): Promise<Result<EntryDraft[][]>> {
  // The accounts of the day of the request: a payment settles what the request owed, whatever the map says since.
  const facts = await natureFacts(
    db,
    documents.map(({ request }) => ({ nature: request.nature, on: request.requestedOn })),
  );
  const events: EntryDraft[][] = [];
  for (const { id, eventId, number, fiscalYear, on, request, heldIn } of documents) {
    const accounts = accountsFor(facts, request.nature, request.requestedOn);
    if (!accounts.ok) return accounts;
    const { unit, nature, activity, party, amount, commitmentId, line: rank } = request;
    const line = commitmentId === null || rank === null ? undefined : lines.get(chain.lineKey({ commitmentId, line: rank }));
    const notes = { party, voucher: number, document: "payment", documentId: id, beneficiaryUnit: line?.beneficiaryUnit ?? null };
    const expense: Expense = { unit, nature, activity, amount, notes };
    const event = { eventId, on, label: line?.label ?? request.invoice ?? request.number };
    const carriedOver = heldIn !== fiscalYear;
    const beyond = uncovered.get(id) ?? { AE: 0n, CP: 0n };
    events.push(
      line
        ? paymentEntries(event, { ...expense, uncovered: beyond.CP }, accounts.value, carriedOver)
        : refundEntries(event, expense, accounts.value, beyond),
    );
  }
  return accept(events);
}
