import { sql } from "kysely";
import { type BalancePairs, closingOf } from "#app/domain/ledger/balance-pairs.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { type Page, pageSize } from "./journals.ts";
import { type BookLine, cursorText, type LineCursor, type LineScope, lineSums, linesAfter, sumUpTo } from "./lines.ts";
import { openingJournals } from "./trial-balance.ts";

export { cursorText, type LineCursor as AccountCursor, parseCursor } from "./lines.ts";

export interface AccountLine extends BookLine {
  /** Of the account, or of the selection, once this line is counted: debit − credit. */
  readonly running: Quantity;
}

export interface AccountLedger extends Page<AccountLine>, BalancePairs {
  readonly account: string;
  readonly label: string;
  /**
   * `account`: the whole account over the months asked for; the opening is what it held before them, and the running balance is its own.
   * `selection`: some of its lines, opening entries among them; the running figure counts these lines alone, from nothing.
   */
  readonly kind: "account" | "selection";
  /** The running balance before the first line of this page. */
  readonly brought: Quantity;
  /** For the next page of a whole account; null when there is none, or of a selection. */
  readonly forward: BroughtForward | null;
}

/** Where a page of a whole account ended, and what the account summed to over its exercise at that moment: no line is added without a sum that grows. */
export interface BroughtForward {
  readonly balance: Quantity;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

export type AccountScope = LineScope & { readonly account: string };

export interface AccountPageAsked extends AccountScope {
  readonly after?: LineCursor | undefined;
  /** What the page before this one carried; of this very scope and place, for nothing here can tell. */
  readonly forward?: BroughtForward | undefined;
  readonly limit?: number | undefined;
}

/**
 * A page of the account's ledger; undefined when the general book has no such account. The running balance is exact whatever the page:
 * of a whole account it is read from the maintained balances of the months before, plus the lines of the present month up to the page; these
 * are not summed again when the page before says what they come to (`forward`) and nothing was posted on the account since.
 */
export async function accountLedger(
  db: Db,
  { after, forward, limit = pageSize, ...scope }: AccountPageAsked,
): Promise<AccountLedger | undefined> {
  const label = await accountLabel(db, scope.fiscalYear, scope.account);
  if (label === undefined) return undefined;
  const opening = await openingJournals(db);
  const kind = isSelection(scope) ? ("selection" as const) : ("account" as const);
  const shown: AccountScope = kind === "selection" ? scope : { ...scope, without: opening };
  const { pairs, brought, sums } =
    kind === "selection" ? await selected(db, shown, after) : await held(db, shown, opening, { after, forward });
  const found = await linesAfter(db, shown, after, limit + 1);
  let running = brought;
  const rows = found.slice(0, limit).map((line) => {
    running += line.debit - line.credit;
    return { ...line, running };
  });
  const last = rows.at(-1);
  const next = found.length > limit && last ? cursorText({ day: last.entryDate, entryId: last.entryId, line: last.line }) : null;
  const carried = sums && next !== null ? { balance: running, ...sums } : null;
  return { account: scope.account, label, kind, ...pairs, ...closingOf(pairs), brought, forward: carried, rows, next };
}

/** Whether a scope keeps some lines of its account only. A range of months does not: what stood before is its opening. */
export function isSelection({ party, journal, text, unmatched, on }: LineScope): boolean {
  return party !== undefined || journal !== undefined || (text ?? "") !== "" || unmatched === true || on !== undefined;
}

/** The accounts beside one, among those that the exercise moved: for going from one to the next. */
export async function neighbourAccounts(
  db: Db,
  fiscalYear: number,
  account: string,
): Promise<{ previous: string | null; next: string | null }> {
  const { rows } = await sql<{ previous: string | null; next: string | null }>`
    with moved as (select distinct account collate "C" as account from account_balance where fiscal_year = ${fiscalYear} and book = 'general')
    select (select max(account) from moved where account < ${account} collate "C") as previous,
           (select min(account) from moved where account > ${account} collate "C") as next`.execute(db);
  return rows[0] ?? { previous: null, next: null };
}

/** The name of an account of the general book at the end of the exercise; undefined when there is no such account. */
export async function accountLabel(db: Db, fiscalYear: number, account: string): Promise<string | undefined> {
  const { rows } = await sql<{ label: string }>`
    select coalesce(v.label, a.code) as label
      from account a
      left join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = a.book and v.code = a.code and v.superseded_at is null and v.valid @> y.last_day
     where a.book = 'general' and a.code = ${account}`.execute(db);
  return rows[0]?.label;
}

type Pairs = Omit<BalancePairs, `closing${string}`>;

interface Before {
  readonly pairs: Pairs;
  readonly brought: Quantity;
  /** Of the whole account over its exercise. */
  readonly sums?: { readonly debit: Quantity; readonly credit: Quantity };
}

async function selected(db: Db, scope: LineScope, after: LineCursor | undefined): Promise<Before> {
  const sums = await lineSums(db, scope, after);
  return {
    pairs: { openingDebit: 0n, openingCredit: 0n, movementDebit: sums.debit, movementCredit: sums.credit },
    brought: sums.debitBefore - sums.creditBefore,
  };
}

/**
 * The opening of a range is the à-nouveaux and the months before it. Up to the cursor's month, the balances say the rest; within it, its lines.
 */
async function held(
  db: Db,
  scope: AccountScope,
  opening: readonly string[],
  { after, forward }: Pick<AccountPageAsked, "after" | "forward">,
): Promise<Before> {
  const { fiscalYear, account, from = 1, to = 1_000 } = scope;
  const { rows } = await sql<Pairs & { before: Quantity; since: string | null; opensWithin: boolean; debit: Quantity; credit: Quantity }>`
    with month as (
      select max(first_day) as since, max(period) as number from period
       where fiscal_year = ${fiscalYear} and not complementary and first_day <= ${after?.day ?? null}::date),
    opened as (
      select b.period, sum(b.debit)::bigint as debit, sum(b.credit)::bigint as credit from journal_balance b
       where b.fiscal_year = ${fiscalYear} and b.journal = any(${opening}::text[]) and b.account = ${account} group by b.period),
    moved as (
      select p.period, p.last_day, coalesce(b.debit, 0) - coalesce(o.debit, 0) as debit, coalesce(b.credit, 0) - coalesce(o.credit, 0) as credit,
             coalesce(o.debit, 0) as opening_debit, coalesce(o.credit, 0) as opening_credit
        from period p
        left join account_balance b on b.fiscal_year = p.fiscal_year and b.book = 'general' and b.resource = 'EUR' and b.account = ${account}
                                   and b.period = p.period
        left join opened o on o.period = p.period
       where p.fiscal_year = ${fiscalYear})
    select coalesce(sum(opening_debit + case when period < ${from} then debit else 0 end), 0)::bigint as "openingDebit",
           coalesce(sum(opening_credit + case when period < ${from} then credit else 0 end), 0)::bigint as "openingCredit",
           coalesce(sum(debit) filter (where period between ${from} and ${to}), 0)::bigint as "movementDebit",
           coalesce(sum(credit) filter (where period between ${from} and ${to}), 0)::bigint as "movementCredit",
           coalesce(sum(debit - credit) filter (where period between ${from} and ${to} and last_day < month.since), 0)::bigint as before,
           coalesce(sum(debit + opening_debit), 0)::bigint as debit, coalesce(sum(credit + opening_credit), 0)::bigint as credit,
           month.since::text as since, exists (select from opened where opened.period = month.number) as "opensWithin"
      from moved cross join month group by month.since, month.number`.execute(db);
  const [row] = rows;
  if (!row) return { pairs: { openingDebit: 0n, openingCredit: 0n, movementDebit: 0n, movementCredit: 0n }, brought: 0n };
  const { before, since, opensWithin, debit, credit, ...pairs } = row;
  const sums = { debit, credit };
  if (after && forward && forward.debit === debit && forward.credit === credit) return { pairs, brought: forward.balance, sums };
  // Where no opening entry stands, none is to be left out: the lines alone are read.
  const within = after && since ? await sumUpTo(db, opensWithin ? scope : { ...scope, without: undefined }, since, after) : 0n;
  return { pairs, brought: pairs.openingDebit - pairs.openingCredit + before + within, sums };
}
