import { type SqlBool, sql } from "kysely";
import type { EquipmentLot } from "#app/domain/means/equipment.ts";
import { firstDayOf } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** Lots of machines in the order of their codes: those of units, or that of a code. */
export async function equipmentLots(
  db: Db,
  of: { readonly units: readonly string[] } | { readonly code: string },
): Promise<EquipmentLot[]> {
  const { rows } = await sql<EquipmentLot>`
    select id, code, label, kind, unit, left(acquired::text, 7) as acquired, count, unit_price as "unitPrice", life, delay,
           left(planned::text, 7) as planned
      from equipment
     where ${"code" in of ? sql<SqlBool>`code = ${of.code}` : sql<SqlBool>`unit = any(${[...of.units]}::text[])`}
     order by code`.execute(db);
  return rows;
}

/** A lot is written, anew where its id is known; its code and its unit stay. */
export async function saveEquipmentRow(db: Db, own: EquipmentLot): Promise<void> {
  const { id, code, unit, acquired, planned, unitPrice, label, kind, count, life, delay } = own;
  const said = {
    ...{ label, kind, count, life, delay, unit_price: unitPrice },
    ...{ acquired: firstDayOf(acquired), planned: planned === null ? null : firstDayOf(planned) },
  };
  await db
    .insertInto("equipment")
    .values({ id, code, unit, ...said })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(said))
    .execute();
}

export async function deleteEquipment(db: Db, id: string): Promise<void> {
  await db.deleteFrom("equipment").where("id", "=", id).execute();
}
