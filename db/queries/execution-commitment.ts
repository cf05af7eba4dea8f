import { sql } from "kysely";
import type { Chain } from "#app/domain/execution/chain.ts";
import type { ScheduledYear } from "#app/domain/execution/commitment.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

export interface CommitmentDetail {
  readonly id: string;
  readonly number: string;
  readonly label: string;
  readonly party: string;
  readonly committedOn: Day;
  readonly author: string;
  readonly fiscalYear: number;
  /** « N° de marché ». */
  readonly contract: string | null;
  readonly partyCode: string;
  readonly eventId: string;
  readonly lines: readonly DetailLine[];
}

export interface DetailLine extends Chain {
  readonly line: number;
  readonly unit: string;
  readonly beneficiaryUnit: string;
  readonly nature: string;
  readonly activity: string;
  /** The exercise that committed it. */
  readonly fiscalYear: number;
  /** The operation of investment whose AE it took. */
  readonly operation: string | null;
  readonly schedule: readonly ScheduledYear[];
  readonly steps: readonly ChainStep[];
}

/** One document of the chain of a line, in the order of its day. */
export interface ChainStep {
  readonly kind: "increase" | "decommitment" | "withdrawal" | "schedule" | "service" | "advance" | "request" | "payment";
  readonly id: string;
  readonly number: string;
  readonly on: Day;
  readonly amount: Quantity;
  readonly author: string;
  /** Of a request. */
  readonly state: "requested" | "paid" | "rejected" | null;
  /** Of a withdrawal on an earlier exercise. */
  readonly reusable: boolean | null;
  readonly note: string;
  readonly eventId: string;
}

/** A commitment with the chain of each of its lines that the reader may see; undefined when there is none. */
export async function commitmentDetail(db: Db, id: string, units: readonly string[]): Promise<CommitmentDetail | undefined> {
  if (!isIdentifier(id) || units.length === 0) return undefined;
  const head = await db
    .selectFrom("commitment as c")
    .innerJoin("party as p", "p.code", "c.party")
    .innerJoin("app_user as u", "u.id", "c.author")
    .where("c.id", "=", id)
    .select([
      "c.id",
      "c.number",
      "c.label",
      "p.label as party",
      "c.committed_on as committedOn",
      "u.name as author",
      "c.fiscal_year as fiscalYear",
      "c.contract",
      "c.party as partyCode",
      "c.event_id as eventId",
    ])
    .executeTakeFirst();
  const lines = await db
    .selectFrom("commitment_line")
    .where("commitment_id", "=", id)
    .where("unit", "in", units)
    .select([
      "line",
      "unit",
      "beneficiary_unit as beneficiaryUnit",
      "nature",
      "activity",
      "committed",
      "withdrawn",
      "certified",
      "advanced",
      "requested",
      "paid",
      "operation",
    ])
    .orderBy("line")
    .execute();
  if (!head || lines.length === 0) return undefined;
  const schedule = await db
    .selectFrom("commitment_schedule")
    .where("commitment_id", "=", id)
    .where("amount", ">", 0n)
    .select(["line", "year", "amount"])
    .orderBy("year")
    .execute();
  const steps = await stepsOf(db, id);
  const own = <Row extends { line: number }>(rows: readonly Row[], line: number) => rows.filter((row) => row.line === line);
  return {
    ...head,
    lines: lines.map((line) => ({
      ...line,
      fiscalYear: head.fiscalYear,
      schedule: own(schedule, line.line),
      steps: own(steps, line.line),
    })),
  };
}

async function stepsOf(db: Db, id: string): Promise<(ChainStep & { line: number })[]> {
  const { rows } = await sql<ChainStep & { line: number }>`
    select d.line, d.kind, d.id, d.number, d.on, d.amount, u.name as author, d.state, d.reusable, d.note, d.event_id as "eventId" from (
      select line, kind, id, number, changed_on::text as on, amount, author, null as state, reusable, reason as note, event_id, 0 as rank, created_at
        from commitment_change where commitment_id = ${id}
      union all
      select line, 'service', id, number, certified_on::text, amount, author, null, null, note, event_id, 1, created_at
        from certified_service where commitment_id = ${id}
      union all
      select line, case kind when 'advance' then 'advance' else 'request' end, id, number, requested_on::text, amount, author, state, null,
             coalesce(invoice, ''), event_id, 2, created_at
        from payment_request where commitment_id = ${id}
      union all
      select r.line, 'payment', r.id, p.number, p.paid_on::text, p.amount, p.author, null, null, r.number, p.event_id, 3, p.created_at
        from payment p join payment_request r on r.id = p.payment_request_id where r.commitment_id = ${id}) d
      join app_user u on u.id = d.author
     order by d.on, d.rank, d.created_at`.execute(db);
  return rows;
}

/** An entry that a document posted. */
export interface DocumentEntry {
  readonly id: bigint;
  readonly book: "budget" | "general";
  readonly journal: string;
  readonly number: bigint;
  readonly fiscalYear: number;
  readonly on: Day;
  readonly label: string;
  /** What it moves, by resource. */
  readonly amounts: readonly { readonly resource: Resource; readonly amount: Quantity }[];
}

/** The entries of these events, in the order of their posting; those of both books stand side by side. */
export async function entriesOfEvents(db: Db, events: readonly string[]): Promise<DocumentEntry[]> {
  if (events.length === 0) return [];
  const { rows } = await sql<Omit<DocumentEntry, "amounts"> & { resource: Resource; amount: Quantity }>`
    select e.id, e.book, e.journal, e.number, e.fiscal_year as "fiscalYear", e.entry_date::text as on, e.label, t.resource, t.debit as amount
      from entry e join entry_total t on t.entry_id = e.id
     where e.event_id = any(${[...new Set(events)]}::uuid[]) order by e.id, t.resource`.execute(db);
  return [...grouped(rows, ({ id }) => id.toString()).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { resource: _resource, amount: _amount, ...entry } = first;
    return [{ ...entry, amounts: own.map(({ resource, amount }) => ({ resource, amount })) }];
  });
}

export interface MatchedExpense {
  readonly id: string;
  readonly number: bigint;
  readonly object: string;
  readonly line: number;
  readonly amount: Quantity;
}

/** The planned expenses that a commitment is matched to. */
export async function plannedOf(db: Db, commitmentId: string): Promise<MatchedExpense[]> {
  const { rows } = await sql<MatchedExpense>`
    select e.id, e.number, v.object, k.line, k.amount
      from planned_match k join planned_expense e on e.id = k.expense_id
      join lateral (select object from planned_expense_version v where v.expense_id = e.id order by version desc limit 1) v on true
     where k.commitment_id = ${commitmentId} and k.undone_at is null order by k.line, e.number`.execute(db);
  return rows;
}
