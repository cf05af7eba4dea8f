import type { InsertObject } from "kysely";
import type { CodingBlock, CommitmentDraft, CommitmentLineDraft, ScheduledYear } from "#app/domain/execution/commitment.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import type { Schema } from "../schema.ts";
import type { PaymentRequest } from "./execution-chain.ts";

interface Document {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: string;
  readonly eventId: string;
  readonly author: bigint;
}
export interface CommitmentDocument extends Document, Omit<CommitmentDraft, "lines"> {
  /** `uncovered`: the part that no available credit covered. */
  readonly lines: readonly (CommitmentLineDraft & { readonly uncovered?: Quantity })[];
}

export async function saveCommitments(db: Db, commitments: readonly CommitmentDocument[]): Promise<void> {
  await inBatches(commitments, async (batch) => {
    const heads = batch.map(({ label, party, on, contract = null, ...own }) => {
      return { ...documentRow(own), label, party, committed_on: on, contract };
    });
    const lines = batch.flatMap(({ id, lines: own }) => own.map((line, index) => ({ ...line, id, line: index + 1 })));
    const lineRows = lines.map(({ id, line, unit, beneficiaryUnit, nature, activity, amount, operation = null, uncovered = 0n }) => {
      const place = { unit, beneficiary_unit: beneficiaryUnit ?? unit, nature, activity, operation };
      return { commitment_id: id, line, ...place, committed: amount, uncovered };
    });
    const schedule = lines.flatMap(({ id, line, schedule: years }) =>
      mergedYears(years).map((part) => ({ commitment_id: id, line, ...part })),
    );
    await insertCommitments(db, { heads, lines: lineRows, schedule });
    await saveCoding(db, "commitment", lines);
  });
}

interface CommitmentRows {
  readonly heads: InsertObject<Schema, "commitment">[];
  readonly lines: InsertObject<Schema, "commitment_line">[];
  readonly schedule: InsertObject<Schema, "commitment_schedule">[];
}

/** In one statement where it takes them all: what is held until the commit waits for one way to the database rather than three. */
async function insertCommitments(db: Db, { heads, lines, schedule }: CommitmentRows): Promise<void> {
  if (schedule.length === 0 || lines.length > atOnce || schedule.length > atOnce) {
    await db.insertInto("commitment").values(heads).execute();
    await inBatches(lines, (rows) =>
      db
        .insertInto("commitment_line")
        .values([...rows])
        .execute(),
    );
    await inBatches(schedule, (rows) =>
      db
        .insertInto("commitment_schedule")
        .values([...rows])
        .execute(),
    );
    return;
  }
  await db
    .with("heads", (query) => query.insertInto("commitment").values(heads))
    .with("lines", (query) => query.insertInto("commitment_line").values(lines))
    .insertInto("commitment_schedule")
    .values(schedule)
    .execute();
}

export interface ServiceDocument extends Document {
  readonly commitmentId: string;
  readonly line: number;
  readonly on: Day;
  readonly amount: Quantity;
  readonly note: string;
}

export async function saveServices(db: Db, services: readonly ServiceDocument[]): Promise<void> {
  await inBatches(services, async (batch) => {
    const rows = batch.map((own) => {
      const { commitmentId, line, on, amount, note } = own;
      return { ...documentRow(own), commitment_id: commitmentId, line, certified_on: on, amount, note };
    });
    await db.insertInto("certified_service").values(rows).execute();
  });
}

type Besides = "dueOn" | "kind" | "absorbed" | "uncovered";
export type RequestDocument = Omit<PaymentRequest, "state" | Besides> & {
  readonly [Key in Besides]?: PaymentRequest[Key] | undefined;
} & {
  readonly coding?: CodingBlock | undefined;
  /** « paid » at once: an invoice that advances absorb wholly. */
  readonly state?: "paid" | undefined;
};

export async function saveRequests(db: Db, requests: readonly RequestDocument[]): Promise<void> {
  await inBatches(requests, async (batch) => {
    const rows = batch.map((own) => {
      const { flow, commitmentId, line, unit, nature, activity, party, requestedOn, invoice, invoiceDate, dueOn = null } = own;
      const place = { flow, commitment_id: commitmentId, line, unit, nature, activity, party };
      const bill = { requested_on: requestedOn, invoice, invoice_date: invoiceDate, due_on: dueOn };
      const { kind = "invoice" as const, amount, absorbed = 0n, uncovered = 0n, state = "requested" as const } = own;
      return { ...documentRow(own), ...place, ...bill, kind, amount, absorbed, uncovered, state };
    });
    await db.insertInto("payment_request").values(rows).execute();
    await saveCoding(
      db,
      "paymentRequest",
      batch.map(({ id, coding }) => ({ id, line: 1, coding })),
    );
  });
}

/** A change of a line of a commitment; amounts of the schedule are signed. */
export interface ChangeDocument extends Document {
  readonly commitmentId: string;
  readonly line: number;
  readonly kind: "increase" | "decommitment" | "withdrawal" | "schedule";
  readonly on: Day;
  readonly amount: Quantity;
  readonly reusable: boolean | null;
  readonly reason: string;
  readonly moves: readonly ScheduledYear[];
}

/** Keeps changes of commitments, and moves the years of payment of their lines by as much. */
export async function saveChanges(db: Db, changes: readonly ChangeDocument[]): Promise<void> {
  await inBatches(changes, async (batch) => {
    const rows = batch.map((own) => {
      const { commitmentId, line, kind, on, amount, reusable, reason } = own;
      return { ...documentRow(own), commitment_id: commitmentId, line, kind, changed_on: on, amount, reusable, reason };
    });
    await db.insertInto("commitment_change").values(rows).execute();
    const moves = batch.flatMap(({ id, commitmentId, line, moves: own }) => own.map((move) => ({ ...move, id, commitmentId, line })));
    if (moves.length === 0) return;
    await db
      .insertInto("commitment_change_year")
      .values(moves.map(({ id, year, amount }) => ({ change_id: id, year, amount })))
      .execute();
    for (const { commitmentId, line, year, amount } of moves) await moveSchedule(db, { commitmentId, line, year, amount });
  });
}

/** An insert would test its own negative amount before it met the row that stands: the row first, then what there is none of. */
async function moveSchedule(
  db: Db,
  { commitmentId, line, year, amount }: ScheduledYear & { commitmentId: string; line: number },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("commitment_schedule")
    .set(({ eb }) => ({ amount: eb("amount", "+", amount) }))
    .where("commitment_id", "=", commitmentId)
    .where("line", "=", line)
    .where("year", "=", year)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    await db.insertInto("commitment_schedule").values({ commitment_id: commitmentId, line, year, amount }).execute();
}

export interface PaymentDocument extends Document {
  readonly paymentRequestId: string;
  readonly on: Day;
  /** The day itself, in the complementary period. */
  readonly settledOn: Day | null;
  readonly amount: Quantity;
  readonly requestedBy: bigint;
}

export async function savePayments(db: Db, payments: readonly PaymentDocument[]): Promise<void> {
  await inBatches(payments, async (batch) => {
    const rows = batch.map((own) => {
      const { paymentRequestId, on, settledOn, amount, requestedBy } = own;
      return {
        ...documentRow(own),
        ...{ payment_request_id: paymentRequestId, paid_on: on, settled_on: settledOn, amount, requested_by: requestedBy },
      };
    });
    await db.insertInto("payment").values(rows).execute();
  });
}

export interface FactDocument extends Omit<Document, "number"> {
  readonly kind: "payroll" | "staffing" | "workload";
  /** The month of the exercise, from 1. */
  readonly month: number;
  readonly unit: string;
  readonly on: Day;
}

export async function saveFacts(db: Db, facts: readonly FactDocument[]): Promise<void> {
  await inBatches(facts, async (batch) => {
    const rows = batch.map(({ id, fiscalYear, month, kind, unit, on, author, eventId }) => {
      return { id, fiscal_year: fiscalYear, month, kind, unit, recorded_on: on, author, event_id: eventId };
    });
    await db.insertInto("monthly_fact").values(rows).execute();
  });
}

function documentRow({ id, fiscalYear, number, eventId, author }: Document) {
  return { id, fiscal_year: fiscalYear, number, event_id: eventId, author };
}

async function saveCoding(
  db: Db,
  document: "commitment" | "paymentRequest",
  lines: readonly { readonly id: string; readonly line: number; readonly coding?: CodingBlock | undefined }[],
): Promise<void> {
  const rows = lines.flatMap(({ id, line, coding }) => {
    if (!coding) return [];
    const budget = { financial_centre: coding.financialCentre ?? null, functional_domain: coding.functionalDomain ?? null };
    const activity = {
      activity_code: coding.activityCode ?? null,
      budget_account: coding.budgetAccount ?? null,
      fund: coding.fund ?? null,
    };
    const cost = { functional_tranche: coding.functionalTranche ?? null, cost_centre: coding.costCentre ?? null };
    const purchase = { goods_group: coding.goodsGroup ?? null, contract_number: coding.contractNumber ?? null };
    const chorus = {
      legal_commitment_number: coding.legalCommitmentNumber ?? null,
      legal_commitment_item: coding.legalCommitmentItem ?? null,
      payment_request_number: coding.paymentRequestNumber ?? null,
    };
    return [{ document_id: id, line, document, ...budget, ...activity, ...cost, ...purchase, ...chorus }];
  });
  await inBatches(rows, (batch) =>
    db
      .insertInto("coding_block")
      .values([...batch])
      .execute(),
  );
}

/** The units of the lines of a commitment; none of one that does not exist. */
export async function unitsOfCommitment(db: Db, id: string): Promise<string[]> {
  if (!isIdentifier(id)) return [];
  const rows = await db.selectFrom("commitment_line").select("unit").distinct().where("commitment_id", "=", id).execute();
  return rows.map(({ unit }) => unit);
}

export async function unitOfPaymentRequest(db: Db, id: string): Promise<string | undefined> {
  if (!isIdentifier(id)) return undefined;
  return (await db.selectFrom("payment_request").select("unit").where("id", "=", id).executeTakeFirst())?.unit;
}

/** The same year written twice is one year of the schedule. */
function mergedYears(years: readonly ScheduledYear[]): ScheduledYear[] {
  const amounts = new Map<number, Quantity>();
  for (const { year, amount } of years) amounts.set(year, (amounts.get(year) ?? 0n) + amount);
  return [...amounts].map(([year, amount]) => ({ year, amount }));
}

/** One statement takes 65 535 parameters at most. */
const atOnce = 500;

async function inBatches<Row>(rows: readonly Row[], save: (batch: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < rows.length; first += atOnce) await save(rows.slice(first, first + atOnce));
}
