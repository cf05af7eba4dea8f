import { randomUUID } from "node:crypto";
import type { ProposalRefusal } from "#app/domain/arbitration/proposal/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { enqueue } from "#db/job-queue.ts";
import { type NamedCase, proposalCase } from "#db/queries/arbitration/proposal/case.ts";
import { findCriteria } from "#db/queries/arbitration/proposal/criteria.ts";
import { findProposal } from "#db/queries/arbitration/proposal/proposal.ts";
import { insertSearch } from "#db/queries/arbitration/proposal/search.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { addJob } from "#db/queries/job.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { toStored } from "./stored-value.ts";

export interface ProposalSearchInput {
  readonly campaignId: string;
  /** Null: the usual criteria. */
  readonly criteriaId: string | null;
  /** The proposal from which the search goes on, with its criteria. */
  readonly continues: string | null;
}

export const searchKind = "propose";

/** Asks for a proposal, as a job: what cannot be proposed at all is refused at once. */
export async function searchProposal(context: CommandContext, input: ProposalSearchInput): Promise<Result<{ jobId: string }>> {
  const declaration = { name: "search-proposal", capability: "arbitration.prepare" } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const ready = await readyToPropose(db, context, input);
    if (!ready.ok) return ready;
    const jobId = randomUUID();
    await addJob(db, { id: jobId, kind: searchKind, request: toStored(input), author: context.actor.id });
    await insertSearch(db, { jobId, campaign: input.campaignId, criteriaId: input.criteriaId, continues: input.continues });
    await enqueue(db, { slug: context.organisation.slug, jobId });
    touch({ kind: "job", id: jobId, detail: { kind: searchKind } });
    return accept({ jobId });
  });
}

/** The case, once it is sure that something may be proposed of it. */
async function readyToPropose(db: Db, context: CommandContext, input: ProposalSearchInput): Promise<Result<NamedCase>> {
  const campaign = await findCampaign(db, input.campaignId);
  if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
  const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.prepare");
  if (!reach.ok) return reach;
  const { criteriaId, continues } = input;
  if (criteriaId !== null && (await findCriteria(db, criteriaId))?.campaignId !== campaign.id)
    return refuse({ kind: "not-found", what: "criteria", id: criteriaId });
  if (continues !== null && (await findProposal(db, continues))?.campaignId !== campaign.id)
    return refuse({ kind: "not-found", what: "proposal", id: continues });
  const given = await proposalCase(db, campaign, { today: context.today });
  const obstacle = obstacleTo(given);
  return obstacle ? refuse(obstacle) : accept(given);
}

/** Why nothing can be proposed of a case. */
export function obstacleTo({ year, requests, envelopes }: NamedCase): ProposalRefusal | undefined {
  if (requests.length === 0) return { kind: "proposal-nothing-asked" };
  return envelopes.length === 0 ? { kind: "proposal-without-envelope", year } : undefined;
}
