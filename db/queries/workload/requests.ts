import type { Db } from "../../client.ts";

/** A request that may ask for work. */
export interface AskingRequest {
  readonly id: string;
  readonly title: string;
  readonly year: number;
}

/** New measures and baselines of units that are not drafts any more, the latest campaigns first: what an item of work may wait for. */
export async function askingRequests(db: Db, units: readonly string[], most = 200): Promise<AskingRequest[]> {
  if (units.length === 0) return [];
  return await db
    .selectFrom("request as r")
    .innerJoin("sheet as s", "s.id", "r.sheet_id")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .select(["r.id", "r.title", "c.target_year as year"])
    .where("s.unit", "in", [...units])
    .where("r.state", "<>", "draft")
    .where("r.kind", "<>", "saving")
    .orderBy("c.target_year", "desc")
    .orderBy("r.title")
    .limit(most)
    .execute();
}

/** Whether a request is one of this unit. */
export async function isAskedBy(db: Db, requestId: string, unit: string): Promise<boolean> {
  const found = await db
    .selectFrom("request as r")
    .innerJoin("sheet as s", "s.id", "r.sheet_id")
    .select("r.id")
    .where("r.id", "=", requestId)
    .where("s.unit", "=", unit)
    .executeTakeFirst();
  return found !== undefined;
}
