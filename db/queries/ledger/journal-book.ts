import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** A line of a journal with the head of its entry. */
export interface JournalLine {
  readonly entryId: bigint;
  readonly period: number;
  readonly number: bigint;
  readonly entryDate: Day;
  readonly entryLabel: string;
  readonly sourceNumber: string | null;
  readonly reverses: bigint | null;
  readonly reversedBy: bigint | null;
  readonly line: number;
  readonly account: string;
  readonly accountLabel: string | null;
  readonly unit: string | null;
  readonly party: string | null;
  readonly voucher: string | null;
  readonly label: string;
  readonly resource: Resource;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** A journal is read by period, and in it by number: the place of a line. */
export interface JournalCursor {
  readonly period: number;
  readonly number: bigint;
  readonly line: number;
}

export interface JournalScope {
  readonly fiscalYear: number;
  readonly journal: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface JournalBook {
  readonly lines: readonly JournalLine[];
  readonly next: string | null;
  /** Per resource, of the months asked for; and of the lines of these months that stand before the page. */
  readonly totals: readonly JournalTotals[];
  readonly brought: readonly JournalTotals[];
}
export interface JournalTotals {
  readonly resource: Resource;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

export const journalPageLines = 100;

export function journalCursorText({ period, number, line }: JournalCursor): string {
  return `${period}.${number}.${line}`;
}

export function parseJournalCursor(text: string | null | undefined): JournalCursor | undefined {
  const match = /^(\d{1,3})\.(\d{1,15})\.(\d{1,9})$/.exec(text ?? "");
  return match ? { period: Number(match[1]), number: BigInt(match[2] ?? 0), line: Number(match[3]) } : undefined;
}

/** A page of a journal: whole lines under their entries, what was carried forward, and the totals of the months asked for. */
export async function journalBook(
  db: Db,
  { after, limit = journalPageLines, ...scope }: JournalScope & { readonly after?: JournalCursor | undefined; readonly limit?: number },
): Promise<JournalBook> {
  const found = await journalLinesAfter(db, scope, after, limit + 1);
  const lines = found.slice(0, limit);
  const last = lines.at(-1);
  return {
    lines,
    next: found.length > limit && last ? journalCursorText(last) : null,
    totals: await totalsOfJournal(db, scope),
    brought: after ? await broughtForward(db, scope, after) : [],
  };
}

const streamed = 2_000;

/** Every line of the journal, a page in memory at a time. */
export async function* allJournalLines(db: Db, scope: JournalScope): AsyncGenerator<JournalLine> {
  let after: JournalCursor | undefined;
  for (;;) {
    const rows = await journalLinesAfter(db, scope, after, streamed);
    yield* rows;
    after = rows.at(-1);
    if (!after || rows.length < streamed) return;
  }
}

/** The place just before the first entry of this number or, by day, of this day: where a page begins that shows it. */
export async function placeBefore(
  db: Db,
  scope: JournalScope,
  sought: { number: bigint } | { day: Day },
): Promise<JournalCursor | undefined> {
  const condition = "number" in sought ? sql`number >= ${sought.number}` : sql`entry_date >= ${sought.day}::date`;
  const { rows } = await sql<{ period: number; number: bigint }>`
    select period, number from entry
     where fiscal_year = ${scope.fiscalYear} and journal = ${scope.journal} and ${condition} and ${inMonths(scope)}
     order by ${"number" in sought ? sql`number` : sql`period, number`} limit 1`.execute(db);
  const [row] = rows;
  return row && { period: row.period, number: row.number - 1n, line: 2_000_000_000 };
}

async function journalLinesAfter(db: Db, scope: JournalScope, after: JournalCursor | undefined, limit: number): Promise<JournalLine[]> {
  const beyond = after
    ? sql`(e.period, e.number) >= (${after.period}::int, ${after.number}::bigint)
          and (e.period, e.number, l.line) > (${after.period}::int, ${after.number}::bigint, ${after.line}::int)`
    : sql`true`;
  const { rows } = await sql<JournalLine>`
    select e.id as "entryId", e.period, e.number, e.entry_date as "entryDate", e.label as "entryLabel", e.source_number as "sourceNumber",
           e.reverses, r.id as "reversedBy", l.line, l.account, v.label as "accountLabel", l.unit, l.party, l.voucher, l.label, l.resource,
           l.debit, l.credit
      from entry e
      join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
      join fiscal_year y on y.year = e.fiscal_year
      left join entry r on r.reverses = e.id
      left join account_version v on v.book = l.book and v.code = l.account and v.superseded_at is null and v.valid @> y.last_day
     where e.fiscal_year = ${scope.fiscalYear} and l.fiscal_year = ${scope.fiscalYear} and e.journal = ${scope.journal} and ${inMonths(scope, "e.")}
       and ${beyond}
     order by e.period, e.number, l.line limit ${limit}`.execute(db);
  return rows;
}

async function totalsOfJournal(db: Db, scope: JournalScope): Promise<JournalTotals[]> {
  const { rows } = await sql<JournalTotals>`
    select 'EUR' as resource, coalesce(sum(debit), 0)::bigint as debit, coalesce(sum(credit), 0)::bigint as credit from journal_balance
     where fiscal_year = ${scope.fiscalYear} and journal = ${scope.journal} and ${inMonths(scope)} having count(*) > 0`.execute(db);
  if (rows.length > 0) return rows;
  return await sumsOfEntries(db, scope, sql`true`);
}

/** The months before come from the balances; the present one is summed as far as the page. */
async function broughtForward(db: Db, scope: JournalScope, after: JournalCursor): Promise<JournalTotals[]> {
  const whole = await totalsOfJournal(db, { ...scope, to: Math.min(scope.to ?? after.period, after.period) - 1 });
  const entries = await sumsOfEntries(db, { ...scope, from: after.period, to: after.period }, sql`e.number < ${after.number}`);
  const { rows: cut } = await sql<JournalTotals>`
    select l.resource, sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
      from entry e join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
     where e.fiscal_year = ${scope.fiscalYear} and e.journal = ${scope.journal} and e.period = ${after.period} and e.number = ${after.number}
       and l.line <= ${after.line} group by l.resource`.execute(db);
  return added([...whole, ...entries, ...cut]);
}

async function sumsOfEntries(db: Db, scope: JournalScope, condition: ReturnType<typeof sql>): Promise<JournalTotals[]> {
  const { rows } = await sql<JournalTotals>`
    select t.resource, sum(t.debit)::bigint as debit, sum(t.credit)::bigint as credit
      from entry e join entry_total t on t.entry_id = e.id
     where e.fiscal_year = ${scope.fiscalYear} and e.journal = ${scope.journal} and ${inMonths(scope, "e.")} and ${condition}
     group by t.resource order by t.resource`.execute(db);
  return rows;
}

function added(parts: readonly JournalTotals[]): JournalTotals[] {
  const sums = new Map<Resource, JournalTotals>();
  for (const { resource, debit, credit } of parts) {
    const known = sums.get(resource);
    sums.set(resource, { resource, debit: (known?.debit ?? 0n) + debit, credit: (known?.credit ?? 0n) + credit });
  }
  return [...sums.values()];
}

function inMonths({ from, to }: Pick<JournalScope, "from" | "to">, prefix: "" | "e." = "") {
  const period = sql.raw(`${prefix}period`);
  return sql`${period} >= ${from ?? 0} and ${period} <= ${to ?? 1_000}`;
}
