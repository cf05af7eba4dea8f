import { type RawBuilder, sql } from "kysely";
import { fecHeader, foreignCharacters } from "#app/domain/fec/export.ts";
import type { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { type FecDirection, type FlatVariant, lineEndText, separatorText } from "#app/domain/fec/variant.ts";
import type { Db } from "../client.ts";
import { copyOut, type FileChunk, prepareToReadAll } from "../copy-out.ts";
import { openingJournals } from "./ledger/trial-balance.ts";

/**
 * The FEC of an exercise, header first, in the order of the file: à-nouveaux, then by day of validation, journal, number and line;
 * journals that stay out of the file (closing) are left aside. PostgreSQL writes each line under the rule of `fecLine`, and they come in
 * chunks of 128 KiB, the file never being held whole. `db` is one snapshot, of which the caller has said how long a statement may last.
 */
export async function* flatFec(db: Db, { fiscalYear, variant, closing, latin9, signal }: FlatFecAsked): AsyncGenerator<FileChunk, void> {
  const encoded = (text: string) => (variant.charset === "iso-8859-15" ? latin9.encode(text) : Buffer.from(text, "utf8"));
  yield { bytes: encoded(fecHeader(variant)), lines: 0 };
  const opening = await openingJournals(db);
  await prepareToReadAll(db);
  for await (const chunk of copyOut(db, flatLines({ fiscalYear, closing }, variant, opening), signal)) {
    yield variant.charset === "utf-8" ? chunk : { ...chunk, bytes: latin9.encode(Buffer.from(chunk.bytes).toString("utf8")) };
  }
}

/** The exercise; and the closing in force of the whole of it, whose labels and matchings the file of a closed exercise bears for ever. */
export interface FecBooks {
  readonly fiscalYear: number;
  readonly closing?: bigint | undefined;
}

export interface FlatFecAsked extends FecBooks {
  readonly variant: FlatVariant;
  /** Writes what is asked for in ISO 8859-15, and afterwards says what it had to replace. */
  readonly latin9: Latin9Writer;
  readonly signal?: AbortSignal | undefined;
}

/** The query behind {@link flatFec}: one text for each line, its line end included. */
export function flatLines(
  books: FecBooks,
  { separator, direction, lineEnd }: FlatVariant,
  opening: readonly string[],
): RawBuilder<unknown> {
  const tab = sql.lit(separatorText[separator]);
  const ordered = orderOf(opening);
  const year = sql.lit(books.fiscalYear);
  return sql`
    with ${codes(books)}
    select concat(
             j.code, ${tab}, j.label, ${tab}, j.code, '-', e.number, ${tab}, ${day(sql`e.entry_date`)}, ${tab},
             a.code, ${tab}, a.label, ${tab}, p.code, ${tab}, p.label, ${tab},
             coalesce(nullif(${clean(sql`l.voucher`)}, ''), concat(j.code, '-', e.number)), ${tab},
             ${day(sql`coalesce(l.voucher_date, e.entry_date)`)}, ${tab},
             coalesce(nullif(${clean(sql`l.label`)}, ''), concat(j.code, '-', e.number)), ${tab},
             ${amounts(direction, tab)}, ${tab},
             m.code, ${tab}, m.day, ${tab}, ${day(sql`e.validated_on`)}, ${tab},
             ${signedAmount(sql`l.currency_amount`)}, ${tab}, ${clean(sql`l.currency`)}, ${sql.lit(lineEndText[lineEnd])})
      from entry e
      join journals j on j.key = e.journal
      join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
      join accounts a on a.key = l.account
      left join parties p on p.key = l.party
      left join matchings m on m.entry_id = l.entry_id and m.line = l.line
     where e.fiscal_year = ${year} and e.book = 'general' and l.fiscal_year = ${year}
     order by ${ordered}, e.validated_on, e.journal collate "C", e.number, l.line`;
}

/** False for the journals of opening balances, which come first. */
function orderOf(opening: readonly string[]): RawBuilder<unknown> {
  if (opening.length === 0) return sql`true`;
  return sql`e.journal not in (${sql.join(opening.map((code) => sql.lit(code)))})`;
}

/** Codes and words once for each code, not once for each line, and the matchings of the lines. */
function codes({ fiscalYear, closing }: FecBooks): RawBuilder<unknown> {
  const label = (given: RawBuilder<unknown>) => sql`coalesce(nullif(${clean(given)}, ''), ${clean(sql`c.code`)})`;
  return sql`
    journals as materialized (
      select c.code as key, ${clean(sql`c.code`)} as code, ${label(sql`c.label`)} as label
        from (${closing === undefined ? sql`select code, label from journal` : keptLabels(closing, "journal")}) c
        join journal j on j.code = c.code and j.book = 'general' and j.in_fec),
    accounts as materialized (
      select code as key, ${clean(sql`code`)} as code, ${label(sql`label`)} as label
        from (${closing === undefined ? presentAccounts(fiscalYear) : keptLabels(closing, "account")}) c),
    parties as materialized (
      select code as key, ${clean(sql`code`)} as code, ${label(sql`label`)} as label
        from (${closing === undefined ? sql`select code, label from party` : keptLabels(closing, "party")}) c),
    matchings as materialized (
      select entry_id, line, ${clean(sql`code`)} as code, ${day(sql`matched_on`)} as day
        from (${closing === undefined ? presentMatchings(fiscalYear) : keptMatchings(closing)}) m)`;
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

function presentMatchings(fiscalYear: number): RawBuilder<unknown> {
  return sql`
    select k.entry_id, k.line, m.code, m.matched_on
      from matching_line k join matching m on m.id = k.matching_id
     where k.fiscal_year = ${sql.lit(fiscalYear)} and k.live`;
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

function day(date: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`to_char(${date}, 'YYYYMMDD')`;
}

function amounts(direction: FecDirection, tab: RawBuilder<unknown>): RawBuilder<string> {
  const [debit, credit] = [amount(sql`l.debit`), amount(sql`l.credit`)];
  return direction === "sides"
    ? sql<string>`case l.debit when 0 then '0,00' else ${debit} end, ${tab}, case l.credit when 0 then '0,00' else ${credit} end`
    : sql<string>`case l.debit when 0 then ${credit} else ${debit} end, ${tab}, case l.debit when 0 then 'C' else 'D' end`;
}

/** Cents, not negative, with a decimal comma; null stays null. */
function amount(cents: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(${cents} / 100)::text || ',' || lpad((${cents} % 100)::text, 2, '0')`;
}

/** The same with its sign, which is that of the whole even when its euros are zero. */
function signedAmount(cents: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`case when ${cents} < 0 then '-' || ${amount(sql`abs(${cents})`)} else ${amount(cents)} end`;
}
