import { type RawBuilder, sql } from "kysely";
import { isOpeningJournal } from "#app/domain/fec/coherence.ts";
import { foreignCharacters } from "#app/domain/fec/export.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import { openingJournals } from "./ledger/trial-balance.ts";

/** The exercise; and the closing in force of the whole of it, whose labels and matchings the file of a closed exercise bears for ever. */
export interface FecBooks {
  readonly fiscalYear: number;
  readonly closing?: bigint | undefined;
}

/** The journals of opening balances, by the labels that a closing kept: a journal that is renamed later does not move in the file. */
export async function openingOf(db: Db, closing: bigint | undefined): Promise<string[]> {
  if (closing === undefined) return await openingJournals(db);
  const { rows } = await sql<{ code: string; label: string }>`${keptLabels(closing, "journal")}`.execute(db);
  return rows.filter(({ code, label }) => isOpeningJournal(code, label)).map(({ code }) => code);
}

/** The journals of the file that hold entries, those of opening balances first. */
export async function journalsOf(db: Db, { fiscalYear, closing }: FecBooks): Promise<{ code: string; label: string }[]> {
  const { rows } = await sql<{ code: string; label: string }>`
    select c.code, c.label
      from (${labelsOf({ fiscalYear, closing }, "journal")}) c
      join journal j on j.code = c.code and j.book = 'general' and j.in_fec
     where exists (select from entry e where e.fiscal_year = ${fiscalYear} and e.journal = c.code)
     order by c.code collate "C"`.execute(db);
  const opens = ({ code, label }: { code: string; label: string }) => isOpeningJournal(code, label);
  return [...rows.filter(opens), ...rows.filter((journal) => !opens(journal))];
}

/** False for the journals of opening balances, which come first. */
export function orderOf(opening: readonly string[]): RawBuilder<unknown> {
  if (opening.length === 0) return sql`e.journal is null`;
  return sql`e.journal not in (${sql.join(opening.map((code) => sql.lit(code)))})`;
}

/** How one kind of file writes a text and a day. */
export interface FecForm {
  text(text: RawBuilder<unknown>): RawBuilder<string>;
  day(day: RawBuilder<unknown>): RawBuilder<string>;
}

/** Code and label of each account, party or journal as the file will bear them: those of the closing, or those of the books. */
export function labelsOf({ fiscalYear, closing }: FecBooks, dimension: "journal" | "account" | "party"): RawBuilder<unknown> {
  if (closing !== undefined) return keptLabels(closing, dimension);
  return dimension === "account" ? presentAccounts(fiscalYear) : sql`select code, label from ${sql.table(dimension)}`;
}

/** The matchings that the file will bear, line by line. */
export function matchingsOf({ fiscalYear, closing }: FecBooks): RawBuilder<unknown> {
  return closing === undefined ? presentMatchings(fiscalYear) : keptMatchings(closing);
}

/** Codes and words once for each code, not once for each line, and the matchings of the lines. */
export function codesOf(books: FecBooks, { text, day }: FecForm): RawBuilder<unknown> {
  const label = (given: RawBuilder<unknown>) => sql`coalesce(nullif(${text(given)}, ''), ${text(sql`c.code`)})`;
  return sql`
    journals as materialized (
      select c.code as key, ${text(sql`c.code`)} as code, ${label(sql`c.label`)} as label
        from (${labelsOf(books, "journal")}) c
        join journal j on j.code = c.code and j.book = 'general' and j.in_fec),
    accounts as materialized (
      select code as key, ${text(sql`code`)} as code, ${label(sql`label`)} as label
        from (${labelsOf(books, "account")}) c),
    parties as materialized (
      select code as key, ${text(sql`code`)} as code, ${label(sql`label`)} as label
        from (${labelsOf(books, "party")}) c),
    matchings as materialized (
      select entry_id, line, ${text(sql`code`)} as code, ${day(sql`matched_on`)} as day
        from (${matchingsOf(books)}) m)`;
}

/** The label that an account bears on the last day of the exercise. */
function presentAccounts(fiscalYear: number): RawBuilder<unknown> {
  return sql`
    select a.code, v.label
      from account a
      join fiscal_year y on y.year = ${sql.lit(fiscalYear)}
      left join account_version v on v.book = a.book and v.code = a.code and v.superseded_at is null and v.valid @> y.last_day
     where a.book = 'general'`;
}

/** A small letter is work in progress, and its group does not balance (F8): it stays here. What a file brought goes out as it came. */
function presentMatchings(fiscalYear: number): RawBuilder<unknown> {
  return sql`
    select k.entry_id, k.line, m.code, m.matched_on
      from matching_line k join matching m on m.id = k.matching_id
     where k.fiscal_year = ${sql.lit(fiscalYear)} and k.live and (m.complete or m.rule = 'importPartial')`;
}

function keptLabels(closing: bigint, dimension: "journal" | "account" | "party"): RawBuilder<unknown> {
  return sql`select code, label from closing_label where closing_id = ${sql.lit(closing)} and dimension = ${sql.lit(dimension)}`;
}

function keptMatchings(closing: bigint): RawBuilder<unknown> {
  return sql`select entry_id, line, code, matched_on from closing_matching where closing_id = ${sql.lit(closing)}`;
}

/** `cleanText` in SQL: the same characters become spaces, and none stands at either end. */
export function clean(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`btrim(regexp_replace(${text}, ${sql.lit(`[${foreignCharacters}]`)}, ' ', 'g'))`;
}

/** Cents, not negative, with their decimal sign; null stays null. */
export function amount(cents: RawBuilder<unknown>, sign: "," | "."): RawBuilder<string> {
  return sql<string>`(${cents} / 100)::text || ${sql.lit(sign)} || lpad((${cents} % 100)::text, 2, '0')`;
}

/** The same with its sign, which is that of the whole even when its euros are zero. */
export function signedAmount(cents: RawBuilder<unknown>, sign: "," | "."): RawBuilder<string> {
  return sql<string>`case when ${cents} < 0 then '-' || ${amount(sql`abs(${cents})`, sign)} else ${amount(cents, sign)} end`;
}

/** What the trial balance says of each account, closing journals apart: what the file has to sum to. By the code that the file shows. */
export async function fecTotals(db: Db, fiscalYear: number): Promise<Map<string, { debit: Quantity; credit: Quantity }>> {
  const { rows } = await sql<{ account: string; debit: Quantity; credit: Quantity }>`
    with kept as (
      select account, sum(debit) as debit, sum(credit) as credit
        from account_balance where fiscal_year = ${fiscalYear} and book = 'general' group by account),
    apart as (
      select l.account, sum(l.debit) as debit, sum(l.credit) as credit
        from entry e
        join journal j on j.code = e.journal and not j.in_fec
        join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
       where e.fiscal_year = ${fiscalYear} and e.book = 'general' group by l.account)
    select ${clean(sql`k.account`)} as account, (k.debit - coalesce(a.debit, 0))::bigint as debit, (k.credit - coalesce(a.credit, 0))::bigint as credit
      from kept k left join apart a on a.account = k.account`.execute(db);
  return new Map(rows.map(({ account, debit, credit }) => [account, { debit, credit }]));
}
