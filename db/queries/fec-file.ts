import { type RawBuilder, sql } from "kysely";
import { fecHeader } from "#app/domain/fec/export.ts";
import type { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { type FecDirection, type FlatVariant, lineEndText, separatorText } from "#app/domain/fec/variant.ts";
import type { Db } from "../client.ts";
import { copyOut, type FileChunk, prepareToReadAll } from "../copy-out.ts";
import { amount, clean, codesOf, type FecBooks, type FecForm, openingOf, orderOf, signedAmount } from "./fec-parts.ts";

/**
 * The FEC of an exercise, header first, in the order of the file: à-nouveaux, then by day of validation, journal, number and line;
 * journals that stay out of the file (closing) are left aside. PostgreSQL writes each line under the rule of `fecLine`, and they come in
 * chunks of 128 KiB, the file never being held whole. `db` is one snapshot, of which the caller has said how long a statement may last.
 */
export async function* flatFec(db: Db, { fiscalYear, variant, closing, latin9, signal }: FlatFecAsked): AsyncGenerator<FileChunk, void> {
  const encoded = (text: string) => (variant.charset === "iso-8859-15" ? latin9.encode(text) : Buffer.from(text, "utf8"));
  yield { bytes: encoded(fecHeader(variant)), lines: 0 };
  const opening = await openingOf(db, closing);
  await prepareToReadAll(db);
  for await (const chunk of copyOut(db, flatLines({ fiscalYear, closing }, variant, opening), signal)) {
    yield variant.charset === "utf-8" ? chunk : { ...chunk, bytes: latin9.encode(Buffer.from(chunk.bytes).toString("utf8")) };
  }
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
    with ${codesOf(books, flatForm)}
    select concat(
             j.code, ${tab}, j.label, ${tab}, j.code, '-', e.number, ${tab}, ${flatForm.day(sql`e.entry_date`)}, ${tab},
             a.code, ${tab}, a.label, ${tab}, p.code, ${tab}, p.label, ${tab},
             coalesce(nullif(${clean(sql`l.voucher`)}, ''), concat(j.code, '-', e.number)), ${tab},
             ${flatForm.day(sql`coalesce(l.voucher_date, e.entry_date)`)}, ${tab},
             coalesce(nullif(${clean(sql`l.label`)}, ''), concat(j.code, '-', e.number)), ${tab},
             ${amounts(direction, tab)}, ${tab},
             m.code, ${tab}, m.day, ${tab}, ${flatForm.day(sql`e.validated_on`)}, ${tab},
             ${signedAmount(sql`l.currency_amount`, ",")}, ${tab}, ${clean(sql`l.currency`)}, ${sql.lit(lineEndText[lineEnd])})
      from entry e
      join journals j on j.key = e.journal
      join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
      join accounts a on a.key = l.account
      left join parties p on p.key = l.party
      left join matchings m on m.entry_id = l.entry_id and m.line = l.line
     where e.fiscal_year = ${year} and e.book = 'general' and l.fiscal_year = ${year}
     order by ${ordered}, e.validated_on, e.journal collate "C", e.number, l.line`;
}

const flatForm: FecForm = { text: clean, day: (day) => sql<string>`to_char(${day}, 'YYYYMMDD')` };

function amounts(direction: FecDirection, tab: RawBuilder<unknown>): RawBuilder<string> {
  const [debit, credit] = [amount(sql`l.debit`, ","), amount(sql`l.credit`, ",")];
  return direction === "sides"
    ? sql<string>`case l.debit when 0 then '0,00' else ${debit} end, ${tab}, case l.credit when 0 then '0,00' else ${credit} end`
    : sql<string>`case l.debit when 0 then ${credit} else ${debit} end, ${tab}, case l.debit when 0 then 'C' else 'D' end`;
}
