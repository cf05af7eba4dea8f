import { randomUUID } from "node:crypto";
import { type BudgetResource, largestQuantity, type Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { insertEnvelope } from "#db/queries/arbitration/envelope.ts";
import { lockCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface EnvelopeInput {
  readonly campaignId: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly targetYear: number;
  /** In the smallest unit of the resource, ≥ 0. */
  readonly amount: Quantity;
}

/** Says what may be shared out, for one class, resource and year. The envelope that it replaces is kept. */
export async function setEnvelope(context: CommandContext, input: EnvelopeInput): Promise<Result<{ envelopeId: string }>> {
  return await runCommand(context, { name: "set-envelope", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const campaign = await lockCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.prepare");
    if (!reach.ok) return reach;
    const { spendingClass, resource, targetYear, amount } = input;
    if (amount < 0n) return refuse({ kind: "negative-amount", line: 0, amount });
    if (amount > largestQuantity) return refuse({ kind: "amount-out-of-range", line: 0, amount });
    const id = randomUUID();
    await insertEnvelope(db, { id, campaign: campaign.id, spendingClass, measure: resource, targetYear, amount, author: context.actor.id });
    touch({ kind: "envelope", id, detail: { spendingClass, resource, targetYear, amount } });
    return accept({ envelopeId: id });
  });
}
