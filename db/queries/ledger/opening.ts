import { type RawBuilder, sql } from "kysely";
import type { AccountSum, OpeningLine } from "#app/domain/ledger/opening-balances.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { KeptUntilPosted } from "../kept-until-posted.ts";
import { openingJournals } from "./trial-balance.ts";

/** An account whose opening is not what the exercise before left; classes 6, 7 and 12 are one, « 12 ». Debit − credit, in cents. */
export interface OpeningGap {
  readonly account: string;
  readonly expected: Quantity;
  readonly found: Quantity;
}

/** The exercise before `year`, when the books hold one. */
export async function exerciseBefore(db: Db, year: number): Promise<number | undefined> {
  const row = await db
    .selectFrom("fiscal_year")
    .select("year")
    .where("year", "<", year)
    .orderBy("year", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.year;
}

interface OpeningGaps {
  readonly opened: number;
  readonly accounts: readonly OpeningGap[];
}
const keptGaps = new KeptUntilPosted<OpeningGaps>(8);

/** The openings of an exercise against the balances that the one before left: how many entries opened it, and where they differ. */
export async function openingGaps(db: Db, year: number): Promise<OpeningGaps> {
  const before = await exerciseBefore(db, year);
  const journals = await openingJournals(db);
  return await keptGaps.of(db, `${year} ${before} ${journals}`, () => readGaps(db, { year, before, journals }));
}

interface OpeningAsked {
  readonly year: number;
  readonly before: number | undefined;
  readonly journals: readonly string[];
}

async function readGaps(db: Db, { year, before, journals }: OpeningAsked): Promise<OpeningGaps> {
  const { rows: entries } = await sql<{ count: bigint }>`
    select count(*) as count from entry where fiscal_year = ${year} and book = 'general' and journal = any(${journals}::text[])`.execute(
    db,
  );
  if (before === undefined) return { opened: Number(entries[0]?.count ?? 0n), accounts: [] };
  const { rows } = await sql<OpeningGap>`
    select key as account, sum(expected)::bigint as expected, sum(found)::bigint as found from (
      select ${foldedAccount} as key, debit - credit as expected, 0 as found
        from account_balance where fiscal_year = ${before} and book = 'general'
      union all
      select ${foldedAccount}, 0, l.debit - l.credit
        from entry e join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
       where e.fiscal_year = ${year} and e.book = 'general' and e.journal = any(${journals}::text[])) as stacked
     group by key having sum(expected) <> sum(found) order by key collate "C"`.execute(db);
  return { opened: Number(entries[0]?.count ?? 0n), accounts: rows };
}

const foldedAccount = sql`case when account ~ '^(12|6|7)' then '12' else account end`;

/** The accounts that are carried line by line while they are not matched (`docs/decisions/0060`). */
const byLine = sql`l.account ~ '^(401|404|408|411)'`;

/** The lines of a matching whose part in the exercise sums to zero: settled in it, and not carried. */
export function settledIn(fiscalYear: number): RawBuilder<unknown> {
  return sql`
    select k.entry_id, k.line from matching_line k
     where k.fiscal_year = ${fiscalYear} and k.live and k.matching_id in (
       select o.matching_id from matching_line o
         join entry_line ol on ol.fiscal_year = o.fiscal_year and ol.entry_id = o.entry_id and ol.line = o.line
        where o.fiscal_year = ${fiscalYear} and o.live group by o.matching_id having sum(ol.debit) = sum(ol.credit))`;
}

const keptLines = new KeptUntilPosted<OpeningLine[]>(4, { orMatched: true });

/** What an exercise leaves to the next: classes 1 to 5, third parties line by line while unmatched. Without the result. */
export async function balancesToCarry(db: Db, fiscalYear: number): Promise<OpeningLine[]> {
  const left = sql`
    l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account ~ '^[1-5]'
    and (not ${byLine} or (l.entry_id, l.line) not in (${settledIn(fiscalYear)}))`;
  return await keptLines.of(db, String(fiscalYear), () => openingLines(db, left));
}

/** What opens an exercise already, of whatever hand; `ours`: every entry of it was posted by the opening itself. */
export async function openingPosted(db: Db, fiscalYear: number): Promise<{ lines: OpeningLine[]; ours: boolean }> {
  const journals = await openingJournals(db);
  const entries = sql`
    select e.id from entry e where e.fiscal_year = ${fiscalYear} and e.book = 'general' and e.journal = any(${journals}::text[])`;
  const { rows } = await sql<{ foreign: bigint }>`
    select count(*) as foreign from (${entries}) as e where e.id not in (select entry_id from opening_entry)`.execute(db);
  const lines = await openingLines(db, sql`l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.entry_id in (${entries})`);
  return { lines, ours: rows[0]?.foreign === 0n };
}

/** Class 7 less class 6, in cents: below zero it is a loss. */
export async function resultOf(db: Db, fiscalYear: number): Promise<Quantity> {
  const { rows } = await sql<{ result: Quantity }>`
    select coalesce(sum(credit - debit), 0)::bigint as result from account_balance
     where fiscal_year = ${fiscalYear} and book = 'general' and account ~ '^[67]'`.execute(db);
  return rows[0]?.result ?? 0n;
}

/** The account that takes lines on this day and begins with `prefix`: the shortest, then the first. */
export async function accountAt(db: Db, prefix: string, day: Day): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select code from account_version
     where book = 'general' and code like ${`${prefix}%`} and postable and superseded_at is null and valid @> ${day}::date
     order by length(code), code limit 1`.execute(db);
  return rows[0]?.code;
}

/** The liaison account through which the State funded the exercise: the one that moved most; none when nothing did. */
export async function liaisonAccount(db: Db, fiscalYear: number): Promise<string | undefined> {
  const { rows } = await sql<{ account: string }>`
    select account from account_balance where fiscal_year = ${fiscalYear} and book = 'general' and account like '181%'
     group by account order by sum(debit + credit) desc, account limit 1`.execute(db);
  return rows[0]?.account;
}

/** What the closings of an exercise have already taken from its result to the liaison account, by account of the result. */
export async function resultTaken(db: Db, fiscalYear: number): Promise<AccountSum[]> {
  const { rows } = await sql<AccountSum>`
    select l.account, sum(l.debit - l.credit)::bigint as balance
      from closing c join entry e on e.id = c.result_entry
      join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
     where c.fiscal_year = ${fiscalYear} and l.account like '12%' group by l.account`.execute(db);
  return rows;
}

export async function saveOpening(
  db: Db,
  opening: { entryId: bigint; fiscalYear: number; fromYear: number; provisional: boolean; postedOn: Day },
): Promise<void> {
  const { entryId, fiscalYear, fromYear, provisional, postedOn } = opening;
  await db
    .insertInto("opening_entry")
    .values({ entry_id: entryId, fiscal_year: fiscalYear, from_year: fromYear, provisional, posted_on: postedOn })
    .execute();
}

/** The entries that opened an exercise, in their order. */
export interface OpeningEntry {
  readonly id: bigint;
  readonly name: string;
  readonly provisional: boolean;
  readonly postedOn: Day;
  readonly lineCount: number;
}

export async function openingEntries(db: Db, fiscalYear: number): Promise<OpeningEntry[]> {
  const { rows } = await sql<OpeningEntry>`
    select e.id, e.journal || '-' || e.number as name, coalesce(o.provisional, false) as provisional,
           coalesce(o.posted_on, e.validated_on) as "postedOn", e.line_count as "lineCount"
      from opening_entry o join entry e on e.id = o.entry_id where o.fiscal_year = ${fiscalYear} order by e.number`.execute(db);
  return rows;
}

/** Signed sums by what identifies an item: the line itself for third parties, the account and its party for the rest. */
async function openingLines(db: Db, where: RawBuilder<unknown>): Promise<OpeningLine[]> {
  const { rows } = await sql<OpeningLine>`
    select account, party, voucher, "voucherDate", label, sum(balance)::bigint as balance from (
      select l.account, l.party, l.debit - l.credit as balance,
             case when ${byLine} then coalesce(l.voucher, e.journal || '-' || e.number) end as voucher,
             case when ${byLine} then coalesce(l.voucher_date, l.entry_date) end as "voucherDate", case when ${byLine} then l.label end as label
        from entry_line l join entry e on e.id = l.entry_id where ${where}) as item
     group by account, party, voucher, "voucherDate", label having sum(balance) <> 0
     order by account collate "C", party collate "C" nulls first, "voucherDate" nulls first, voucher collate "C" nulls first, label collate "C"`.execute(
    db,
  );
  return rows;
}

/** Debit − credit of an account of the Treasury up to a day of the exercise, in cents. */
export async function treasuryBalance(db: Db, fiscalYear: number, account: string, on: Day): Promise<Quantity> {
  const { rows } = await sql<{ balance: Quantity }>`
    select coalesce(sum(debit - credit), 0)::bigint as balance from entry_line
     where fiscal_year = ${fiscalYear} and book = 'general' and account = ${account} and entry_date <= ${on}::date`.execute(db);
  return rows[0]?.balance ?? 0n;
}

/** The liaison account with the State: the organisation's own extension of the chart before the chart itself. */
export async function fundingAccount(db: Db, day: Day): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select code from account_version
     where book = 'general' and code like '181%' and postable and superseded_at is null and valid @> ${day}::date
     order by (source = 'pcg'), length(code), code limit 1`.execute(db);
  return rows[0]?.code;
}
