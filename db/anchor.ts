import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type Anchor, type AnchorReason, type AnchorSet, anchorLine } from "#app/domain/ledger/anchor.ts";
import type { Db } from "./client.ts";

/** A set of anchors as it is kept, and as its line is written. */
export interface KeptAnchors {
  readonly id: bigint;
  readonly line: string;
}

/** Beside the keys of periods (year × 100 + period). */
const anchorLock = 16;

/**
 * Anchors every chain that has moved since it was last anchored, in one instant, with the last seal of the audit. An hour in which
 * nothing moved gives no set (undefined); the other reasons always give one. Everything that was ever anchored stays.
 */
export async function takeAnchors(db: Db, organisation: string, reason: AnchorReason): Promise<KeptAnchors | undefined> {
  await lockAnchors(db);
  const [before, anchors, seal] = [await lastSet(db), await movedChains(db), await lastSeal(db)];
  if (anchors.length === 0 && reason === "hourly") return undefined;
  const { rows } = await sql<{ at: Date }>`select date_trunc('milliseconds', clock_timestamp()) as at`.execute(db);
  const takenAt = (rows[0]?.at ?? new Date(0)).toISOString();
  const id = (before?.id ?? 0n) + 1n;
  const set: AnchorSet = { id, organisation, takenAt, reason, anchors, audit: seal ?? null, previous: before?.digest ?? null };
  const line = anchorLine(set);
  await keep(db, set, line);
  return { id, line };
}

/** One at a time, until the end of the transaction: seals and sets of anchors each cite the one before. */
export async function lockAnchors(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(current_setting('enveloppe.organisation')::int, ${anchorLock})`.execute(db);
}

/** The sets after `after`, in order: what a file that stopped there still has to receive. */
export async function anchorsAfter(db: Db, after: bigint): Promise<KeptAnchors[]> {
  return await db.selectFrom("anchor_set").select(["id", "line"]).where("id", ">", after).orderBy("id").execute();
}

/** The latest anchor of each chain, or of each chain of one exercise: what the minutes of a closing print. */
export async function anchorsOf(db: Db, fiscalYear?: number): Promise<(Anchor & { readonly takenAt: Date })[]> {
  const rows = await db
    .selectFrom("anchor as a")
    .innerJoin("anchor_set as s", "s.id", "a.set_id")
    .distinctOn(["a.fiscal_year", "a.journal"])
    .select(["a.fiscal_year as fiscalYear", "a.journal", "a.last_number as lastNumber", "a.hash", "a.debits", "s.taken_at as takenAt"])
    .$if(fiscalYear !== undefined, (query) => query.where("a.fiscal_year", "=", fiscalYear ?? 0))
    .orderBy("a.fiscal_year")
    .orderBy("a.journal")
    .orderBy("a.set_id", "desc")
    .execute();
  return rows.map((row) => ({ ...row, hash: row.hash.toString("hex"), debits: amountsOf(row.debits) }));
}

/** Of each chain whose counter is not where it was last anchored. Only what was posted since is summed. */
async function movedChains(db: Db): Promise<Anchor[]> {
  const { rows } = await sql<{ fiscalYear: number; journal: string; lastNumber: bigint; hash: Buffer; before: unknown; since: unknown }>`
    with moved as materialized (
      select c.fiscal_year, c.journal, c.last_number, c.last_hash, coalesce(a.last_number, 0) as anchored, coalesce(a.debits, '{}') as debits
        from journal_counter c
        left join lateral (select last_number, hash, debits from anchor
                            where fiscal_year = c.fiscal_year and journal = c.journal order by set_id desc limit 1) a on true
       where (c.last_number, c.last_hash) is distinct from (a.last_number, a.hash) and (c.last_number > 0 or a.last_number is not null))
    select m.fiscal_year as "fiscalYear", m.journal, m.last_number as "lastNumber", m.last_hash as hash, m.debits as before,
           (select json_object_agg(resource, amount::text) from (
              select t.resource, sum(t.debit) as amount from entry e join entry_total t on t.entry_id = e.id
               where e.fiscal_year = m.fiscal_year and e.journal = m.journal and e.number > m.anchored and e.number <= m.last_number
               group by t.resource) s) as since
      from moved m order by m.fiscal_year, m.journal`.execute(db);
  return rows.map(({ before, since, hash, ...chain }) => ({
    ...chain,
    hash: hash.toString("hex"),
    debits: added(amountsOf(before), amountsOf(since)),
  }));
}

async function lastSet(db: Db): Promise<{ id: bigint; digest: string } | undefined> {
  const set = await db.selectFrom("anchor_set").select(["id", "digest"]).orderBy("id", "desc").limit(1).executeTakeFirst();
  return set && { id: set.id, digest: set.digest.toString("hex") };
}

async function lastSeal(db: Db): Promise<{ lastId: bigint; hash: string } | undefined> {
  const seal = await db.selectFrom("audit_seal").select(["last_id", "hash"]).orderBy("last_id", "desc").limit(1).executeTakeFirst();
  return seal && { lastId: seal.last_id, hash: seal.hash.toString("hex") };
}

async function keep(db: Db, { id, takenAt, reason, audit, anchors }: AnchorSet, line: string): Promise<void> {
  await db
    .insertInto("anchor_set")
    .values({
      id,
      taken_at: new Date(takenAt),
      reason,
      audit_last: audit?.lastId ?? null,
      audit_hash: audit && Buffer.from(audit.hash, "hex"),
      line,
      digest: createHash("sha256").update(line).digest(),
    })
    .execute();
  if (anchors.length === 0) return;
  await db
    .insertInto("anchor")
    .values(
      anchors.map(({ fiscalYear, journal, lastNumber, hash, debits }) => ({
        set_id: id,
        fiscal_year: fiscalYear,
        journal,
        last_number: lastNumber,
        hash: Buffer.from(hash, "hex"),
        debits: Object.fromEntries(Object.entries(debits).map(([resource, amount]) => [resource, amount.toString()])),
      })),
    )
    .execute();
}

function amountsOf(stored: unknown): Record<string, bigint> {
  const amounts = (stored ?? {}) as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, BigInt(amount)]));
}

function added(left: Readonly<Record<string, bigint>>, right: Readonly<Record<string, bigint>>): Record<string, bigint> {
  const resources = [...new Set([...Object.keys(left), ...Object.keys(right)])].toSorted();
  return Object.fromEntries(resources.map((resource) => [resource, (left[resource] ?? 0n) + (right[resource] ?? 0n)]));
}
