import { termFault, usualTermHours } from "#app/domain/ledger/reopening.ts";
import type { Db } from "../../client.ts";
import { saveSetting, setting } from "../setting.ts";

const settingName = "reopening";

/** How many hours a reopening lasts in this organisation unless its request says otherwise; a value that means nothing counts as not set. */
export async function reopeningTerm(db: Db): Promise<number> {
  const stored = await setting(db, settingName);
  const hours = Number(typeof stored === "object" && stored !== null ? Reflect.get(stored, "termHours") : undefined);
  return termFault(hours) ? usualTermHours : hours;
}

export async function saveReopeningTerm(db: Db, hours: number): Promise<void> {
  await saveSetting(db, settingName, { termHours: String(hours) });
}
