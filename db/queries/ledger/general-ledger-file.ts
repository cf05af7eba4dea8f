import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../client.ts";
import { copyOut, type FileChunk, prepareToReadAll } from "../../copy-out.ts";

/** The columns of the general ledger as a file, in their order. */
export const generalLedgerColumns = [
  "account",
  "accountLabel",
  "date",
  "journal",
  "number",
  "voucher",
  "voucherDate",
  "label",
  "party",
  "partyLabel",
  "unit",
  "matching",
  "debit",
  "credit",
  "running",
] as const;

/**
 * Every line of the general book as CSV for a spreadsheet, account by account, day, entry and line: semicolons, decimal comma, CR LF, texts
 * guarded against formulas (`csvRow` is the rule, PostgreSQL writes by it). The running balance is that of the account, opening entries
 * included. In chunks, without the heads.
 */
export async function* generalLedgerCsv(db: Db, fiscalYear: number, signal?: AbortSignal): AsyncGenerator<FileChunk, void> {
  await prepareToReadAll(db);
  yield* copyOut(db, csvLines(fiscalYear), signal);
}

function csvLines(fiscalYear: number): RawBuilder<unknown> {
  const year = sql.lit(fiscalYear);
  const cells = [
    sql`a.code`,
    sql`a.label`,
    sql`l.entry_date`,
    sql`j.code`,
    sql`e.number`,
    textCell(sql`l.voucher`),
    sql`l.voucher_date`,
    textCell(sql`l.label`),
    sql`p.code`,
    sql`p.label`,
    textCell(sql`l.unit`),
    textCell(sql`m.code`),
    amountCell(sql`l.debit`),
    amountCell(sql`l.credit`),
    amountCell(sql`l.running`),
  ];
  return sql`
    with accounts as materialized (
      select a.code as key, ${textCell(sql`a.code`)} as code, ${textCell(sql`coalesce(v.label, a.code)`)} as label
        from account a
        join fiscal_year y on y.year = ${year}
        left join account_version v on v.book = a.book and v.code = a.code and v.superseded_at is null and v.valid @> y.last_day
       where a.book = 'general'),
    parties as materialized (select code as key, ${textCell(sql`code`)} as code, ${textCell(sql`label`)} as label from party),
    journals as materialized (select code as key, ${textCell(sql`code`)} as code from journal),
    lines as (
      select *, sum(debit - credit) over (partition by account order by entry_date, entry_id, line rows unbounded preceding)::bigint as running
        from entry_line where fiscal_year = ${year} and book = 'general')
    select concat(${sql.join(cells, sql`, ';', `)}, E'\\r\\n')
      from lines l
      join entry e on e.id = l.entry_id
      join journals j on j.key = e.journal
      join accounts a on a.key = l.account
      left join parties p on p.key = l.party
      left join matching_line k on k.fiscal_year = ${year} and k.entry_id = l.entry_id and k.line = l.line and k.live
      left join matching m on m.id = k.matching_id
     order by l.account, l.entry_date, l.entry_id, l.line`;
}

/** What JavaScript takes for a space: `guardedText` looks beyond them. */
const spaces = "[\\u0009-\\u000d \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]";

/** A text as `csvRow` writes it: an apostrophe before what a spreadsheet would run, quotes around what would cut the line. */
export function textCell(text: RawBuilder<unknown>): RawBuilder<string> {
  const live = sql.lit(`^(${spaces}*[=+@\\uff1d\\uff0b\\uff0d\\uff20-]|[\\u0009\\u000d])`);
  const guarded = sql`case when ${text} ~ ${live} then '''' || ${text} else ${text} end`;
  return sql<string>`case when ${text} ~ '[";\\r\\n]' then '"' || replace(${guarded}, '"', '""') || '"' else ${guarded} end`;
}

/** Cents with a decimal comma and the sign of the whole. */
function amountCell(cents: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`case when ${cents} < 0 then '-' else '' end || abs(${cents}) / 100 || ',' || lpad((abs(${cents}) % 100)::text, 2, '0')`;
}
