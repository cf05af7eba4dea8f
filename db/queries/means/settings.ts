import { usualSurfaceTarget } from "#app/domain/means/site.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { saveSetting, setting } from "../setting.ts";

const name = "means";

/** Hundredths of a square metre of gross surface for one resident, as it was set, else the usual. */
export async function surfaceTarget(db: Db): Promise<Quantity> {
  const own = (await setting(db, name)) as { readonly surfacePerResident?: number } | undefined;
  return own?.surfacePerResident === undefined ? usualSurfaceTarget : BigInt(own.surfacePerResident);
}

export async function saveSurfaceTarget(db: Db, target: Quantity): Promise<void> {
  await saveSetting(db, name, { surfacePerResident: Number(target) });
}
