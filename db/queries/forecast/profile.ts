import { type SqlBool, sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "../../client.ts";

export interface WorkProfile {
  readonly code: string;
  readonly label: string;
}

/** The profiles that days may be asked of, in force on a day, in their order. */
export async function profilesOn(db: Db, day: Day): Promise<WorkProfile[]> {
  return await db
    .selectFrom("work_profile")
    .select(["code", "label"])
    .where(sql<SqlBool>`valid @> ${day}::date`)
    .orderBy("rank")
    .orderBy("code")
    .execute();
}

/** Each must exist and be in force on the day. */
export async function checkProfiles(db: Db, codes: readonly string[], day: Day): Promise<Result<true>> {
  if (codes.length === 0) return accept(true);
  const known = new Set((await profilesOn(db, day)).map(({ code }) => code));
  const wrong = codes.find((code) => !known.has(code));
  return wrong === undefined ? accept(true) : refuse({ kind: "not-found", what: "profile", id: wrong });
}

/** Days asked of a profile in a year; null: of no profile that was said. */
export interface ProfileDays {
  readonly profile: string | null;
  readonly label: string | null;
  readonly lines: number;
  readonly days: Quantity;
}

/** The workload of a unit's sheet in a year, by profile, in their order; lines without days are left out. */
export async function daysByProfile(db: Db, campaign: string, unit: string, year: number): Promise<ProfileDays[]> {
  const { rows } = await sql<ProfileDays>`
    select l.profile, w.label, count(distinct l.id)::int as lines, sum(c.amount)::bigint as days
      from sheet s
      join plan_line l on l.sheet_id = s.id
      join plan_cell c on c.line_id = l.id and c.measure = 'DAY' and c.target_year = ${year}
      left join work_profile w on w.code = l.profile
     where s.campaign = ${campaign} and s.unit = ${unit}
     group by l.profile, w.label, w.rank order by w.rank nulls last, l.profile`.execute(db);
  return rows;
}
