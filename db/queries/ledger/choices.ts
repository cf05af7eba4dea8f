import { type SqlBool, sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export interface Named {
  readonly code: string;
  readonly label: string;
}

/** The accounts of the general book in which a line may be written on this day, by code. */
export async function postableAccounts(db: Db, on: Day): Promise<Named[]> {
  return await db
    .selectFrom("account_version")
    .select(["code", "label"])
    .where("book", "=", "general")
    .where("postable", "=", true)
    .where("superseded_at", "is", null)
    .where(sql<SqlBool>`valid @> ${on}::date`)
    .orderBy(sql`code collate "C"`)
    .execute();
}

/** The accounts that only group others on this day. */
export async function groupAccounts(db: Db, on: Day): Promise<string[]> {
  const rows = await db
    .selectFrom("account_version")
    .select("code")
    .where("book", "=", "general")
    .where("postable", "=", false)
    .where("superseded_at", "is", null)
    .where(sql<SqlBool>`valid @> ${on}::date`)
    .execute();
  return rows.map(({ code }) => code);
}

export async function partiesByCode(db: Db, most: number): Promise<Named[]> {
  return await db.selectFrom("party").select(["code", "label"]).orderBy("code").limit(most).execute();
}

/** The journals among these codes that the exercise counts. */
export async function journalsAmong(db: Db, fiscalYear: number, codes: readonly string[]): Promise<Named[]> {
  return await db
    .selectFrom("journal_counter as c")
    .innerJoin("journal as j", "j.code", "c.journal")
    .select(["j.code", "j.label"])
    .where("c.fiscal_year", "=", fiscalYear)
    .where("j.code", "in", codes)
    .execute();
}

export async function partyStands(db: Db, code: string): Promise<boolean> {
  return (await db.selectFrom("party").select("code").where("code", "=", code).executeTakeFirst()) !== undefined;
}
