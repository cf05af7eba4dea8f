import { randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertScenario, type ScenarioStart } from "#db/queries/arbitration/scenario.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ScenarioInput {
  readonly campaignId: string;
  readonly name: string;
  /** What the decision form proposes at first. */
  readonly startFrom: ScenarioStart;
}

/** A named set of decisions on a campaign. It copies nothing, whatever the size of the campaign. */
export async function createScenario(context: CommandContext, input: ScenarioInput): Promise<Result<{ scenarioId: string }>> {
  return await runCommand(context, { name: "create-scenario", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const campaign = await findCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.prepare");
    if (!reach.ok) return reach;
    const name = input.name.trim();
    if (name === "") return refuse({ kind: "wrong-form", fields: { name: "required" } });
    const id = randomUUID();
    const inserted = await insertScenario(db, { id, campaign: campaign.id, name, startFrom: input.startFrom, author: context.actor.id });
    if (!inserted) return refuse({ kind: "already-exists", what: "scenario", id: name });
    touch({ kind: "scenario", id });
    return accept({ scenarioId: id });
  });
}
