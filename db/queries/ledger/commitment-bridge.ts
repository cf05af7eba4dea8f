import { sql } from "kysely";
import { type CommitmentBridge, type CommitmentSums, commitmentBridge } from "#app/domain/ledger/commitment-bridge.ts";
import type { Db } from "../../client.ts";

/** From the AE to the CP of an exercise, as the budget book and the documents of the expense chain stand. */
export async function commitmentBridgeOf(db: Db, fiscalYear: number): Promise<CommitmentBridge> {
  const { rows } = await sql<CommitmentSums>`
    with book as materialized (
      select account, resource, sum(debit - credit) as amount from account_balance
       where fiscal_year = ${fiscalYear} and book = 'budget' and account in ('committed', 'consumed') and resource in ('AE', 'CP') group by 1, 2),
    taken as materialized (
      select fiscal_year, sum(amount) as amount from (
        select c.fiscal_year, l.committed - coalesce((select sum(g.amount) from commitment_change g
                 where g.commitment_id = l.commitment_id and g.line = l.line and g.kind = 'increase'), 0) as amount
          from commitment c join commitment_line l on l.commitment_id = c.id where c.fiscal_year <= ${fiscalYear}
        union all
        select fiscal_year, case kind when 'increase' then amount else -amount end from commitment_change where fiscal_year <= ${fiscalYear}) as act
       group by 1),
    settled as materialized (
      select p.fiscal_year, sum(p.amount) as amount
        from payment p join payment_request r on r.id = p.payment_request_id
       where r.commitment_id is not null and p.fiscal_year <= ${fiscalYear} group by 1
      union all
      select c.fiscal_year, sum(i.settled)
        from chorus_item i join commitment c on c.id = i.document_id
       where i.kind = 'commitments' and c.fiscal_year <= ${fiscalYear} group by 1
      union all
      select y.year, sum(i.settled)
        from chorus_item i join fiscal_year y on i.settled_on between y.first_day and y.last_day
       where i.kind = 'payments' and i.commitment is not null and y.year <= ${fiscalYear} group by 1)
    select coalesce((select amount from book where account = 'committed' and resource = 'AE'), 0)::bigint as committed,
           coalesce((select amount from book where account = 'consumed' and resource = 'AE'), 0)::bigint as direct,
           coalesce((select amount from book where account = 'consumed' and resource = 'CP'), 0)::bigint as paid,
           coalesce((select sum(amount) from commitment_change where kind = 'withdrawal' and fiscal_year = ${fiscalYear}), 0)::bigint as withdrawn,
           (coalesce((select sum(amount) from taken where fiscal_year < ${fiscalYear}), 0)
            - coalesce((select sum(amount) from settled where fiscal_year < ${fiscalYear}), 0))::bigint as opening,
           (coalesce((select sum(amount) from taken), 0) - coalesce((select sum(amount) from settled), 0))::bigint as closing`.execute(db);
  const [sums] = rows;
  if (!sums) throw new Error("a sum gave no row");
  return commitmentBridge(sums);
}
