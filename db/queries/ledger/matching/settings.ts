import { defaultMatchingSettings, type MatchingSettings } from "#app/domain/ledger/matching/settings.ts";
import type { Db } from "../../../client.ts";
import { saveSetting, setting } from "../../setting.ts";

const settingName = "matching";

/** What was set, over what stands by default: a value that means nothing any more counts as not set. */
export async function matchingSettings(db: Db): Promise<MatchingSettings> {
  const stored = await setting(db, settingName);
  const read = (name: keyof MatchingSettings): string | undefined => {
    const value = typeof stored === "object" && stored !== null ? Reflect.get(stored, name) : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const days = (name: "windowDays" | "termDays") => (/^\d{1,3}$/.test(read(name) ?? "") ? Number(read(name)) : undefined);
  const threshold = read("threshold");
  const kept = defaultMatchingSettings;
  return {
    accounts: read("accounts")?.split(" ") ?? kept.accounts,
    windowDays: days("windowDays") ?? kept.windowDays,
    threshold: threshold !== undefined && /^\d{1,12}$/.test(threshold) ? BigInt(threshold) : kept.threshold,
    loss: read("loss") ?? kept.loss,
    gain: read("gain") ?? kept.gain,
    termDays: days("termDays") ?? kept.termDays,
  };
}

export async function saveMatchingSettings(db: Db, settings: MatchingSettings): Promise<void> {
  await saveSetting(db, settingName, {
    accounts: settings.accounts.join(" "),
    windowDays: String(settings.windowDays),
    threshold: String(settings.threshold),
    loss: settings.loss,
    gain: settings.gain,
    termDays: String(settings.termDays),
  });
}
