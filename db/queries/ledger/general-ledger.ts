import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** One line of the general ledger, account by account. */
export interface GeneralLedgerRow {
  readonly account: string;
  readonly accountLabel: string;
  readonly entryDate: Day;
  readonly entryId: bigint;
  readonly line: number;
  readonly journal: string;
  readonly number: bigint;
  readonly voucher: string | null;
  readonly voucherDate: Day | null;
  readonly label: string;
  readonly party: string | null;
  readonly partyLabel: string | null;
  readonly unit: string | null;
  readonly matching: string | null;
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** Of the account after this line, debit − credit, opening entries included. */
  readonly running: Quantity;
}

const pageSize = 2_000;

/** Every line of the general book, by account, day, entry and line, a page in memory at a time. */
export async function* generalLedger(db: Db, fiscalYear: number): AsyncGenerator<GeneralLedgerRow> {
  let running = 0n;
  let after = { account: "", entryDate: "0001-01-01", entryId: -1n, line: 0 };
  for (;;) {
    const rows = await pageAfter(db, fiscalYear, after);
    for (const row of rows) {
      running = (row.account === after.account ? running : 0n) + row.debit - row.credit;
      yield { ...row, running };
      after = row;
    }
    if (rows.length < pageSize) return;
  }
}

async function pageAfter(
  db: Db,
  fiscalYear: number,
  after: { readonly account: string; readonly entryDate: Day; readonly entryId: bigint; readonly line: number },
): Promise<Omit<GeneralLedgerRow, "running">[]> {
  const { rows } = await sql<Omit<GeneralLedgerRow, "running">>`
    select l.account, coalesce(v.label, l.account) as "accountLabel", l.entry_date as "entryDate", l.entry_id as "entryId", l.line, e.journal,
           e.number, l.voucher, l.voucher_date as "voucherDate", l.label, l.party, p.label as "partyLabel", l.unit, l.debit, l.credit,
           (select m.code from matching_line k join matching m on m.id = k.matching_id
             where k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live) as matching
      from entry_line l
      join entry e on e.id = l.entry_id
      join fiscal_year y on y.year = l.fiscal_year
      left join account_version v on v.book = l.book and v.code = l.account and v.superseded_at is null and v.valid @> y.last_day
      left join party p on p.code = l.party
     where l.fiscal_year = ${fiscalYear} and l.book = 'general'
       and (l.account, l.entry_date, l.entry_id, l.line)
         > (${after.account}::text, ${after.entryDate}::date, ${after.entryId}::bigint, ${after.line}::int)
     order by l.account, l.entry_date, l.entry_id, l.line limit ${pageSize}`.execute(db);
  return rows;
}
