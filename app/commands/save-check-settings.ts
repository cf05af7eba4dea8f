import { type CheckSettings, checkSettingsText } from "#app/domain/forecast/checks/settings.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { checkSettings, saveCheckSettings as save } from "#db/queries/forecast/checks.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** What the checks before submission do from now on; what was handed in stays so. The audit keeps what they did before. */
export async function saveCheckSettings(context: CommandContext, input: CheckSettings): Promise<Result<true>> {
  return await runCommand(context, { name: "save-check-settings", capability: "campaign.manage" }, input, async (db, touch) => {
    const before = checkSettingsText(await checkSettings(db));
    await save(db, input);
    touch({ kind: "setting", id: "forecastChecks", detail: { before, after: checkSettingsText(input) } });
    return accept(true);
  });
}
