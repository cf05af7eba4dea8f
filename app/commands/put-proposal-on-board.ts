import { randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { boardProposal, insertBoardProposal } from "#db/queries/arbitration/proposal/board.ts";
import { findProposal } from "#db/queries/arbitration/proposal/proposal.ts";
import { lockCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { checkUpToDate } from "./up-to-date-proposal.ts";

export interface BoardInput {
  readonly proposalId: string;
  /** False: takes it off, and the opinions are proposed again. */
  readonly proposed: boolean;
}

/** « Proposer au tableau »: the verb « Proposition » then proposes what this proposal gives, in place of what another, or the opinions, did. */
export async function putProposalOnBoard(context: CommandContext, input: BoardInput): Promise<Result<{ number: number }>> {
  const declaration = { name: "put-proposal-on-board", capability: "arbitration.prepare" } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const proposal = await findProposal(db, input.proposalId);
    const campaign = proposal && (await lockCampaign(db, proposal.campaignId));
    if (!campaign) return refuse({ kind: "not-found", what: "proposal", id: input.proposalId });
    const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.prepare");
    if (!reach.ok) return reach;
    if (input.proposed) {
      const fresh = await checkUpToDate(db, context, campaign, proposal);
      if (!fresh.ok) return fresh;
    }
    const before = await boardProposal(db, campaign.id);
    const proposalId = input.proposed ? proposal.id : null;
    if ((before?.proposalId ?? null) !== proposalId) {
      const row = { id: randomUUID(), campaign: campaign.id, proposalId, author: context.actor.id, replaces: before?.id ?? null };
      await insertBoardProposal(db, row);
    }
    touch({ kind: "proposal", id: proposal.id, detail: { onBoard: input.proposed } });
    return accept({ number: proposal.number });
  });
}
