import type { Capability } from "#app/domain/access.ts";
import type { EquipmentLot } from "#app/domain/means/equipment.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { equipmentLots } from "#db/queries/means/equipment.ts";

type Asked = Pick<LoaderScene, "db" | "params" | "mayDo" | "notFound">;

/** The machines of the address for whoever holds the capability on their unit. */
export async function lotFor({ db, params, mayDo, notFound }: Asked, capability: Capability): Promise<EquipmentLot> {
  const code = params["lot"] ?? "";
  const [lot] = await equipmentLots(db, { code });
  if (!lot || !mayDo(capability, lot.unit)) throw notFound("equipment", code);
  return lot;
}
