import { sql } from "kysely";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** A blocking check that a closing may go through, once a second person has said so, for the amount that both saw. */
export interface Waiver {
  readonly id: bigint;
  readonly fiscalYear: number;
  readonly check: string;
  readonly amount: Quantity;
  readonly reason: string;
  readonly askedById: bigint;
  readonly askedBy: string;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
}

/** Those of an exercise that were neither used nor dropped. */
export async function liveWaivers(db: Db, fiscalYear: number): Promise<Waiver[]> {
  return await waivers(db).where("w.fiscal_year", "=", fiscalYear).where("w.ended_at", "is", null).orderBy("w.check_name").execute();
}

export async function waiverById(db: Db, id: bigint): Promise<Waiver | undefined> {
  return await waivers(db).where("w.id", "=", id).where("w.ended_at", "is", null).executeTakeFirst();
}

export async function saveWaiver(
  db: Db,
  waiver: { fiscalYear: number; check: string; amount: Quantity; reason: string; askedBy: bigint },
): Promise<bigint> {
  const { fiscalYear, check, amount, reason, askedBy } = waiver;
  await dropWaiver(db, fiscalYear, check);
  const { id } = await db
    .insertInto("closing_waiver")
    .values({ fiscal_year: fiscalYear, check_name: check, amount, reason, asked_by: askedBy })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function approveWaiver(db: Db, id: bigint, approvedBy: bigint): Promise<void> {
  await db
    .updateTable("closing_waiver")
    .set({ approved_by: approvedBy, approved_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .execute();
}

/** Used by the closing: a later one asks again. */
export async function endWaivers(db: Db, fiscalYear: number): Promise<void> {
  await ended(db).where("fiscal_year", "=", fiscalYear).execute();
}

async function dropWaiver(db: Db, fiscalYear: number, check: string): Promise<void> {
  await ended(db).where("fiscal_year", "=", fiscalYear).where("check_name", "=", check).execute();
}

function ended(db: Db) {
  return db.updateTable("closing_waiver").set({ ended_at: sql<Date>`clock_timestamp()` }).where("ended_at", "is", null);
}

function waivers(db: Db) {
  return db
    .selectFrom("closing_waiver as w")
    .innerJoin("app_user as a", "a.id", "w.asked_by")
    .leftJoin("app_user as b", "b.id", "w.approved_by")
    .select(["w.id", "w.fiscal_year as fiscalYear", "w.check_name as check", "w.amount", "w.reason", "w.asked_by as askedById"])
    .select(["a.name as askedBy", "b.name as approvedBy", "w.approved_at as approvedAt"]);
}
