import { sql } from "kysely";
import type { LineName } from "#app/domain/ledger/matching/group.ts";
import type { MatchingState } from "#app/domain/ledger/matching/state.ts";
import { parseEuros } from "#app/domain/money.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../../client.ts";
import { type AccountCursor, cursorText } from "../account.ts";
import type { Page } from "../journals.ts";
import type { Place } from "./lines.ts";

export interface PaneFilter {
  readonly state: MatchingState;
  /** A code; null: the lines without a party; undefined: all. */
  readonly party: string | null | undefined;
  /** Words of the label, the voucher or the entry's name, or an amount as people type it. */
  readonly query: string;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

export interface PaneLine extends LineName {
  readonly journal: string;
  readonly number: bigint;
  readonly entryDate: Day;
  readonly label: string;
  readonly voucher: string | null;
  readonly party: string | null;
  readonly amount: Quantity;
  readonly group: { readonly id: bigint; readonly code: string; readonly complete: boolean } | null;
}

export type Side = "debit" | "credit";

/** Two sides stand beside each other: half a page of a table for each. */
const pageSize = 25;

/** A page of one side of an account, by day then in the order of posting. */
export async function matchingPane(
  db: Db,
  { fiscalYear, account }: Place,
  side: Side,
  filter: PaneFilter,
  after: AccountCursor | undefined,
): Promise<Page<PaneLine>> {
  const amount = sql.ref(`l.${side}`);
  const beyond = after
    ? sql`(l.entry_date, l.entry_id, l.line) > (${after.day}::date, ${after.entryId}::bigint, ${after.line}::int)`
    : sql`true`;
  const { rows } = await sql<Omit<PaneLine, "group"> & { matchingId: bigint | null; code: string; complete: boolean }>`
    select l.entry_id as "entryId", l.line, e.journal, e.number, l.entry_date as "entryDate", l.label, l.voucher, l.party, ${amount} as amount,
           m.id as "matchingId", m.code, m.complete
      from entry_line l
      join entry e on e.id = l.entry_id
      left join matching_line k on k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live
      left join matching m on m.id = k.matching_id
     where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account = ${account} and ${amount} > 0 and ${conditionOf(filter)} and ${beyond}
     order by l.entry_date, l.entry_id, l.line limit ${pageSize + 1}`.execute(db);
  const found = rows.slice(0, pageSize).map(({ matchingId, code, complete, ...line }) => ({
    ...line,
    group: matchingId === null ? null : { id: matchingId, code, complete },
  }));
  const last = found.at(-1);
  const next = rows.length > pageSize && last ? cursorText({ day: last.entryDate, entryId: last.entryId, line: last.line }) : null;
  return { rows: found, next };
}

/** What the filter leaves: how many lines, and both sums. */
export async function paneTotals(
  db: Db,
  { fiscalYear, account }: Place,
  filter: PaneFilter,
): Promise<{ debitCount: number; creditCount: number; debit: Quantity; credit: Quantity }> {
  const { rows } = await sql<{ debits: bigint; credits: bigint; debit: Quantity; credit: Quantity }>`
    select count(*) filter (where l.debit > 0) as debits, count(*) filter (where l.credit > 0) as credits,
           coalesce(sum(l.debit), 0)::bigint as debit, coalesce(sum(l.credit), 0)::bigint as credit
      from entry_line l
      join entry e on e.id = l.entry_id
      left join matching_line k on k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live
      left join matching m on m.id = k.matching_id
     where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account = ${account} and ${conditionOf(filter)}`.execute(db);
  const [row] = rows;
  return {
    debitCount: Number(row?.debits ?? 0n),
    creditCount: Number(row?.credits ?? 0n),
    debit: row?.debit ?? 0n,
    credit: row?.credit ?? 0n,
  };
}

function conditionOf({ state, party, query, from, to }: PaneFilter) {
  const conditions = [
    state === "all" ? sql`true` : state === "open" ? sql`m.complete is not true` : sql`m.id is not null`,
    party === undefined ? sql`true` : sql`l.party is not distinct from ${party}::text`,
    from === undefined ? sql`true` : sql`l.entry_date >= ${from}::date`,
    to === undefined ? sql`true` : sql`l.entry_date <= ${to}::date`,
    query === "" ? sql`true` : wordsOrAmount(query),
  ];
  return sql`(${sql.join(conditions, sql` and `)})`;
}

function wordsOrAmount(query: string) {
  const amount = parseEuros(query);
  const like = `%${query.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const words = sql`l.label ilike ${like} or l.voucher ilike ${like} or l.party ilike ${like} or (e.journal || '-' || e.number) ilike ${like}
    or m.code = ${query}`;
  return amount.ok
    ? sql`(${words} or greatest(l.debit, l.credit) = ${amount.value < 0n ? -amount.value : amount.value}::bigint)`
    : sql`(${words})`;
}

/** What partial groups weigh as a whole, with all their lines: one that is ticked brings the group. */
export async function groupWeights(
  db: Db,
  ids: readonly bigint[],
): Promise<{ id: bigint; lineCount: number; debit: Quantity; credit: Quantity }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: bigint; lines: bigint; debit: Quantity; credit: Quantity }>`
    select k.matching_id as id, count(*) as lines, sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
      from matching_line k
      join entry_line l on l.fiscal_year = k.fiscal_year and l.entry_id = k.entry_id and l.line = k.line
     where k.matching_id = any(${ids.map(String)}::text[]::bigint[]) and k.live group by k.matching_id`.execute(db);
  return rows.map(({ lines, ...row }) => ({ ...row, lineCount: Number(lines) }));
}

/** The parties that have lines on this account in the exercise, with the name of each: the choices of the filter. */
export async function partiesOn(db: Db, { fiscalYear, account }: Place, most: number): Promise<{ code: string; label: string }[]> {
  const { rows } = await sql<{ code: string; label: string }>`
    select p.code, p.label from party p
     where p.code in (select l.party from entry_line l where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account = ${account})
     order by p.label, p.code limit ${most}`.execute(db);
  return rows;
}
