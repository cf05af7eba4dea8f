import { sql } from "kysely";
import { firstDayOf } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { DatedMove } from "#app/domain/workload/reallocation.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";

export const moveEnds = ["done", "declined", "withdrawn"] as const;
export type MoveEnd = (typeof moveEnds)[number];

/** A move of staff that was proposed, and what became of it. */
export interface StaffMoveProposal extends DatedMove {
  readonly id: string;
  readonly state: "proposed" | MoveEnd;
  readonly authorId: bigint;
  readonly author: string;
  readonly at: Date;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly reason: string;
}

interface Row extends Omit<StaffMoveProposal, "from" | "to" | "fte"> {
  readonly fromUnit: string;
  readonly fromProfile: string;
  readonly toUnit: string;
  readonly toProfile: string;
  readonly fte: number;
}

const toldMove = ({ fromUnit, fromProfile, toUnit, toProfile, fte, ...own }: Row): StaffMoveProposal => ({
  ...own,
  from: { unit: fromUnit, profile: fromProfile },
  to: { unit: toUnit, profile: toProfile },
  fte: BigInt(fte) as Quantity,
});

const columns = sql`
  m.id, m.from_unit as "fromUnit", m.from_profile as "fromProfile", m.to_unit as "toUnit", m.to_profile as "toProfile", m.fte, m.state,
  left(m.first_month::text, 7) as "firstMonth", left(m.last_month::text, 7) as "lastMonth", m.author as "authorId", u.name as author, m.at,
  e.name as "endedBy", m.ended_at as "endedAt", m.reason`;

/** The moves of a year that leave one of these units or come to it: those that wait first, then the latest. */
export async function staffMovesOf(
  db: Db,
  { units, year, most }: { readonly units: readonly string[]; readonly year: number; readonly most: number },
): Promise<StaffMoveProposal[]> {
  const { rows } = await sql<Row>`
    select ${columns} from staff_move m join app_user u on u.id = m.author left join app_user e on e.id = m.ended_by
     where (m.from_unit = any(${[...units]}::text[]) or m.to_unit = any(${[...units]}::text[]))
       and daterange(m.first_month, m.last_month, '[]') && daterange(make_date(${year}::int, 1, 1), make_date(${year}::int, 12, 31), '[]')
     order by m.state <> 'proposed', m.at desc, m.from_unit, m.to_unit, m.first_month, m.id limit ${most}`.execute(db);
  return rows.map(toldMove);
}

/** Whoever ends it meanwhile waits. */
export async function lockStaffMove(db: Db, id: string): Promise<StaffMoveProposal | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<Row>`
    select ${columns} from staff_move m join app_user u on u.id = m.author left join app_user e on e.id = m.ended_by
     where m.id = ${id} for update of m`.execute(db);
  return rows.map(toldMove)[0];
}

export async function insertStaffMoves(db: Db, moves: readonly (DatedMove & { readonly id: string })[], author: bigint): Promise<void> {
  for (const { id, from, to, fte, firstMonth, lastMonth } of moves)
    await sql`
      insert into staff_move (id, from_unit, from_profile, to_unit, to_profile, fte, first_month, last_month, author)
      values (${id}, ${from.unit}, ${from.profile}, ${to.unit}, ${to.profile}, ${Number(fte)}, ${firstDayOf(firstMonth)}::date,
              ${firstDayOf(lastMonth)}::date, ${author})`.execute(db);
}

export async function endStaffMove(
  db: Db,
  id: string,
  { state, by, reason }: { readonly state: MoveEnd; readonly by: bigint; readonly reason: string },
): Promise<void> {
  await sql`update staff_move set state = ${state}, ended_by = ${by}, ended_at = clock_timestamp(), reason = ${reason} where id = ${id}`.execute(
    db,
  );
}

/** The same move, by its teams and months, that waits already. */
export async function isMoveWaiting(db: Db, { from, to, firstMonth, lastMonth }: DatedMove): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from staff_move m
                    where m.state = 'proposed' and (m.from_unit, m.from_profile, m.to_unit, m.to_profile) = (${from.unit}, ${from.profile}, ${to.unit}, ${to.profile})
                      and daterange(m.first_month, m.last_month, '[]') && daterange(${firstDayOf(firstMonth)}::date, ${firstDayOf(lastMonth)}::date, '[]')) as waits`.execute(
    db,
  );
  return rows[0]?.waits ?? false;
}
