import { type AlertSettings, usualAlertSettings } from "#app/domain/alerts/settings.ts";
import type { Db } from "../../client.ts";
import { saveSetting, setting } from "../setting.ts";

const name = "alerts";

/** The settings of the alerts; the usual ones where nobody said otherwise. */
export async function alertSettings(db: Db): Promise<AlertSettings> {
  return { ...usualAlertSettings, ...((await setting(db, name)) as Partial<AlertSettings> | undefined) };
}

export async function saveAlertSettings(db: Db, settings: AlertSettings): Promise<void> {
  await saveSetting(db, name, { ...settings });
}
