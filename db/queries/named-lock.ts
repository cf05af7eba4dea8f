import { sql } from "kysely";
import type { Db } from "../client.ts";

/**
 * Holds things by their names until the end of the transaction, in the order of these: of those that never change, and that nobody may therefore
 * lock as rows (a lock of a row asks for the right to change it).
 */
export async function lockNamed(db: Db, kind: string, names: readonly string[]): Promise<void> {
  for (const name of [...new Set(names)].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${kind} || ' ' || current_setting('enveloppe.organisation') || ' ' || ${name}, 0))`.execute(
      db,
    );
}
