import type { CodingBlock, CommitmentDraft, ScheduledYear } from "#app/domain/execution/commitment.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import type { PaymentRequest } from "./execution-chain.ts";

interface Document {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: string;
  readonly eventId: string;
  readonly author: bigint;
}
export interface CommitmentDocument extends Document, CommitmentDraft {}

export async function saveCommitments(db: Db, commitments: readonly CommitmentDocument[]): Promise<void> {
  await inBatches(commitments, async (batch) => {
    const heads = batch.map(({ label, party, on, ...own }) => ({ ...documentRow(own), label, party, committed_on: on }));
    const lines = batch.flatMap(({ id, lines: own }) => own.map((line, index) => ({ ...line, id, line: index + 1 })));
    const lineRows = lines.map(({ id, line, unit, beneficiaryUnit, nature, activity, amount }) => {
      return { commitment_id: id, line, unit, beneficiary_unit: beneficiaryUnit ?? unit, nature, activity, committed: amount };
    });
    const schedule = lines.flatMap(({ id, line, schedule: years }) =>
      mergedYears(years).map((part) => ({ commitment_id: id, line, ...part })),
    );
    await db.insertInto("commitment").values(heads).execute();
    await inBatches(lineRows, (rows) =>
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
    await saveCoding(db, "commitment", lines);
  });
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

export type RequestDocument = Omit<PaymentRequest, "state"> & { readonly coding?: CodingBlock | undefined };

export async function saveRequests(db: Db, requests: readonly RequestDocument[]): Promise<void> {
  await inBatches(requests, async (batch) => {
    const rows = batch.map((own) => {
      const { flow, commitmentId, line, unit, nature, activity, party, requestedOn, invoice, invoiceDate, amount } = own;
      const place = { flow, commitment_id: commitmentId, line, unit, nature, activity, party };
      return { ...documentRow(own), ...place, requested_on: requestedOn, invoice, invoice_date: invoiceDate, amount };
    });
    await db.insertInto("payment_request").values(rows).execute();
    await saveCoding(
      db,
      "paymentRequest",
      batch.map(({ id, coding }) => ({ id, line: 1, coding })),
    );
  });
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

/** The same year written twice is one year of the schedule. */
function mergedYears(years: readonly ScheduledYear[]): ScheduledYear[] {
  const amounts = new Map<number, Quantity>();
  for (const { year, amount } of years) amounts.set(year, (amounts.get(year) ?? 0n) + amount);
  return [...amounts].map(([year, amount]) => ({ year, amount }));
}

/** One statement takes 65 535 parameters at most. */
async function inBatches<Row>(rows: readonly Row[], save: (batch: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < rows.length; first += 500) await save(rows.slice(first, first + 500));
}
