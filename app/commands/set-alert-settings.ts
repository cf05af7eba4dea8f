import { type AlertSettings, faultOfSettings } from "#app/domain/alerts/settings.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { alertSettings, saveAlertSettings } from "#db/queries/alerts/settings.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** From when on a gap deserves attention, for the whole programme. Alerts follow at the next evaluation; the audit keeps those before. */
export async function setAlertSettings(
  context: CommandContext,
  input: { readonly settings: AlertSettings; readonly reason: string },
): Promise<Result<AlertSettings>> {
  return await runCommand(context, { name: "set-alert-settings", capability: "execution.ask" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "execution.ask");
    if (!whole.ok) return whole;
    const reason = input.reason.trim();
    if (reason === "") return refuse({ kind: "reason-required" });
    const fault = faultOfSettings(input.settings);
    if (fault) return refuse({ kind: "alert-setting-out-of-bounds", ...fault });
    const before = await alertSettings(db);
    await saveAlertSettings(db, input.settings);
    touch({ kind: "setting", id: "alerts", detail: { before, after: input.settings, reason } });
    return accept(input.settings);
  });
}
