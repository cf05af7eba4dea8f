import { sql } from "kysely";
import type { Db } from "../client.ts";
import type { CheckFault } from "./fault.ts";

/** Seals of the audit: one after the other without a hole, and as many rows under each as when it was made. */
export async function sealContinuity(db: Db): Promise<CheckFault[]> {
  const { rows } = await sql<CheckFault>`
    with seal as (
      select s.*, lag(last_id, 1, 0::bigint) over (order by last_id) + 1 as follows,
             lag(hash, 1, '\\x00'::bytea) over (order by last_id) as before from audit_seal s)
    select 'audit · ' || first_id || '–' || last_id as place, row_count as expected,
           (select count(*) from audit a where a.id between s.first_id and s.last_id and a.id <> all (s.absent))
             + (select count(*) from audit a where a.id = any (s.late)) as found
      from seal s
    union all
    select 'audit_seal · ' || last_id, 0, 1 from seal where first_id <> follows or previous_hash <> before
    order by 1`.execute(db);
  return rows.filter(({ expected, found }) => expected !== found);
}
