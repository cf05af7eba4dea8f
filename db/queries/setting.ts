import type { Db } from "../client.ts";

/** The stored value, or undefined when nothing was set. */
export async function setting(db: Db, name: string): Promise<unknown> {
  const row = await db.selectFrom("setting").select("value").where("name", "=", name).executeTakeFirst();
  return row?.value;
}

export async function saveSetting(db: Db, name: string, value: Readonly<Record<string, unknown>>): Promise<void> {
  await db
    .insertInto("setting")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet((row) => ({ value: row.ref("excluded.value") })))
    .execute();
}
