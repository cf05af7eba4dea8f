import { randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { insertVersion, versionNamed } from "#db/queries/campaign/version.ts";
import { ownCampaign } from "./own-campaign.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface VersionInput {
  readonly campaignId: string;
  readonly name: string;
  readonly note: string;
  /** Null: every sheet of the campaign. */
  readonly units: readonly string[] | null;
}

/** Freezes the sheets as they stand under a name, which means one version of the campaign only. The sheets go on. */
export async function freezeVersion(context: CommandContext, input: VersionInput): Promise<Result<{ versionId: string; sheets: number }>> {
  return await runCommand(context, { name: "freeze-version", capability: "campaign.manage" }, input, async (db, touch) => {
    const own = await ownCampaign(db, context.actor, input, ["draft", "open", "arbitration", "closed"]);
    if (!own.ok) return own;
    const [campaign, name, note] = [own.value.id, input.name.trim(), input.note.trim()];
    if (name === "") return refuse({ kind: "wrong-form", fields: { name: "required" } });
    if (await versionNamed(db, campaign, name)) return refuse({ kind: "already-exists", what: "version", id: `« ${name} »` });
    const id = randomUUID();
    const sheets = await insertVersion(db, { id, name, note, campaign, units: input.units, author: context.actor.id });
    const unit = input.units?.length === 1 ? input.units[0] : undefined;
    await logEvents(db, [{ campaign, kind: "freeze", actor: context.actor.id, unit, reason: note, detail: { name, sheets } }]);
    touch({ kind: "version", id, detail: { name, sheets } });
    return accept({ versionId: id, sheets });
  });
}
