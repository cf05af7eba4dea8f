import { changesBetween, digestsOf } from "#app/domain/arbitration/proposal/inputs.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { proposalCase } from "#db/queries/arbitration/proposal/case.ts";
import type { KeptProposal } from "#db/queries/arbitration/proposal/proposal.ts";
import type { Campaign } from "#db/queries/campaign.ts";
import type { CommandContext } from "./run.ts";

/** A proposal is applied to the requests that it was found from: once one of them changed it must be computed again. */
export async function checkUpToDate(
  db: Db,
  { today }: Pick<CommandContext, "today">,
  campaign: Campaign,
  { way, criteria, inputs, number }: KeptProposal,
): Promise<Result<true>> {
  const now = digestsOf(await proposalCase(db, campaign, { today }), criteria, way).inputs;
  const { requests } = changesBetween(inputs, now);
  return requests === 0 ? accept(true as const) : refuse({ kind: "proposal-outdated", number, requests });
}
