import { sql } from "kysely";
import type { FecLine } from "#app/domain/fec/line.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { type CopyField, type CopyRows, copyInto } from "../../copy-in.ts";

/** The columns of a staged line, in the order of {@link writeStagedLine}: its own, then those of the head of a run. */
const stagedColumns = [
  ...["run", "entry", "ordinal", "line", "journal", "number", "entry_date", "validated_on", "account", "party", "label", "voucher"],
  ...["voucher_date", "debit", "credit", "matching", "matched_on", "currency", "currency_amount"],
  ...["event_id", "digest", "period", "sound", "least_date", "last_date", "first_validated", "last_validated", "line_count"],
  ...["total_debit", "total_credit"],
];

/** What the first line of a run bears for all of them; days are null where no line has one. */
export interface StagedHead {
  readonly eventId: string;
  /** Hexadecimal; null where it could not be computed yet. */
  readonly digest: string | null;
  /** Of the entry's day; null when it is none of the exercise. */
  readonly period: number | null;
  /** Whether every line could be read whole. */
  readonly sound: boolean;
  readonly leastDate: Day | null;
  readonly lastDate: Day | null;
  readonly firstValidated: Day | null;
  readonly lastValidated: Day | null;
  readonly lineCount: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** Where a line stands: the rank of its run in the file, and its own in the run, from 1. */
export interface StagedPlace {
  readonly run: bigint;
  readonly entry: number;
  readonly ordinal: number;
}

/** Writes the row of a line, with the head of its run when it is the first. */
export function writeStagedLine(rows: CopyRows, { run, entry, ordinal }: StagedPlace, line: FecLine, head: StagedHead | null): void {
  rows.add([
    run,
    entry,
    ordinal,
    line.line,
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
    ...(head ? fieldsOf(head) : headless),
  ]);
}

function fieldsOf(head: StagedHead): CopyField[] {
  const { eventId, digest, period, sound, leastDate, lastDate, firstValidated, lastValidated, lineCount, debit, credit } = head;
  const seen = [leastDate, lastDate, firstValidated, lastValidated, lineCount, debit, credit];
  return [eventId, digest === null ? null : `\\x${digest}`, period, sound ? "t" : "f", ...seen];
}

const headless: readonly CopyField[] = Array.from({ length: 11 }, () => null);

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
  await sql`
    insert into staged_entry (run, entry, id, first_line, event_id, digest, period, sound, journal, number, entry_date, least_date, last_date,
                              first_validated, validated_on, label, line_count, debit, credit)
    select run, entry, nextval('entry_id_seq'), line, event_id, digest, period, sound, journal, number, entry_date, least_date, last_date,
           first_validated, last_validated, label, line_count, total_debit, total_credit
      from staged_line where run = ${run} and event_id is not null order by entry`.execute(db);
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
    with runs as (
      select * from (
        select *, min(entry) over named as kept, count(*) over named as runs
          from staged_entry where run = ${run} window named as (partition by journal, number)) r
       where runs > 1),
    gone as (delete from staged_entry e using runs r where e.run = ${run} and e.entry = r.entry and r.entry <> r.kept),
    whole as (
      update staged_entry e
         set digest = null, sound = w.sound, least_date = w.least_date, last_date = w.last_date, first_validated = w.first_validated,
             validated_on = w.validated_on, line_count = w.line_count, debit = w.debit, credit = w.credit
        from (select kept, bool_and(sound) as sound, min(least_date) as least_date, max(last_date) as last_date,
                     min(first_validated) as first_validated, max(validated_on) as validated_on, sum(line_count) as line_count,
                     sum(debit) as debit, sum(credit) as credit from runs group by kept) w
       where e.run = ${run} and e.entry = w.kept),
    placed as (
      select l.line, r.entry, r.kept, row_number() over (partition by r.kept order by l.line) as ordinal
        from staged_line l join runs r on r.entry = l.entry where l.run = ${run})
    update staged_line l set entry = p.kept, ordinal = p.ordinal
      from placed p where l.run = ${run} and l.entry = p.entry and l.line = p.line`.execute(db);
  return {
    groups: rows.length,
    twice: rows.filter(({ twice }) => twice).map(({ journal, number, lines }) => ({ journal, number, line: lines[1] ?? 0, lines })),
  };
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
