import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import { hasAdopted, lockScenarioRow } from "#db/queries/arbitration/scenario-writing.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach, openForRequests } from "./planning-reach.ts";
import type { CommandContext } from "./run.ts";

export interface OpenedScenario {
  readonly scenario: Scenario;
  readonly campaign: Campaign;
}

/**
 * A scenario that the actor may prepare, locked until the end of the transaction. In this order: it exists (`not-found`); the actor prepares the whole
 * campaign (`forbidden`); the campaign still takes requests, none of its scenarios is adopted, and this one is open (`wrong-state`).
 */
export async function openedScenario(db: Db, { actor }: Pick<CommandContext, "actor">, id: string): Promise<Result<OpenedScenario>> {
  const scenario = await lockScenarioRow(db, id);
  const campaign = scenario && (await findCampaign(db, scenario.campaignId));
  if (!campaign) return refuse({ kind: "not-found", what: "scenario", id });
  const reach = await checkCampaignReach(db, actor, campaign.id, "arbitration.prepare");
  if (!reach.ok) return reach;
  const open = openForRequests(campaign);
  if (!open.ok) return open;
  const state = (await hasAdopted(db, campaign.id)) ? "adopted" : scenario.state;
  if (state !== "open") return refuse({ kind: "wrong-state", what: "scenario", state, expected: ["open"] });
  return accept({ scenario, campaign });
}
