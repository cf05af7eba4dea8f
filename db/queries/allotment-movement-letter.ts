import type { Db } from "../client.ts";

/** Who said, for a unit, that the letter of a movement was read. */
export interface MovementAcknowledgement {
  readonly unit: string;
  readonly by: string;
  readonly at: Date;
}

export async function movementAcknowledgements(db: Db, movement: string): Promise<MovementAcknowledgement[]> {
  return await db
    .selectFrom("movement_acknowledgement as a")
    .innerJoin("app_user as u", "u.id", "a.person")
    .select(["a.unit", "u.name as by", "a.at"])
    .where("a.movement_id", "=", movement)
    .orderBy("a.at")
    .execute();
}

/** False when it was acknowledged already: the first one stands. */
export async function insertMovementAcknowledgement(
  db: Db,
  { movement, unit, person }: { readonly movement: string; readonly unit: string; readonly person: bigint },
): Promise<boolean> {
  const inserted = await db
    .insertInto("movement_acknowledgement")
    .values({ movement_id: movement, unit, person })
    .onConflict((conflict) => conflict.columns(["movement_id", "unit"]).doNothing())
    .returning("unit")
    .executeTakeFirst();
  return inserted !== undefined;
}
