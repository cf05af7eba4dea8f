import { type SqlBool, sql } from "kysely";
import { type Access, type Capability, unitsWhere } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/**
 * A double-entry book cannot be cut by unit (half an entry does not balance, and totals less a part say the rest), so its pages
 * and its acts ask for the capability on the root unit (`docs/decisions/0041-the-ledger-is-read-whole.md`).
 */
export async function holdsWholeLedger(db: Db, access: Access, capability: Capability, today: Day): Promise<boolean> {
  if (access.system) return true;
  const root = await rootUnit(db, today);
  return root !== undefined && unitsWhere(access, capability).has(root);
}

/** The one unit without a parent on this day. */
export async function rootUnit(db: Db, today: Day): Promise<string | undefined> {
  const row = await db
    .selectFrom("unit_version")
    .select("code")
    .where("parent", "is", null)
    .where("superseded_at", "is", null)
    .where(sql<SqlBool>`valid @> ${today}::date`)
    .orderBy("code")
    .executeTakeFirst();
  return row?.code;
}
