import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { codesOf, type ReportFrame } from "./frame.ts";

export interface MainCommitment {
  readonly number: string;
  readonly label: string;
  readonly party: string;
  /** Codes, in order. */
  readonly units: readonly string[];
  readonly committedOn: Day;
  /** Less what was withdrawn. */
  readonly committed: Quantity;
  readonly paid: Quantity;
}

/** The commitments of the exercise that take the most AE, the largest first. */
export async function mainCommitments({ db, year, asOf, units }: ReportFrame, limit: number): Promise<MainCommitment[]> {
  const { rows } = await sql<MainCommitment>`
    select c.number, c.label, p.label as party, array_agg(distinct l.unit::text order by l.unit::text) as units, c.committed_on::text as "committedOn",
           sum(l.committed - l.withdrawn)::bigint as committed, sum(l.paid)::bigint as paid
      from commitment c join commitment_line l on l.commitment_id = c.id join party p on p.code = c.party
     where c.fiscal_year = ${year} and c.committed_on <= ${asOf}::date and l.unit = any(${codesOf(units)}::text[])
     group by c.id, p.label having sum(l.committed - l.withdrawn) > 0
     order by 6 desc, c.number limit ${limit}`.execute(db);
  return rows;
}
