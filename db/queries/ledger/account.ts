import { sql } from "kysely";
import { type BalancePairs, closingOf } from "#app/domain/ledger/balance-pairs.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { type Page, pageSize } from "./journals.ts";
import { openingJournals } from "./trial-balance.ts";

export interface AccountLine {
  readonly entryId: bigint;
  readonly journal: string;
  readonly number: bigint;
  readonly line: number;
  readonly entryDate: Day;
  readonly label: string;
  readonly voucher: string | null;
  readonly party: string | null;
  readonly matching: string | null;
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** Of the account once this line is counted: debit − credit, opening included. */
  readonly running: Quantity;
}
export interface AccountLedger extends Page<AccountLine>, BalancePairs {
  readonly account: string;
  readonly label: string;
  /** The running balance before the first line of this page. */
  readonly brought: Quantity;
}

/** Where a page of an account ends: the lines stand in the order of their day, then of their posting. */
export interface AccountCursor {
  readonly day: Day;
  readonly entryId: bigint;
  readonly line: number;
}

/**
 * A page of the account's ledger. The running balance is exact whatever the page: opening (à-nouveaux), plus everything that stands
 * before the page, plus the lines one by one. Undefined when the general book has no such account.
 */
export async function accountLedger(
  db: Db,
  { fiscalYear, account, after }: { fiscalYear: number; account: string; after?: AccountCursor | undefined },
): Promise<AccountLedger | undefined> {
  const label = await labelOf(db, fiscalYear, account);
  if (label === undefined) return undefined;
  const place = { fiscalYear, account, opening: await openingJournals(db), after };
  const pairs = await pairsOf(db, place);
  const brought = pairs.openingDebit - pairs.openingCredit + pairs.before;
  const found = await linesAfter(db, place);
  let running = brought;
  const rows = found.slice(0, pageSize).map((line) => {
    running += line.debit - line.credit;
    return { ...line, running };
  });
  const last = rows.at(-1);
  const next = found.length > pageSize && last ? cursorText({ day: last.entryDate, entryId: last.entryId, line: last.line }) : null;
  return { account, label, ...pairs, ...closingOf(pairs), brought, rows, next };
}

export function cursorText({ day, entryId, line }: AccountCursor): string {
  return `${day}.${entryId}.${line}`;
}

export function parseCursor(text: string | null): AccountCursor | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})\.(\d{1,18})\.(\d{1,9})$/.exec(text ?? "");
  return match ? { day: match[1] ?? "", entryId: BigInt(match[2] ?? 0), line: Number(match[3]) } : undefined;
}

async function labelOf(db: Db, fiscalYear: number, account: string): Promise<string | undefined> {
  const { rows } = await sql<{ label: string }>`
    select coalesce(v.label, a.code) as label
      from account a
      left join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = a.book and v.code = a.code and v.superseded_at is null and v.valid @> y.last_day
     where a.book = 'general' and a.code = ${account}`.execute(db);
  return rows[0]?.label;
}

interface Place {
  readonly fiscalYear: number;
  readonly account: string;
  readonly opening: readonly string[];
  readonly after: AccountCursor | undefined;
}

async function pairsOf(db: Db, { fiscalYear, account, opening, after }: Place) {
  const before = after
    ? sql`(l.entry_date, l.entry_id, l.line) <= (${after.day}::date, ${after.entryId}::bigint, ${after.line}::int)`
    : sql`false`;
  const { rows } = await sql<Omit<BalancePairs, `closing${string}`> & { before: Quantity }>`
    select coalesce(sum(l.debit) filter (where e.journal = any(${opening}::text[])), 0)::bigint as "openingDebit",
           coalesce(sum(l.credit) filter (where e.journal = any(${opening}::text[])), 0)::bigint as "openingCredit",
           coalesce(sum(l.debit) filter (where e.journal <> all(${opening}::text[])), 0)::bigint as "movementDebit",
           coalesce(sum(l.credit) filter (where e.journal <> all(${opening}::text[])), 0)::bigint as "movementCredit",
           coalesce(sum(l.debit - l.credit) filter (where e.journal <> all(${opening}::text[]) and ${before}), 0)::bigint as before
      from entry_line l join entry e on e.id = l.entry_id
     where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account = ${account}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("an aggregate without a row");
  return row;
}

async function linesAfter(db: Db, { fiscalYear, account, opening, after }: Place) {
  const beyond = after
    ? sql`(l.entry_date, l.entry_id, l.line) > (${after.day}::date, ${after.entryId}::bigint, ${after.line}::int)`
    : sql`true`;
  const { rows } = await sql<Omit<AccountLine, "running">>`
    select l.entry_id as "entryId", e.journal, e.number, l.line, l.entry_date as "entryDate", l.label, l.voucher, l.party, l.debit, l.credit,
           (select m.code from matching_line k join matching m on m.id = k.matching_id
             where k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live) as matching
      from entry_line l join entry e on e.id = l.entry_id
     where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account = ${account} and e.journal <> all(${opening}::text[]) and ${beyond}
     order by l.entry_date, l.entry_id, l.line limit ${pageSize + 1}`.execute(db);
  return rows;
}
