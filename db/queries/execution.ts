import { sql } from "kysely";
import type { Chain } from "#app/domain/execution/chain.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { CreditExceeded } from "#app/domain/refusal.ts";
import type { Db } from "../client.ts";

/** A commitment in a list: its lines that the reader may see, added up, all years together. */
export interface CommitmentSummary extends Chain {
  readonly id: string;
  readonly number: string;
  readonly label: string;
  readonly party: string;
  readonly committedOn: Day;
  readonly units: readonly string[];
  /** Whether no available credit covered a part of it, once: the mark stays. */
  readonly overrun: boolean;
}

export interface CommitmentFilter {
  readonly year: number;
  readonly units: readonly string[];
  /** Words of the label, the number or the party. */
  readonly query?: string;
  /** Only those of which something remains to be paid. */
  readonly outstanding?: boolean;
  /** Of one party, or on one contract. */
  readonly party?: string | undefined;
  readonly contract?: string | undefined;
  /** Only those that bear the mark of an overrun. */
  readonly overrun?: boolean;
  /** « day number » of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A mark on the commitment `c` itself, or on one of its amendments. */
const markOf = sql`
  select from overrun_mark m
   where m.document_id = c.id or m.document_id in (select g.id from commitment_change g where g.commitment_id = c.id)`;

/** The commitments of the exercise and those of earlier ones of which something remains to be paid, the latest first. */
export async function commitmentsPage(db: Db, filter: CommitmentFilter): Promise<CommitmentSummary[]> {
  const { year, units, query = "", outstanding = false, party = null, contract = null, overrun = false, limit } = filter;
  const [day = null, number = null] = /^(\d{4}-\d{2}-\d{2}) (\S+)$/.exec(filter.after ?? "")?.slice(1) ?? [];
  const words = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<CommitmentSummary>`
    with summed as (
      select l.commitment_id as id, array_agg(distinct l.unit::text) as units, sum(l.committed)::bigint as committed,
             sum(l.withdrawn)::bigint as withdrawn, sum(l.certified)::bigint as certified, sum(l.advanced)::bigint as advanced,
             sum(l.requested)::bigint as requested, sum(l.paid)::bigint as paid
        from commitment_line l where l.unit = any(${[...units]}::text[]) group by l.commitment_id)
    select c.id, c.number, c.label, p.label as party, c.committed_on::text as "committedOn", s.units, s.committed, s.withdrawn, s.certified,
           s.advanced, s.requested, s.paid, exists (${markOf}) as overrun
      from summed s join commitment c on c.id = s.id join party p on p.code = c.party
     where (c.fiscal_year = ${year} or (c.fiscal_year < ${year} and s.committed - s.withdrawn > s.paid))
       and (not ${outstanding} or s.committed - s.withdrawn > s.paid)
       and (${party}::text is null or c.party = ${party}::text)
       and (${contract}::text is null or c.contract = ${contract}::text)
       and (not ${overrun} or exists (${markOf}))
       and (${query} = '' or c.label ilike ${words} or c.number ilike ${words} or p.label ilike ${words})
       and (${day}::date is null or (c.committed_on, c.number) < (${day}::date, ${number}::text))
     order by c.committed_on desc, c.number desc limit ${limit}`.execute(db);
  return rows;
}

/** Σ outstanding of the commitments of these units: the aggregate equals the sum of the lines. */
export async function outstandingOf(db: Db, units: readonly string[]): Promise<Quantity> {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(committed - withdrawn - paid), 0)::bigint as amount from commitment_line where unit = any(${[...units]}::text[])`.execute(
    db,
  );
  return rows[0]?.amount ?? 0n;
}

export interface WaitingRequest {
  readonly id: string;
  readonly number: string;
  readonly flow: 1 | 3 | 4;
  readonly kind: "invoice" | "advance";
  readonly unit: string;
  readonly party: string;
  readonly label: string;
  readonly commitmentId: string | null;
  readonly commitmentNumber: string | null;
  readonly requestedOn: Day;
  readonly dueOn: Day | null;
  readonly invoice: string | null;
  readonly amount: Quantity;
  readonly author: bigint;
  readonly authorName: string;
  /** Whether no available credit covered a part of it: the mark stays. */
  readonly overrun: boolean;
}

export interface WaitingFilter {
  readonly units: readonly string[];
  /** Due on this day or before. */
  readonly dueBy?: Day | undefined;
  readonly flow?: 1 | 3 | 4 | undefined;
  readonly limit: number;
}

/** Payment requests that wait for their payment: those that are due first, then the oldest. */
export async function waitingRequests(db: Db, { units, dueBy, flow, limit }: WaitingFilter): Promise<WaitingRequest[]> {
  const { rows } = await sql<WaitingRequest>`
    select r.id, r.number, r.flow, r.kind, r.unit, p.label as party, coalesce(c.label, r.invoice, r.number) as label, c.id as "commitmentId",
           c.number as "commitmentNumber", r.requested_on::text as "requestedOn", r.due_on::text as "dueOn", r.invoice, r.amount, r.author,
           u.name as "authorName", exists (select from overrun_mark m where m.document_id = r.id) as overrun
      from payment_request r
      join party p on p.code = r.party
      join app_user u on u.id = r.author
      left join commitment c on c.id = r.commitment_id
     where r.state = 'requested' and r.unit = any(${[...units]}::text[])
       and (${dueBy ?? null}::date is null or r.due_on <= ${dueBy ?? null}::date)
       and (${flow ?? null}::int is null or r.flow = ${flow ?? null}::int)
     order by r.due_on nulls last, r.requested_on, r.number limit ${limit}`.execute(db);
  return rows;
}

/** A payment request, and what became of it. */
export interface RequestDetail extends Omit<WaitingRequest, "overrun"> {
  readonly state: "requested" | "paid" | "rejected";
  readonly fiscalYear: number;
  readonly nature: string;
  readonly activity: string;
  readonly line: number | null;
  readonly partyCode: string;
  readonly invoiceDate: Day | null;
  readonly absorbed: Quantity;
  readonly eventId: string;
  readonly payment: {
    readonly id: string;
    readonly number: string;
    readonly on: Day;
    readonly author: string;
    readonly eventId: string;
  } | null;
}

export async function requestDetail(db: Db, id: string, units: readonly string[]): Promise<RequestDetail | undefined> {
  if (!isIdentifier(id) || units.length === 0) return undefined;
  const { rows } = await sql<
    Omit<RequestDetail, "payment"> & {
      paymentId: string | null;
      paymentNumber: string | null;
      paidOn: Day | null;
      paidBy: string | null;
      paymentEvent: string | null;
    }
  >`
    select r.id, r.number, r.flow, r.kind, r.unit, r.nature, r.activity, r.line, r.party as "partyCode", p.label as party,
           coalesce(c.label, r.invoice, r.number) as label, c.id as "commitmentId", c.number as "commitmentNumber",
           r.requested_on::text as "requestedOn", r.due_on::text as "dueOn", r.invoice, r.invoice_date::text as "invoiceDate", r.amount, r.absorbed,
           r.author, u.name as "authorName", r.state, r.fiscal_year as "fiscalYear", r.event_id as "eventId", y.id as "paymentId",
           y.number as "paymentNumber", y.paid_on::text as "paidOn", w.name as "paidBy", y.event_id as "paymentEvent"
      from payment_request r
      join party p on p.code = r.party
      join app_user u on u.id = r.author
      left join commitment c on c.id = r.commitment_id
      left join payment y on y.payment_request_id = r.id
      left join app_user w on w.id = y.author
     where r.id = ${id} and r.unit = any(${[...units]}::text[])`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { paymentId, paymentNumber, paidOn, paidBy, paymentEvent, ...own } = row;
  const payment = paymentId && {
    id: paymentId,
    number: paymentNumber ?? "",
    on: paidOn ?? "",
    author: paidBy ?? "",
    eventId: paymentEvent ?? "",
  };
  return { ...own, payment: payment || null };
}

/** One of them, when the reader may see its unit and it still waits. */
export async function waitingRequest(db: Db, id: string, units: readonly string[]) {
  if (!isIdentifier(id) || units.length === 0) return undefined;
  return await db
    .selectFrom("payment_request as r")
    .innerJoin("party as p", "p.code", "r.party")
    .where("r.id", "=", id)
    .where("r.state", "=", "requested")
    .where("r.unit", "in", units)
    .select(["r.id", "r.number", "r.amount", "p.label as party"])
    .executeTakeFirst();
}

/** How much waits for its payment in these units, and in how many requests. */
export async function waitingTotal(db: Db, units: readonly string[]): Promise<{ count: number; amount: Quantity }> {
  const { rows } = await sql<{ count: number; amount: bigint }>`
    select count(*)::int as count, coalesce(sum(amount), 0)::bigint as amount
      from payment_request where state = 'requested' and unit = any(${[...units]}::text[])`.execute(db);
  return rows[0] ?? { count: 0, amount: 0n };
}

/** Which other units of the reader's scope have room for the same class and resource: the way out of a refusal. */
export async function roomElsewhere(
  db: Db,
  { year, units, refusal }: { year: number; units: readonly string[]; refusal: CreditExceeded },
): Promise<NonNullable<CreditExceeded["room"]>> {
  return await db
    .selectFrom("stage_position")
    .where("fiscal_year", "=", year)
    .where("spending_class", "=", refusal.spendingClass)
    .where("resource", "=", refusal.resource)
    .where("stage", "=", "allotted")
    .where("unit", "in", units.length > 0 ? units : [""])
    .where("unit", "<>", refusal.unit)
    .where("amount", ">=", refusal.asked - refusal.available)
    .select(["unit", "amount as available"])
    .orderBy("amount", "desc")
    .limit(3)
    .execute();
}

/** Who may be owed, in the order of their names: closed ones left out. */
export async function openParties(db: Db): Promise<{ code: string; label: string }[]> {
  return await db.selectFrom("party").where("closed_at", "is", null).select(["code", "label"]).orderBy("label").execute();
}
