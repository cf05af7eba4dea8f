import type { CampaignState } from "#app/domain/campaign/campaign.ts";
import { type CampaignAct, moveCampaign as moved } from "#app/domain/campaign/campaign-state.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { setCampaignState } from "#db/queries/campaign.ts";
import { ownCampaign } from "./own-campaign.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface CampaignMoveInput {
  readonly campaignId: string;
  readonly act: CampaignAct;
  /** Owed when it is reopened. */
  readonly reason: string;
}

/** Opens a campaign, brings it to arbitration, closes it or reopens it: logged with who, when and why. */
export async function moveCampaign(context: CommandContext, input: CampaignMoveInput): Promise<Result<{ state: CampaignState }>> {
  return await runCommand(context, { name: "move-campaign", capability: "campaign.manage" }, input, async (db, touch) => {
    const states = ["draft", "open", "arbitration", "closed"] as const;
    const own = await ownCampaign(db, context.actor, { ...input, units: null }, states);
    if (!own.ok) return own;
    const { id, state: from } = own.value;
    const to = moved(from, input.act, input.reason);
    if (!to.ok) return to;
    const reason = input.reason.trim();
    await logEvents(db, [{ campaign: id, kind: "state", from, to: to.value, reason, actor: context.actor.id }]);
    await setCampaignState(db, id, to.value);
    touch({ kind: "campaign", id, detail: { from, to: to.value, reason } });
    return accept({ state: to.value });
  });
}
