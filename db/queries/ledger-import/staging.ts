import { sql } from "kysely";
import type { FecLine } from "#app/domain/fec/line.ts";
import type { Db } from "../../client.ts";
import { type CopyRows, copyInto } from "../../copy-in.ts";

/** The columns of a staged line, in the order of {@link writeStagedLine}. */
const stagedColumns = [
  ...["run", "entry", "line", "event_id", "digest", "sound", "journal", "number", "entry_date", "validated_on", "account", "party"],
  ...["label", "voucher", "voucher_date", "debit", "credit", "matching", "matched_on", "currency", "currency_amount"],
];

/** What the first line of an entry bears for it. */
export interface StagedHead {
  readonly eventId: string;
  /** Hexadecimal; null where it could not be computed yet. */
  readonly digest: string | null;
}

/** Writes the row of a line; `entry` is the rank of its run, and the first line of a run bears what belongs to the entry. */
export function writeStagedLine(rows: CopyRows, run: bigint, entry: number, line: FecLine, head: StagedHead | null): void {
  rows.add([
    run,
    entry,
    line.line,
    head?.eventId ?? null,
    head?.digest ? `\\x${head.digest}` : null,
    line.sound ? "t" : "f",
    line.journal,
    line.number,
    line.date || null,
    line.validatedOn,
    line.account,
    line.party,
    line.label,
    line.voucher || null,
    line.voucherDate,
    line.debit,
    line.credit,
    line.matching,
    line.matchedOn,
    line.currency,
    line.currencyAmount,
  ]);
}

/** A number for the rows of one import, and the time that a whole ledger takes: this transaction is no page's. */
export async function openStaging(db: Db): Promise<bigint> {
  await sql`set local statement_timeout to '30min'`.execute(db);
  await sql`set local idle_in_transaction_session_timeout to '30min'`.execute(db);
  await sql`set local work_mem to '64MB'`.execute(db);
  const { rows } = await sql<{ run: bigint }>`select nextval('staging_run') as run`.execute(db);
  return rows[0]?.run ?? 0n;
}

export async function stageLines(db: Db, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await copyInto(db, "staged_line", stagedColumns, pieces);
}

/** Makes the entries of the staged lines, one for each run of neighbouring lines; {@link mergeRuns} follows. */
export async function gatherEntries(db: Db, run: bigint): Promise<void> {
  await gather(db, run, sql`true`);
}

/** Lines of one entry that stand apart in the file. */
export interface SplitEntries {
  readonly groups: number;
  /** Each run balances by itself: one number for several entries. */
  readonly twice: readonly {
    readonly journal: string;
    readonly number: string;
    readonly line: number;
    readonly lines: readonly number[];
  }[];
}

/**
 * Brings the runs of one journal and number together under the first of them. Their digests are to be computed
 * ({@link undigestedLines}), for nobody saw the entry whole.
 */
export async function mergeRuns(db: Db, run: bigint): Promise<SplitEntries> {
  const { rows } = await sql<{ journal: string; number: string; twice: boolean; lines: number[] }>`
    select journal, number, bool_and(sound and line_count > 1 and debit = credit) and min(least_date) = max(last_date) as twice, array_agg(first_line order by entry) as lines
      from staged_entry where run = ${run} group by journal, number having count(*) > 1 order by min(entry)`.execute(db);
  if (rows.length === 0) return { groups: 0, twice: [] };
  await sql`
    with split as (
      select entry, min(entry) over named as kept, count(*) over named as runs
        from staged_entry where run = ${run} window named as (partition by journal, number)),
    gone as (
      delete from staged_entry e using split s where e.run = ${run} and s.entry = e.entry and s.runs > 1 returning e.entry)
    update staged_line l
       set entry = s.kept, digest = null, event_id = case when s.entry = s.kept then l.event_id end
      from split s
     where l.run = ${run} and l.entry = s.entry and s.runs > 1 and (select count(*) from gone) > 0`.execute(db);
  await gather(db, run, sql`entry not in (select entry from staged_entry where run = ${run})`);
  return {
    groups: rows.length,
    twice: rows.filter(({ twice }) => twice).map(({ journal, number, lines }) => ({ journal, number, line: lines[1] ?? 0, lines })),
  };
}

async function gather(db: Db, run: bigint, which: ReturnType<typeof sql>): Promise<void> {
  await sql`
    insert into staged_entry (run, entry, id, first_line, event_id, digest, sound, journal, number, entry_date, least_date, last_date,
                              first_validated, validated_on, label, line_count, debit, credit)
    select ${run}, g.entry, nextval('entry_id_seq'), h.line, h.event_id, h.digest, g.sound, h.journal, h.number, h.entry_date, g.least_date,
           g.last_date, g.first_validated, g.validated_on, h.label, g.line_count, g.debit, g.credit
      from (select entry, bool_and(sound) as sound, min(entry_date) as least_date, max(entry_date) as last_date,
                   min(validated_on) as first_validated, max(validated_on) as validated_on, count(*)::int as line_count,
                   sum(debit) as debit, sum(credit) as credit
              from staged_line where run = ${run} and ${which} group by entry) g
      join staged_line h on h.run = ${run} and h.entry = g.entry and h.event_id is not null
     order by g.entry`.execute(db);
}

/** A line as it was staged: the labels of its codes stayed in the file. */
export interface StagedLine extends Omit<FecLine, "journalLabel" | "accountLabel" | "partyLabel" | "sound"> {
  readonly entry: number;
  readonly eventId: string;
}

/** The lines of the next entries without a digest, whole, in order; none when all have one. */
export async function undigestedLines(db: Db, run: bigint, after: number): Promise<StagedLine[]> {
  const { rows } = await sql<StagedLine>`
    with next as (select entry, event_id from staged_entry where run = ${run} and digest is null and entry > ${after} order by entry limit 500)
    select l.entry, l.line, n.event_id as "eventId", l.journal, l.number, coalesce(l.entry_date::text, '') as date,
           l.validated_on as "validatedOn", l.account, l.party, l.label, coalesce(l.voucher, '') as voucher, l.voucher_date as "voucherDate",
           l.debit, l.credit, l.matching, l.matched_on as "matchedOn", l.currency, l.currency_amount as "currencyAmount"
      from staged_line l join next n on n.entry = l.entry where l.run = ${run} order by l.entry, l.line`.execute(db);
  return rows;
}

export async function saveDigests(db: Db, run: bigint, digests: readonly { entry: number; digest: string }[]): Promise<void> {
  await sql`
    update staged_entry e set digest = decode(d.digest, 'hex')
      from unnest(${digests.map(({ entry }) => String(entry))}::text[], ${digests.map(({ digest }) => digest)}::text[]) as d(entry, digest)
     where e.run = ${run} and e.entry = d.entry::int`.execute(db);
}

export async function countEntries(db: Db, run: bigint): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from staged_entry where run = ${run}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** Nothing staged outlives its import: what a failure left is undone with its transaction. */
export async function clearStaging(db: Db, run: bigint): Promise<void> {
  await sql`delete from staged_entry where run = ${run}`.execute(db);
  await sql`delete from staged_line where run = ${run}`.execute(db);
}
