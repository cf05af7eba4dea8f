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
}

export interface CommitmentFilter {
  readonly year: number;
  readonly units: readonly string[];
  /** Words of the label, the number or the party. */
  readonly query?: string;
  /** Only those of which something remains to be paid. */
  readonly outstanding?: boolean;
  /** « day number » of the last one of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The commitments of the exercise and those of earlier ones of which something remains to be paid, the latest first. */
export async function commitmentsPage(db: Db, filter: CommitmentFilter): Promise<CommitmentSummary[]> {
  const { year, units, query = "", outstanding = false, limit } = filter;
  const [day = null, number = null] = /^(\d{4}-\d{2}-\d{2}) (\S+)$/.exec(filter.after ?? "")?.slice(1) ?? [];
  const words = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<CommitmentSummary>`
    with summed as (
      select l.commitment_id as id, array_agg(distinct l.unit::text) as units, sum(l.committed)::bigint as committed,
             sum(l.withdrawn)::bigint as withdrawn, sum(l.certified)::bigint as certified, sum(l.advanced)::bigint as advanced,
             sum(l.requested)::bigint as requested, sum(l.paid)::bigint as paid
        from commitment_line l where l.unit = any(${[...units]}::text[]) group by l.commitment_id)
    select c.id, c.number, c.label, p.label as party, c.committed_on::text as "committedOn", s.units, s.committed, s.withdrawn, s.certified,
           s.advanced, s.requested, s.paid
      from summed s join commitment c on c.id = s.id join party p on p.code = c.party
     where (c.fiscal_year = ${year} or (c.fiscal_year < ${year} and s.committed - s.withdrawn > s.paid))
       and (not ${outstanding} or s.committed - s.withdrawn > s.paid)
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
  readonly flow: number;
  readonly unit: string;
  readonly party: string;
  readonly label: string;
  readonly commitmentId: string | null;
  readonly commitmentNumber: string | null;
  readonly requestedOn: Day;
  readonly invoice: string | null;
  readonly amount: Quantity;
  readonly author: bigint;
  readonly authorName: string;
}

/** Payment requests that wait for their payment, the oldest first. */
export async function waitingRequests(db: Db, units: readonly string[], limit: number): Promise<WaitingRequest[]> {
  const { rows } = await sql<WaitingRequest>`
    select r.id, r.number, r.flow, r.unit, p.label as party, coalesce(c.label, r.invoice, r.number) as label, c.id as "commitmentId",
           c.number as "commitmentNumber", r.requested_on::text as "requestedOn", r.invoice, r.amount, r.author, u.name as "authorName"
      from payment_request r
      join party p on p.code = r.party
      join app_user u on u.id = r.author
      left join commitment c on c.id = r.commitment_id
     where r.state = 'requested' and r.unit = any(${[...units]}::text[])
     order by r.requested_on, r.number limit ${limit}`.execute(db);
  return rows;
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
