import { type RawBuilder, sql } from "kysely";
import type { FecDirection } from "#app/domain/fec/variant.ts";
import { xmlHead, xmlJournalHead, xmlJournalTail, xmlTail } from "#app/domain/fec/xml.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../client.ts";
import { copyOut, type FileChunk, prepareToReadAll } from "../copy-out.ts";
import { amount, clean, codesOf, type FecBooks, type FecForm, journalsOf, signedAmount } from "./fec-parts.ts";

export interface XmlFecAsked extends FecBooks {
  readonly direction: FecDirection;
  readonly closingDay: Day;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The FEC of an exercise as XML, by the official structure: journals (à-nouveaux first, then by code), their entries by day of validation
 * and number, their lines. Days yyyy-mm-dd, decimals with a dot. What the structure holds once per entry (label, voucher, matching) is that
 * of its first line; a line that says otherwise says it in the elements that the structure lets follow the amount, so that nothing is lost.
 */
export async function* xmlFec(db: Db, { direction, closingDay, signal, ...books }: XmlFecAsked): AsyncGenerator<FileChunk, void> {
  const journals = await journalsOf(db, books);
  await prepareToReadAll(db);
  yield said(xmlHead(closingDay));
  for (const journal of journals) {
    yield said(xmlJournalHead(journal));
    yield* copyOut(db, linesOf(books, journal.code, direction), signal);
    yield said(xmlJournalTail);
  }
  yield said(xmlTail);
}

function said(text: string): FileChunk {
  return { bytes: Buffer.from(text, "utf8"), lines: 0 };
}

/** One text for each line of the journal: the first of an entry brings its head, the last one its end. */
function linesOf(books: FecBooks, journal: string, direction: FecDirection): RawBuilder<unknown> {
  const year = sql.lit(books.fiscalYear);
  const number = sql`concat(j.code, '-', e.number)`;
  return sql`
    with ${codesOf(books, form)},
    matched as materialized (
      select entry_id, min(code) as code, min(day) as day from matchings group by entry_id having count(distinct (code, day)) = 1),
    entries as materialized (
      select e.id, e.number, e.validated_on, e.line_count, ${form.day(sql`e.validated_on`)} as validated, ${number} as name,
             ${form.day(sql`e.entry_date`)} as day, coalesce(nullif(${form.text(sql`f.label`)}, ''), ${number}) as label,
             coalesce(nullif(${form.text(sql`f.voucher`)}, ''), ${number}) as voucher,
             ${form.day(sql`coalesce(f.voucher_date, e.entry_date)`)} as voucher_day
        from entry e
        join journals j on j.key = e.journal
        join entry_line f on f.fiscal_year = ${year} and f.entry_id = e.id and f.line = 1
       where e.fiscal_year = ${year} and e.book = 'general' and e.journal = ${sql.lit(journal)}),
    lines as (
      select l.*, coalesce(nullif(${form.text(sql`l.label`)}, ''), e.name) as said_label,
             coalesce(nullif(${form.text(sql`l.voucher`)}, ''), e.name) as said_voucher,
             coalesce(${form.day(sql`l.voucher_date`)}, e.day) as said_voucher_day
        from entries e join entry_line l on l.fiscal_year = ${year} and l.entry_id = e.id)
    select concat(
             case l.line when 1 then concat('<ecriture>', ${element("EcritureNum", sql`e.name`)}, ${element("EcritureDate", sql`e.day`)},
               ${element("EcritureLib", sql`e.label`)}, ${element("PieceRef", sql`e.voucher`)}, ${element("PieceDate", sql`e.voucher_day`)},
               ${element("EcritureLet", sql`t.code`)}, ${element("DateLet", sql`t.day`)}, ${element("ValidDate", sql`e.validated`)}, E'\\n') end,
             '<ligne>', ${element("CompteNum", sql`a.code`)}, ${element("CompteLib", sql`a.label`)},
             ${element("CompAuxNum", sql`p.code`)}, ${element("CompAuxLib", sql`p.label`)},
             ${element("Montantdevise", signedAmount(sql`l.currency_amount`, "."))}, ${element("Idevise", form.text(sql`l.currency`))},
             ${amounts(direction)},
             case when l.said_label <> e.label then ${element("EcritureLib", sql`l.said_label`)} end,
             case when l.said_voucher <> e.voucher then ${element("PieceRef", sql`l.said_voucher`)} end,
             case when l.said_voucher_day <> e.voucher_day then ${element("PieceDate", sql`l.said_voucher_day`)} end,
             ${element("EcritureLet", sql`m.code`)}, ${element("DateLet", sql`m.day`)},
             E'</ligne>\\n', case l.line when e.line_count then E'</ecriture>\\n' end)
      from entries e
      join lines l on l.entry_id = e.id
      join accounts a on a.key = l.account
      left join parties p on p.key = l.party
      left join matchings m on m.entry_id = l.entry_id and m.line = l.line
      left join matched t on t.entry_id = l.entry_id
     order by e.validated_on, e.number, l.line`;
}

const form: FecForm = {
  text: (text) => sql<string>`replace(replace(replace(${clean(text)}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`,
  day: (day) => sql<string>`to_char(${day}, 'YYYY-MM-DD')`,
};

/** An element; nothing when it has nothing to hold. */
function element(name: string, content: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`${sql.lit(`<${name}>`)} || nullif(${content}, '') || ${sql.lit(`</${name}>`)}`;
}

function amounts(direction: FecDirection): RawBuilder<string> {
  const [debit, credit] = [amount(sql`l.debit`, "."), amount(sql`l.credit`, ".")];
  if (direction === "sides") return sql<string>`case l.debit when 0 then ${element("Credit", credit)} else ${element("Debit", debit)} end`;
  return sql<string>`case l.debit
    when 0 then concat(${element("Montant", credit)}, '<Sens>C</Sens>') else concat(${element("Montant", debit)}, '<Sens>D</Sens>') end`;
}
