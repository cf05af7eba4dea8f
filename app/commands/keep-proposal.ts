import { randomUUID } from "node:crypto";
import type { ProposalCriteria } from "#app/domain/arbitration/proposal/criteria.ts";
import { digestsOf } from "#app/domain/arbitration/proposal/inputs.ts";
import type { Proposal } from "#app/domain/arbitration/proposal/propose.ts";
import type { Saving } from "#app/domain/arbitration/proposal/solver.ts";
import type { ProposalWay } from "#app/domain/arbitration/proposal/way.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { NamedCase } from "#db/queries/arbitration/proposal/case.ts";
import { type GrantedRequest, insertProposal, insertSavings } from "#db/queries/arbitration/proposal/proposal.ts";
import { endSearch } from "#db/queries/arbitration/proposal/search.ts";
import { lockCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface FoundProposal {
  readonly campaignId: string;
  readonly way: ProposalWay;
  readonly given: NamedCase;
  readonly criteria: { readonly id: string | null; readonly content: ProposalCriteria };
  readonly granted: readonly GrantedRequest[];
  /** Of a computed one. */
  readonly proven: Pick<Proposal, "worth" | "bound"> | null;
  readonly tookMs: number;
  readonly continues: string | null;
  /** The search that found it. */
  readonly jobId?: string | undefined;
}

/** Keeps a proposal with what it was found from, so that it can be read again, compared and applied. */
export async function keepProposal(context: CommandContext, found: FoundProposal): Promise<Result<{ proposalId: string; number: number }>> {
  const { campaignId, way, given, criteria, granted, proven, tookMs, continues, jobId } = found;
  const { inputs, hash } = digestsOf(given, criteria.content, way);
  const declaration = { name: "keep-proposal", capability: "arbitration.prepare" } as const;
  return await runCommand(context, declaration, { campaignId, way, hash, jobId }, async (db, touch) => {
    const campaign = await lockCampaign(db, campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: campaignId });
    const reach = await checkCampaignReach(db, context.actor, campaignId, "arbitration.prepare");
    if (!reach.ok) return reach;
    const id = randomUUID();
    const number = await insertProposal(db, {
      ...{ id, campaign: campaignId, way, criteriaId: criteria.id, criteria: criteria.content, inputs, inputsHash: hash },
      ...{ worth: proven?.worth ?? null, bound: proven?.bound ?? null, tookMs: Math.round(tookMs), continues, granted },
      author: context.actor.id,
    });
    if (jobId !== undefined) await endSearch(db, jobId, id);
    touch({ kind: "proposal", id, detail: { number, way, hash } });
    return accept({ proposalId: id, number });
  });
}

/** Keeps what more of each ceiling would save, once it was looked for. */
export async function keepSavings(
  context: CommandContext,
  input: { proposalId: string; savings: readonly Saving[] },
): Promise<Result<{ count: number }>> {
  const declaration = { name: "keep-proposal-savings", capability: "arbitration.prepare" } as const;
  return await runCommand(context, declaration, { proposalId: input.proposalId }, async (db) => {
    await insertSavings(db, input.proposalId, input.savings);
    return accept({ count: input.savings.length });
  });
}
