import { sql } from "kysely";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** What a journal of the general book moved in a month. */
export interface CentralisedLine {
  readonly journal: string;
  readonly journalLabel: string;
  readonly period: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** Per journal and month, the journals by code; every figure is a maintained balance. */
export async function centralisedLines(db: Db, fiscalYear: number): Promise<CentralisedLine[]> {
  const { rows } = await sql<CentralisedLine>`
    with sums as (
      select journal, period, sum(debit)::bigint as debit, sum(credit)::bigint as credit
        from journal_balance where fiscal_year = ${fiscalYear} group by journal, period)
    select s.journal, j.label as "journalLabel", s.period, s.debit, s.credit
      from sums s join journal j on j.code = s.journal order by s.journal collate "C", s.period`.execute(db);
  return rows;
}
