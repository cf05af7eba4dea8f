import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export interface UnitWriter {
  readonly id: bigint;
  readonly unit: string;
}

/** The agents and the heads of each unit: those who hold the role on it today, or on a unit above it; accounts that were closed left out. */
export async function writersOf(db: Db, units: readonly string[], today: Day): Promise<UnitWriter[]> {
  const { rows } = await sql<UnitWriter>`
    with recursive up (unit, code) as (
      select code, code from unnest(${[...units]}::text[]) as asked(code)
      union
      select up.unit, v.parent from up join unit_version v on v.code = up.code and v.superseded_at is null and v.valid @> ${today}::date
       where v.parent is not null)
    select distinct u.id, up.unit
      from up join role_grant g on g.unit = up.code and g.valid @> ${today}::date and g.role in ('agent', 'unitHead')
      join app_user u on u.id = g.user_id and u.disabled_at is null
     order by up.unit, u.id`.execute(db);
  return rows;
}
