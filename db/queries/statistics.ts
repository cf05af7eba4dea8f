import { sql } from "kysely";
import type { Db } from "../client.ts";

/** Lets PostgreSQL count its tables again after much was written at once: until it does, it plans as though they were empty. */
export async function refreshStatistics(db: Db): Promise<void> {
  await sql`select refresh_statistics()`.execute(db);
}
