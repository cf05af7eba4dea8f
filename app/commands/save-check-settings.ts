import { type CheckSettings, checkSettingsFault, checkSettingsText, settingDifferences } from "#app/domain/forecast/checks/settings.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { checkSettings, saveCheckSettings as save } from "#db/queries/forecast/checks.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/**
 * What the checks before submission do from now on; what was handed in stays so. The audit keeps what they did before. They hold for every unit:
 * the capability is asked on the root, as for the ledger. The same settings again change nothing, and the history does not tell them.
 */
export async function saveCheckSettings(context: CommandContext, input: CheckSettings): Promise<Result<{ changed: number }>> {
  return await runCommand(context, { name: "save-check-settings", capability: "campaign.manage" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "campaign.manage");
    if (!whole.ok) return whole;
    const fault = checkSettingsFault(input);
    if (fault) return refuse(fault);
    const before = await checkSettings(db);
    const changed = settingDifferences(before, input).length;
    if (changed === 0) return accept({ changed });
    await save(db, input);
    touch({ kind: "setting", id: "forecastChecks", detail: { before: checkSettingsText(before), after: checkSettingsText(input) } });
    return accept({ changed });
  });
}
