import { randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findScenario, insertScenario, type Scenario, type ScenarioStart } from "#db/queries/arbitration/scenario.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ScenarioInput {
  readonly campaignId: string;
  readonly name: string;
  /** What its amounts are before anybody writes one. */
  readonly startFrom: ScenarioStart | "scenario";
  /** The scenario that it branches off, when it starts from one. */
  readonly parentId?: string | undefined;
}

/**
 * A named set of amounts and decisions on a campaign, or a branch of one: the branch shows what its parent shows at this moment, decisions included, until
 * something else is written or decided in it. It copies nothing, whatever the size of the campaign.
 */
export async function createScenario(context: CommandContext, input: ScenarioInput): Promise<Result<{ scenarioId: string }>> {
  return await runCommand(context, { name: "create-scenario", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const campaign = await findCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.prepare");
    if (!reach.ok) return reach;
    const name = input.name.trim();
    if (name === "") return refuse({ kind: "wrong-form", fields: { name: "required" } });
    const from = await startOf(db, campaign, input);
    if (!from.ok) return from;
    const id = randomUUID();
    const { targetYear } = campaign;
    const inserted = await insertScenario(db, { id, campaign: campaign.id, targetYear, name, author: context.actor.id, from: from.value });
    if (!inserted) return refuse({ kind: "already-exists", what: "scenario", id: name });
    touch({ kind: "scenario", id });
    return accept({ scenarioId: id });
  });
}

async function startOf(db: Db, campaign: Campaign, { startFrom, parentId }: ScenarioInput): Promise<Result<ScenarioStart | Scenario>> {
  if (startFrom !== "scenario") return accept(startFrom);
  const parent = await findScenario(db, parentId ?? "");
  if (parent?.campaignId !== campaign.id) return refuse({ kind: "not-found", what: "scenario", id: parentId ?? "" });
  return accept(parent);
}
