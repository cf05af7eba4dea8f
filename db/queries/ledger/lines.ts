import { type RawBuilder, sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** A line of the general book as its readers see it. */
export interface BookLine {
  readonly entryId: bigint;
  readonly journal: string;
  readonly number: bigint;
  readonly line: number;
  readonly entryDate: Day;
  readonly account: string;
  readonly label: string;
  readonly voucher: string | null;
  readonly party: string | null;
  readonly matching: string | null;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** Where a page of lines ends: they stand in the order of their day, then of their posting. */
export interface LineCursor {
  readonly day: Day;
  readonly entryId: bigint;
  readonly line: number;
}

/** Which lines: of an account, of a party, or of both; each further condition leaves some out. */
export interface LineScope {
  readonly fiscalYear: number;
  readonly account?: string | undefined;
  readonly party?: string | undefined;
  /** Periods, both included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly journal?: string | undefined;
  /** Only lines of these journals, or all but them. */
  readonly without?: readonly string[] | undefined;
  /** Words of the label or of the voucher. */
  readonly text?: string | undefined;
  /** Lines that no complete matching holds. */
  readonly unmatched?: boolean | undefined;
  /** As known at the end of this day. */
  readonly on?: Day | undefined;
}

export function cursorText({ day, entryId, line }: LineCursor): string {
  return `${day}.${entryId}.${line}`;
}

export function parseCursor(text: string | null | undefined): LineCursor | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})\.(\d{1,18})\.(\d{1,9})$/.exec(text ?? "");
  return match ? { day: match[1] ?? "", entryId: BigInt(match[2] ?? 0), line: Number(match[3]) } : undefined;
}

/** At most `limit` lines after a cursor, in the order of the days. */
export async function linesAfter(db: Db, scope: LineScope, after: LineCursor | undefined, limit: number): Promise<BookLine[]> {
  const { rows } = await sql<BookLine>`
    select l.entry_id as "entryId", e.journal, e.number, l.line, l.entry_date as "entryDate", l.account, l.label, l.voucher, l.party, l.debit,
           l.credit, (select m.code from matching_line k join matching m on m.id = k.matching_id
                       where k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live) as matching
      from entry_line l join entry e on e.id = l.entry_id
     where ${inScope(scope)} and ${beyond(after)}
     order by l.entry_date, l.entry_id, l.line limit ${limit}`.execute(db);
  return rows;
}

const streamed = 2_000;

/** Every line of a scope, a page in memory at a time. */
export async function* allLines(db: Db, scope: LineScope): AsyncGenerator<BookLine> {
  let after: LineCursor | undefined;
  for (;;) {
    const rows = await linesAfter(db, scope, after, streamed);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < streamed) return;
    after = { day: last.entryDate, entryId: last.entryId, line: last.line };
  }
}

/** What the lines of a scope sum to, and those of them that stand no later than a cursor. */
export interface LineSums {
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly count: number;
  readonly debitBefore: Quantity;
  readonly creditBefore: Quantity;
}

export async function lineSums(db: Db, scope: LineScope, through: LineCursor | undefined): Promise<LineSums> {
  const before = through ? upTo(through) : sql`false`;
  const { rows } = await sql<Omit<LineSums, "count"> & { count: bigint }>`
    select coalesce(sum(l.debit), 0)::bigint as debit, coalesce(sum(l.credit), 0)::bigint as credit, count(*) as count,
           coalesce(sum(l.debit) filter (where ${before}), 0)::bigint as "debitBefore",
           coalesce(sum(l.credit) filter (where ${before}), 0)::bigint as "creditBefore"
      from ${linesOf(scope)}
     where ${inScope(scope)}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("an aggregate without a row");
  return { ...row, count: Number(row.count) };
}

/** The sum (debit − credit) of the lines of a scope from a day on, as far as a cursor: a month at most where the months before are known. */
export async function sumUpTo(db: Db, scope: LineScope, since: Day, through: LineCursor): Promise<Quantity> {
  const { rows } = await sql<{ sum: Quantity }>`
    select coalesce(sum(l.debit - l.credit), 0)::bigint as sum
      from ${linesOf(scope)}
     where ${inScope(scope)} and l.entry_date >= ${since}::date and ${upTo(through)}`.execute(db);
  return rows[0]?.sum ?? 0n;
}

/** The lines, beside their entries only where a condition of the scope asks for them: reading an entry costs more than its line. */
function linesOf({ journal, without = [], on }: LineScope): RawBuilder<unknown> {
  const asked = journal !== undefined || without.length > 0 || on !== undefined;
  return asked ? sql`entry_line l join entry e on e.id = l.entry_id` : sql`entry_line l`;
}

function inScope({ fiscalYear, account, party, from, to, journal, without, text, unmatched, on }: LineScope): RawBuilder<unknown> {
  // Written into the statement: a plan for any exercise would have to sort what the index of its partition holds in order.
  const conditions = [sql`l.fiscal_year = ${sql.lit(fiscalYear)}`, sql`l.book = 'general'`];
  if (account !== undefined) conditions.push(sql`l.account = ${account}`);
  if (party !== undefined) conditions.push(sql`l.party = ${party}`);
  if (from !== undefined) conditions.push(sql`l.period >= ${from}`, sql`l.entry_date >= ${edgeOf(fiscalYear, from, "first_day")}`);
  if (to !== undefined) conditions.push(sql`l.period <= ${to}`, sql`l.entry_date <= ${edgeOf(fiscalYear, to, "last_day")}`);
  if (journal !== undefined) conditions.push(sql`e.journal = ${journal}`);
  if (without !== undefined && without.length > 0) conditions.push(sql`e.journal <> all(${without}::text[])`);
  if (text !== undefined && text !== "") {
    const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(sql`(l.label ilike ${pattern} or l.voucher ilike ${pattern})`);
  }
  if (unmatched) {
    conditions.push(sql`not exists (select from matching_line k join matching m on m.id = k.matching_id
      where k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live and m.complete)`);
  }
  if (on !== undefined) conditions.push(sql`e.recorded_at < ((${on}::date + 1)::timestamp at time zone 'Europe/Paris')`);
  return sql.join(conditions, sql` and `);
}

/** The days of a period bound those of its lines: the index of an account is by day. */
function edgeOf(fiscalYear: number, period: number, edge: "first_day" | "last_day"): RawBuilder<unknown> {
  return sql`(select ${sql.ref(edge)} from period where fiscal_year = ${fiscalYear} and period = ${period})`;
}

function beyond(cursor: LineCursor | undefined): RawBuilder<unknown> {
  if (!cursor) return sql`true`;
  return sql`(l.entry_date, l.entry_id, l.line) > (${cursor.day}::date, ${cursor.entryId}::bigint, ${cursor.line}::int)`;
}

function upTo({ day, entryId, line }: LineCursor): RawBuilder<unknown> {
  return sql`(l.entry_date, l.entry_id, l.line) <= (${day}::date, ${entryId}::bigint, ${line}::int)`;
}
