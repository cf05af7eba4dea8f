import { sql } from "kysely";
import type { Db } from "../client.ts";

/** A comment on what a unit plans. */
export interface LatestComment {
  readonly id: string;
  readonly author: string;
  readonly at: Date;
  readonly body: string;
  readonly unit: string;
  /** The year that is planned. */
  readonly targetYear: number;
}

/** The latest comments on the sheets of these units, whatever the campaign; those that were taken away are left out. */
export async function latestComments(db: Db, units: readonly string[], limit: number): Promise<LatestComment[]> {
  const { rows } = await sql<LatestComment>`
    select c.id, u.name as author, c.at, c.body, s.unit, k.target_year as "targetYear"
      from thread_comment c
      join comment_thread t on t.id = c.thread_id
      join sheet s on s.id = t.sheet_id
      join campaign k on k.id = s.campaign
      join app_user u on u.id = c.author
     where c.deleted_at is null and s.unit = any(${[...units]}::text[])
     order by c.at desc, c.id limit ${limit}`.execute(db);
  return rows;
}
