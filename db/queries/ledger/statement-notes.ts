import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** What a unit had committed and not received on a day, by title of expense, in cents. */
export interface OutstandingCommitment {
  readonly unit: string;
  readonly unitLabel: string;
  readonly title: string;
  readonly commitments: number;
  readonly committed: Quantity;
  readonly certified: Quantity;
  /** Committed, withdrawn apart, and not certified: the off-balance-sheet commitment. */
  readonly outstanding: Quantity;
}

/**
 * Off-balance-sheet commitments on `on`: Σ (committed − withdrawn − certified by that day) over the commitments taken by that day, of
 * any exercise. Title 2 and refunds without commitment have none.
 */
export async function outstandingCommitments(db: Db, on: Day): Promise<OutstandingCommitment[]> {
  const { rows } = await sql<Omit<OutstandingCommitment, "commitments"> & { commitments: bigint }>`
    with certified as materialized (
      select commitment_id, line, sum(amount)::bigint as amount from certified_service where certified_on <= ${on}::date group by 1, 2),
    line as (
      select l.unit, l.nature, l.commitment_id, l.committed - l.withdrawn as committed, coalesce(s.amount, 0) as certified
        from commitment_line l
        join commitment c on c.id = l.commitment_id
        left join certified s on s.commitment_id = l.commitment_id and s.line = l.line
       where c.committed_on <= ${on}::date)
    select l.unit, coalesce(u.short_label, l.unit) as "unitLabel", coalesce(n.title, l.nature) as title,
           count(distinct l.commitment_id) as commitments, sum(l.committed)::bigint as committed, sum(l.certified)::bigint as certified,
           sum(l.committed - l.certified)::bigint as outstanding
      from line l
      left join unit_version u on u.code = l.unit and u.superseded_at is null and u.valid @> ${on}::date
      left join nature_version n on n.code = l.nature and n.superseded_at is null and n.valid @> ${on}::date
     where l.committed <> l.certified
     group by 1, 2, 3, u.rank order by u.rank, l.unit, 3`.execute(db);
  return rows.map((row) => ({ ...row, commitments: Number(row.commitments) }));
}
