import type { MatchingSettings } from "#app/domain/ledger/matching/settings.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { postableAccounts } from "#db/queries/ledger/choices.ts";
import { matchingSettings, saveMatchingSettings as save } from "#db/queries/ledger/matching/settings.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** How the organisation matches. Changes nothing that is matched, posted or locked. Refused: an account that takes no line today. */
export async function saveMatchingSettings(context: CommandContext, settings: MatchingSettings): Promise<Result<MatchingSettings>> {
  const { today } = context;
  return await runCommand(context, { name: "save-matching-settings", capability: "ledger.close" }, settings, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.close");
    if (!whole.ok) return whole;
    const known = new Set((await postableAccounts(db, today)).map(({ code }) => code));
    const unknown = [settings.loss, settings.gain].find((account) => !known.has(account));
    if (unknown !== undefined) return refuse({ kind: "unknown-code", dimension: "account", code: unknown });
    const before = await matchingSettings(db);
    await save(db, settings);
    touch({ kind: "setting", id: "matching", detail: { before, after: settings } });
    return accept(settings);
  });
}
