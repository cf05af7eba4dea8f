import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** A closing of a whole exercise or of one month, as its record keeps it. Amounts of the general book, in cents. */
export interface Closing {
  readonly id: bigint;
  readonly fiscalYear: number;
  /** Null: the whole exercise. */
  readonly period: number | null;
  /** Of its minutes, in the exercise. */
  readonly number: number;
  readonly closedOn: Day;
  readonly closedAt: Date;
  readonly actor: string;
  readonly entryCount: bigint;
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** Class 7 less class 6: below zero it is a loss. */
  readonly result: Quantity;
  /** The closing that this one replaces, after a reopening. */
  readonly replaces: bigint | null;
  readonly openingEntry: bigint | null;
  readonly resultEntry: bigint | null;
  readonly reopenedAt: Date | null;
}

/** The latest closing of the whole exercise that was not reopened: what a closed exercise's file is made from. */
export async function closingInForce(db: Db, fiscalYear: number): Promise<Closing | undefined> {
  return await closings(db)
    .where("c.fiscal_year", "=", fiscalYear)
    .where("c.period", "is", null)
    .where("c.reopened_at", "is", null)
    .executeTakeFirst();
}

/** Every closing of an exercise and of its months, the latest first. */
export async function closingsOf(db: Db, fiscalYear: number): Promise<Closing[]> {
  return await closings(db).where("c.fiscal_year", "=", fiscalYear).orderBy("c.number", "desc").execute();
}

export async function closingById(db: Db, id: bigint): Promise<Closing | undefined> {
  return await closings(db).where("c.id", "=", id).executeTakeFirst();
}

/** What each journal held at the closing: the last number, the hash that ends its chain, Σ debit per resource. */
export interface ClosedJournal {
  readonly journal: string;
  readonly label: string;
  readonly lastNumber: bigint;
  /** Hexadecimal. */
  readonly lastHash: string;
  readonly entryCount: bigint;
  readonly resource: Resource;
  readonly debit: Quantity;
}

export async function closedJournals(db: Db, closingId: bigint): Promise<ClosedJournal[]> {
  const { rows } = await sql<ClosedJournal>`
    select k.journal, l.label, k.last_number as "lastNumber", encode(k.last_hash, 'hex') as "lastHash", k.entry_count as "entryCount",
           k.resource, k.debit
      from closing_journal k
      join journal j on j.code = k.journal
      left join closing_label l on l.closing_id = k.closing_id and l.dimension = 'journal' and l.code = k.journal
     where k.closing_id = ${closingId} order by j.book desc, k.journal, k.resource`.execute(db);
  return rows;
}

/** The set of anchors that was taken with a closing: its number, its instant and the SHA-256 of its line, in hexadecimal. */
export interface ClosingAnchor {
  readonly set: bigint;
  readonly takenAt: Date;
  readonly digest: string;
}

export async function closingAnchor(db: Db, closingId: bigint): Promise<ClosingAnchor> {
  const row = await db
    .selectFrom("closing as c")
    .innerJoin("anchor_set as s", "s.id", "c.anchor_set")
    .select(["s.id as set", "s.taken_at as takenAt", "s.digest"])
    .where("c.id", "=", closingId)
    .executeTakeFirstOrThrow();
  return { ...row, digest: row.digest.toString("hex") };
}

function closings(db: Db) {
  return db
    .selectFrom("closing as c")
    .innerJoin("app_user as u", "u.id", "c.actor")
    .select(["c.id", "c.fiscal_year as fiscalYear", "c.period", "c.number", "c.closed_on as closedOn", "c.closed_at as closedAt"])
    .select(["u.name as actor", "c.entry_count as entryCount", "c.debit", "c.credit", "c.result", "c.replaces"])
    .select(["c.opening_entry as openingEntry", "c.result_entry as resultEntry", "c.reopened_at as reopenedAt"]);
}

/** A point of the readiness list as the minutes keep it. */
export interface KeptCheck {
  readonly name: string;
  readonly severity: "blocking" | "warning";
  readonly count: number;
  readonly amount: Quantity | null;
  readonly resource: Resource;
}

export async function closingChecks(db: Db, closingId: bigint): Promise<KeptCheck[]> {
  const { rows } = await sql<Omit<KeptCheck, "amount"> & { amount: string | null }>`
    select c->>'name' as name, c->>'severity' as severity, (c->>'count')::int as count, c->>'resource' as resource,
           c->'amount'->>'$bigint' as amount
      from closing k cross join lateral jsonb_array_elements(k.checks) with ordinality as list (c, place)
     where k.id = ${closingId} order by place`.execute(db);
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : BigInt(row.amount) }));
}
