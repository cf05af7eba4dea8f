import { type RawBuilder, sql } from "kysely";
import type { EnteredStep } from "#app/domain/ledger/commitment-bridge.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

export interface BridgeEntry {
  readonly id: bigint;
  readonly journal: string;
  readonly number: bigint;
  readonly on: Day;
  readonly label: string;
  readonly voucher: string | null;
  readonly units: readonly string[];
  /** In cents, as it adds to its step. */
  readonly amount: Quantity;
}

const lines: Readonly<Record<EnteredStep, RawBuilder<unknown>>> = {
  committed: sql`l.account = 'committed' and l.resource = 'AE'`,
  direct: sql`l.account = 'consumed' and l.resource = 'AE'`,
  paid: sql`l.account = 'consumed' and l.resource = 'CP'`,
  withdrawn: sql`l.account = 'voted' and l.resource = 'AE' and l.origin = 'withdrawal'`,
};

/** The entries that make a step, in the order of their days; `after` is « day id » of the last one of the page before. */
export async function bridgeEntries(
  db: Db,
  { year, step, after, limit }: { year: number; step: EnteredStep; after?: string | undefined; limit: number },
): Promise<BridgeEntry[]> {
  const [day = null, id = null] = /^(\d{4}-\d{2}-\d{2}) (\d{1,18})$/.exec(after ?? "")?.slice(1) ?? [];
  const sign = step === "withdrawn" ? sql`l.credit - l.debit` : sql`l.debit - l.credit`;
  const { rows } = await sql<BridgeEntry>`
    with own as materialized (
      select l.entry_date as on, l.entry_id as id, sum(${sign})::bigint as amount, min(l.voucher) as voucher, array_agg(distinct l.unit::text) as units
        from entry_line l
       where l.fiscal_year = ${year} and l.book = 'budget' and ${lines[step]}
         and (${day}::date is null or (l.entry_date, l.entry_id) > (${day}::date, ${id}::bigint))
       group by 1, 2 having sum(l.debit - l.credit) <> 0
       order by 1, 2 limit ${limit})
    select o.id, e.journal, e.number, o.on::text as on, e.label, o.voucher, o.units, o.amount
      from own o join entry e on e.id = o.id order by o.on, o.id`.execute(db);
  return rows;
}
