import { sql } from "kysely";
import type { FreeCommitment } from "#app/domain/execution/planned/proposal.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";

/** A line of a commitment that is matched to nothing yet, or not wholly. */
export interface FreeLine extends FreeCommitment {
  readonly number: string;
  readonly label: string;
}

/** The lines of the exercise's commitments on these units of which something is matched to no planned expense, by day then number. */
export async function freeCommitments(db: Db, year: number, units: readonly string[]): Promise<FreeLine[]> {
  const { rows } = await sql<FreeLine>`
    select c.id as "commitmentId", l.line, l.unit, l.nature, l.activity, c.committed_on::text as on, c.number, c.label, p.label as party,
           (l.committed - l.withdrawn - coalesce(m.amount, 0))::bigint as free
      from commitment_line l
      join commitment c on c.id = l.commitment_id
      join party p on p.code = c.party
      left join lateral (select sum(k.amount) as amount from planned_match k
                          where k.commitment_id = l.commitment_id and k.line = l.line and k.undone_at is null) m on true
     where c.fiscal_year = ${year} and l.unit = any(${[...units]}::text[]) and l.committed - l.withdrawn > coalesce(m.amount, 0)
     order by c.committed_on, c.number, l.line`.execute(db);
  return rows;
}

/** One of them, locked: two people do not match the same euro. */
export async function lockFreeCommitment(
  db: Db,
  { year, unit, commitmentId, line }: { year: number; unit: string; commitmentId: string; line: number },
): Promise<{ readonly number: string; readonly free: Quantity } | undefined> {
  if (!isUuid(commitmentId)) return undefined;
  const { rows } = await sql<{ number: string; room: Quantity }>`
    select c.number, (l.committed - l.withdrawn)::bigint as room
      from commitment_line l join commitment c on c.id = l.commitment_id
     where l.commitment_id = ${commitmentId} and l.line = ${line} and l.unit = ${unit} and c.fiscal_year = ${year} for update of l`.execute(
    db,
  );
  const [own] = rows;
  if (!own) return undefined;
  // In a statement of its own: what was matched while this one waited is seen.
  const matched = await sql<{ amount: Quantity }>`
    select coalesce(sum(amount), 0)::bigint as amount from planned_match
     where commitment_id = ${commitmentId} and line = ${line} and undone_at is null`.execute(db);
  return { number: own.number, free: own.room - (matched.rows[0]?.amount ?? 0n) };
}

export interface PlannedMatch {
  readonly id: string;
  readonly commitmentId: string;
  readonly line: number;
  readonly number: string;
  readonly label: string;
  readonly on: Day;
  readonly amount: Quantity;
  /** What the whole line of the commitment holds. */
  readonly committed: Quantity;
  readonly author: string;
  readonly at: Date;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

/** What was matched to an expense, the latest first; what was undone too. */
export async function matchesOf(db: Db, expenseId: string): Promise<PlannedMatch[]> {
  if (!isUuid(expenseId)) return [];
  const { rows } = await sql<PlannedMatch>`
    select k.id, k.commitment_id as "commitmentId", k.line, c.number, c.label, c.committed_on::text as on, k.amount,
           (l.committed - l.withdrawn)::bigint as committed, u.name as author, k.at, k.undone_at as "undoneAt", w.name as "undoneBy"
      from planned_match k
      join commitment c on c.id = k.commitment_id
      join commitment_line l on l.commitment_id = k.commitment_id and l.line = k.line
      join app_user u on u.id = k.author
      left join app_user w on w.id = k.undone_by
     where k.expense_id = ${expenseId} order by k.at desc`.execute(db);
  return rows;
}

export async function insertMatch(
  db: Db,
  {
    id,
    expenseId,
    commitmentId,
    line,
    amount,
    author,
  }: { id: string; expenseId: string; commitmentId: string; line: number; amount: Quantity; author: bigint },
): Promise<void> {
  await db.insertInto("planned_match").values({ id, expense_id: expenseId, commitment_id: commitmentId, line, amount, author }).execute();
}

/** Says whether there was a live match of this name on the expense. */
export async function undoMatch(db: Db, { id, expenseId, by }: { id: string; expenseId: string; by: bigint }): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { rows } = await sql`
    update planned_match set undone_at = clock_timestamp(), undone_by = ${by}
     where id = ${id} and expense_id = ${expenseId} and undone_at is null returning id`.execute(db);
  return rows.length > 0;
}

/** A match that a line of a commitment has no room for any more, with the expense that is to come again. */
export interface MatchBeyond {
  readonly matchId: string;
  readonly expenseId: string;
  readonly year: number;
  readonly unit: string;
}

/** The live matches that these lines have no room for any more, the latest of each line first: what it held before stays. */
export async function matchesBeyond(
  db: Db,
  lines: readonly { readonly documentId: string; readonly line: number }[],
): Promise<MatchBeyond[]> {
  if (lines.length === 0) return [];
  const { rows } = await sql<MatchBeyond>`
    select id as "matchId", expense_id as "expenseId", fiscal_year as year, unit
      from (select k.id, k.expense_id, k.at, e.fiscal_year, e.unit, l.committed - l.withdrawn as firm,
                   sum(k.amount) over (partition by k.commitment_id, k.line order by k.at, k.id) as so_far
              from unnest(${lines.map(({ documentId }) => documentId)}::text[], ${lines.map(({ line }) => String(line))}::text[]) as n(id, line)
              join planned_match k on k.commitment_id = n.id::uuid and k.line = n.line::int and k.undone_at is null
              join commitment_line l on l.commitment_id = k.commitment_id and l.line = k.line
              join planned_expense e on e.id = k.expense_id) as running
     where so_far > firm order by expense_id, at desc, id desc`.execute(db);
  return rows;
}
