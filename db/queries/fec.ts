import { sql } from "kysely";
import { isOpeningJournal } from "#app/domain/fec/coherence.ts";
import type { FecRow } from "#app/domain/fec/export.ts";
import type { Db } from "../client.ts";

const pageSize = 5_000;

/**
 * The lines of an exercise in the order of its FEC: à-nouveaux first, then by day of validation, journal, number and line; journals that
 * stay out of the file (closing) left aside. By pages, so that an exercise of any size is written as it is read. `db` is one snapshot.
 */
export async function* fecRows(db: Db, fiscalYear: number): AsyncGenerator<FecRow[], void> {
  const journals = await db.selectFrom("journal").select(["code", "label"]).where("in_fec", "=", true).execute();
  const opening = journals.filter(({ code, label }) => isOpeningJournal(code, label)).map(({ code }) => code);
  let after: FecRow | undefined;
  for (;;) {
    const rows = await pageAfter(db, { fiscalYear, opening, after });
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1);
  }
}

async function pageAfter(
  db: Db,
  { fiscalYear, opening, after }: { fiscalYear: number; opening: readonly string[]; after: FecRow | undefined },
): Promise<FecRow[]> {
  const later = sql`e.journal <> all(${opening}::text[])`;
  const beyond = after
    ? sql`(${later}, e.validated_on, e.journal collate "C", e.number, l.line) >
          (${!opening.includes(after.journal)}::boolean, ${after.validatedOn}::date, ${after.journal}, ${after.number}::bigint, ${after.line}::int)`
    : sql`true`;
  const { rows } = await sql<FecRow>`
    select e.journal, j.label as "journalLabel", e.number, l.line, e.entry_date as "entryDate", l.account,
           coalesce(v.label, l.account) as "accountLabel", l.party, p.label as "partyLabel", l.voucher, l.voucher_date as "voucherDate",
           l.label, l.debit, l.credit, m.code as matching, m.matched_on as "matchedOn", e.validated_on as "validatedOn", l.currency,
           l.currency_amount as "currencyAmount"
      from entry e
      join journal j on j.code = e.journal and j.in_fec
      join fiscal_year y on y.year = e.fiscal_year
      join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
      left join account_version v on v.book = 'general' and v.code = l.account and v.superseded_at is null and v.valid @> y.last_day
      left join party p on p.code = l.party
      left join matching_line k on k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live
      left join matching m on m.id = k.matching_id
     where e.fiscal_year = ${fiscalYear} and e.book = 'general' and ${beyond}
     order by ${later}, e.validated_on, e.journal collate "C", e.number, l.line
     limit ${pageSize}`.execute(db);
  return rows;
}
