import { sql } from "kysely";
import type { LineName } from "#app/domain/ledger/matching/group.ts";
import type { OpenLine } from "#app/domain/ledger/matching/item.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../../client.ts";

export interface Place {
  readonly fiscalYear: number;
  readonly account: string;
}

/** A line of an account with the group that it stands in, if any. */
export interface PlacedLine extends LineName {
  readonly journal: string;
  readonly number: bigint;
  readonly entryDate: Day;
  readonly party: string | null;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly group: { readonly id: bigint; readonly code: string; readonly complete: boolean } | null;
}

/** The group in which the line `l` stands: one look at an index for each line, however little the planner knows of the tables. */
const groupOfLine = sql`
  select m.id, m.code, m.complete
    from matching_line k join matching m on m.id = k.matching_id
   where k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live
   limit 1`;

/** These lines, where they are of the account and exercise, whole partial groups included as soon as one of their lines is named. */
export async function linesNamed(db: Db, { fiscalYear, account }: Place, names: readonly LineName[]): Promise<PlacedLine[]> {
  const { rows } = await sql<Omit<PlacedLine, "group"> & { matchingId: bigint | null; code: string; complete: boolean }>`
    with asked as materialized (
      select entry_id::bigint as entry_id, line::int as line
        from unnest(${names.map(({ entryId }) => String(entryId))}::text[], ${names.map(({ line }) => String(line))}::text[]) as a(entry_id, line)),
    held as materialized (
      select distinct k.matching_id from asked a
        join matching_line k on k.fiscal_year = ${fiscalYear} and k.entry_id = a.entry_id and k.line = a.line and k.live
        join matching m on m.id = k.matching_id and not m.complete),
    named as materialized (
      select entry_id, line from asked
      union
      select k.entry_id, k.line from held h join matching_line k on k.matching_id = h.matching_id and k.live)
    select l.entry_id as "entryId", l.line, e.journal, e.number, l.entry_date as "entryDate", l.party, l.debit, l.credit,
           m.id as "matchingId", m.code, m.complete
      from named n
      join entry_line l on l.fiscal_year = ${fiscalYear} and l.entry_id = n.entry_id and l.line = n.line and l.book = 'general' and l.account = ${account}
      join entry e on e.id = l.entry_id
      left join lateral (${groupOfLine}) m on true
     order by l.entry_date, l.entry_id, l.line`.execute(db);
  return rows.map(({ matchingId, code, complete, ...line }) => ({
    ...line,
    group: matchingId === null ? null : { id: matchingId, code, complete },
  }));
}

/** The most open lines that the rules are asked about at once. */
export const mostOpenLines = 250_000;

/** Everything that is open on an account in an exercise, or on one party of it, with what the rules look at. */
export async function openLinesOf(db: Db, { fiscalYear, account }: Place, party?: string | null): Promise<OpenLine[]> {
  const { rows } = await sql<Omit<OpenLine, "partial"> & { matchingId: bigint | null; code: string }>`
    select l.entry_id as "entryId", l.line, l.party, l.entry_date as "entryDate", l.debit, l.credit, l.voucher, l.document_id as "documentId",
           coalesce(q.id, p.payment_request_id)::text as request,
           coalesce(s.commitment_id || '/' || s.line, q.commitment_id || '/' || q.line, r.commitment_id || '/' || r.line) as commitment,
           coalesce(e.reverses, x.reverses) as reversed, m.id as "matchingId", m.code
      from entry_line l
      join entry e on e.id = l.entry_id
      left join entry x on x.reverses = e.id and x.fiscal_year = e.fiscal_year
      left join certified_service s on s.id = l.document_id
      left join payment_request q on q.id = l.document_id
      left join payment p on p.id = l.document_id
      left join payment_request r on r.id = p.payment_request_id
      left join lateral (${groupOfLine}) m on true
     where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account = ${account} and m.complete is not true
       and (${party === undefined}::boolean or l.party is not distinct from ${party ?? null}::text)
     limit ${mostOpenLines}`.execute(db);
  return rows.map(({ matchingId, code, ...line }) => ({ ...line, partial: matchingId === null ? null : { id: matchingId, code } }));
}
