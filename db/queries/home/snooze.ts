import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** Until when this person put aside each of what waits. */
export async function taskSnoozes(db: Db, person: bigint): Promise<Map<string, Day>> {
  const rows = await db.selectFrom("task_snooze").select(["task", "until"]).where("person", "=", person).execute();
  return new Map(rows.map(({ task, until }) => [task, until]));
}

export async function saveTaskSnooze(db: Db, person: bigint, task: string, until: Day): Promise<void> {
  await db
    .insertInto("task_snooze")
    .values({ person, task, until })
    .onConflict((conflict) => conflict.columns(["person", "task"]).doUpdateSet({ until, at: sql<Date>`clock_timestamp()` }))
    .execute();
}
