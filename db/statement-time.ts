import { sql } from "kysely";
import type { Db } from "./client.ts";

/** Lets each statement of this transaction take an hour: what reads whole tables, and not a page. */
export async function allowLongStatements(db: Db): Promise<void> {
  await sql`set local statement_timeout to '1h'`.execute(db);
}
