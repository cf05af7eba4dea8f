import { randomUUID } from "node:crypto";
import { spreadDecision } from "#app/domain/arbitration/spreading.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { askedCellsOf } from "#db/queries/arbitration/many.ts";
import { bornOf } from "#db/queries/arbitration/proposal/board.ts";
import { findProposal, grantedIn } from "#db/queries/arbitration/proposal/proposal.ts";
import { insertScenario } from "#db/queries/arbitration/scenario.ts";
import { writeScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import { lockCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { checkUpToDate } from "./up-to-date-proposal.ts";

export interface ProposalScenario {
  readonly proposalId: string;
  readonly name: string;
}

/**
 * « En faire un scénario »: a scenario that starts from what is asked, and in which the amounts of the proposal are prepared wherever they differ, as
 * lines to look at (« brouillon »): spread over the cells asked, exactly. Nothing of it is decided.
 */
export async function scenarioFromProposal(
  context: CommandContext,
  input: ProposalScenario,
): Promise<Result<{ scenarioId: string; cells: number }>> {
  const declaration = { name: "scenario-from-proposal", capability: "arbitration.prepare" } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const proposal = await findProposal(db, input.proposalId);
    const campaign = proposal && (await lockCampaign(db, proposal.campaignId));
    if (!campaign) return refuse({ kind: "not-found", what: "proposal", id: input.proposalId });
    const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.prepare");
    if (!reach.ok) return reach;
    const fresh = await checkUpToDate(db, context, campaign, proposal);
    if (!fresh.ok) return fresh;
    const name = input.name.trim();
    if (name === "") return refuse({ kind: "wrong-form", fields: { name: "required" } });
    const id = randomUUID();
    const { targetYear } = campaign;
    const row = { id, campaign: campaign.id, targetYear, name, author: context.actor.id, from: "asked" } as const;
    if (!(await insertScenario(db, row))) return refuse({ kind: "already-exists", what: "scenario", id: name });
    await bornOf(db, id, proposal.id);
    const changes = await changesOf(db, proposal.id);
    const detail = { proposal: proposal.id, number: proposal.number };
    if (changes.length > 0) await writeScenarioBatch(db, { scenario: id, kind: "entry", author: context.actor.id, detail }, changes);
    touch({ kind: "scenario", id, detail: { proposal: proposal.id, cells: changes.length } });
    return accept({ scenarioId: id, cells: changes.length });
  });
}

/** The cells of the requests that the proposal cuts, as it cuts them. */
async function changesOf(db: Parameters<typeof askedCellsOf>[0], proposal: string) {
  const granted = await grantedIn(db, proposal);
  const cells = await askedCellsOf(db, [...granted.keys()]);
  return [...granted].flatMap(([request, { asked, proposed }]) => {
    const own = cells.get(request) ?? [];
    const before = new Map(own.map((cell) => [`${cell.lineId} ${cell.measure} ${cell.targetYear} ${cell.month}`, cell.amount]));
    const decided = asked.map(({ amount, ...key }, index) => ({ ...key, asked: amount, decided: proposed[index]?.amount ?? 0n }));
    return spreadDecision(own, decided).flatMap(({ lineId, measure, targetYear, month, amount }) =>
      before.get(`${lineId} ${measure} ${targetYear} ${month}`) === amount
        ? []
        : [{ lineId, measure, targetYear, month, after: { amount, state: "draft" as const } }],
    );
  });
}
