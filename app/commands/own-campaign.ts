import type { CampaignState } from "#app/domain/campaign/campaign.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Campaign, campaignUnits, lockCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type Actor, denial } from "./run.ts";

/** Campaigns that are not over. */
export const liveStates = ["draft", "open", "arbitration"] as const satisfies readonly CampaignState[];

/** The campaign, locked, in one of these states, when the actor conducts it on each of the units named (all of them: null). */
export async function ownCampaign(
  db: Db,
  actor: Actor,
  { campaignId, units }: { readonly campaignId: string; readonly units: readonly string[] | null },
  states: readonly CampaignState[],
): Promise<Result<Campaign>> {
  const campaign = await lockCampaign(db, campaignId);
  if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: campaignId });
  const reach =
    units === null ? await checkCampaignReach(db, actor, campaignId, "campaign.manage") : await checkUnits(db, actor, campaignId, units);
  if (!reach.ok) return reach;
  if (states.includes(campaign.state)) return accept(campaign);
  return refuse({ kind: "wrong-state", what: "campaign", state: campaign.state, expected: states });
}

async function checkUnits(db: Db, actor: Actor, campaignId: string, units: readonly string[]): Promise<Result<true>> {
  if (units.length === 0) return refuse({ kind: "wrong-form", fields: { units: "required" } });
  const asked = new Set(await campaignUnits(db, campaignId));
  const foreign = units.find((unit) => !asked.has(unit) || denial(actor.access, { name: "campaign", capability: "campaign.manage", unit }));
  return foreign === undefined ? accept(true) : refuse({ kind: "not-found", what: "unit", id: foreign });
}
