import { randomUUID } from "node:crypto";
import { askedBy } from "#app/domain/arbitration/proposal/case.ts";
import { checkCriteria, type ProposalCriteria } from "#app/domain/arbitration/proposal/criteria.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { proposalCase } from "#db/queries/arbitration/proposal/case.ts";
import { criteriaOf, findCriteria, insertCriteria } from "#db/queries/arbitration/proposal/criteria.ts";
import { campaignUnits, lockCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ProposalCriteriaInput {
  readonly campaignId: string;
  readonly name: string;
  readonly content: ProposalCriteria;
  /** The criteria that these replace, whose name they keep; null: new ones. */
  readonly replaces: string | null;
}

/** Keeps criteria by name, for everybody who reads the campaign; those that they replace stay readable. */
export async function saveProposalCriteria(context: CommandContext, input: ProposalCriteriaInput): Promise<Result<{ criteriaId: string }>> {
  const declaration = { name: "save-proposal-criteria", capability: "arbitration.prepare" } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const campaign = await lockCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.prepare");
    if (!reach.ok) return reach;
    const before = await findCriteria(db, input.replaces);
    if (input.replaces !== null && before?.campaignId !== campaign.id)
      return refuse({ kind: "not-found", what: "criteria", id: input.replaces });
    if (before && !before.inForce) return refuse({ kind: "stale", what: "criteria", seen: 0n, current: 1n });
    const name = before?.name ?? input.name.trim();
    if (name === "") return refuse({ kind: "wrong-form", fields: { name: "required" } });
    if (!before && (await criteriaOf(db, campaign.id)).some((own) => own.name === name))
      return refuse({ kind: "already-exists", what: "criteria", id: name });
    const units = await campaignUnits(db, campaign.id);
    const stranger = [...Object.keys(input.content.percentByUnit), ...input.content.floors.map(({ unit }) => unit)].find(
      (unit) => !units.includes(unit),
    );
    if (stranger !== undefined) return refuse({ kind: "unknown-code", dimension: "unit", code: stranger });
    const given = await proposalCase(db, campaign, { today: context.today });
    const checked = checkCriteria(input.content, (unit, key) => askedBy(given, unit, key));
    if (!checked.ok) return checked;
    const id = randomUUID();
    await insertCriteria(db, {
      id,
      campaign: campaign.id,
      name,
      content: checked.value,
      author: context.actor.id,
      replaces: input.replaces,
    });
    touch({ kind: "criteria", id, detail: { name, ...checked.value } });
    return accept({ criteriaId: id });
  });
}
