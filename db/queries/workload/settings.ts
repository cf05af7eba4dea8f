import { usualSettings, type WorkloadSettings } from "#app/domain/workload/capacity.ts";
import type { Db } from "../../client.ts";
import { saveSetting, setting } from "../setting.ts";

const name = "workload";

/** What was set, else the usual (`usualSettings`). */
export async function workloadSettings(db: Db): Promise<WorkloadSettings> {
  return ((await setting(db, name)) as WorkloadSettings | undefined) ?? usualSettings;
}

export async function saveWorkloadSettings(db: Db, settings: WorkloadSettings): Promise<void> {
  await saveSetting(db, name, { ...settings });
}
