import { randomUUID } from "node:crypto";
import { type CampaignKind, checkCampaign } from "#app/domain/campaign/campaign.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertCampaign } from "#db/queries/campaign.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

export interface CampaignInput {
  readonly targetYear: number;
  readonly kind: CampaignKind;
  readonly label: string;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly units: readonly string[];
}

/** Asks units for their requests for a year: an empty sheet for each. Units are those of the first day of that year. */
export async function openCampaign(context: CommandContext, input: CampaignInput): Promise<Result<{ campaignId: string }>> {
  return await runCommand(context, { name: "open-campaign", capability: "campaign.manage" }, input, async (db, touch) => {
    const plan = checkCampaign(input);
    if (!plan.ok) return plan;
    if (input.targetYear < 2010 || input.targetYear > 2045) {
      return refuse({ kind: "year-out-of-plan", year: input.targetYear, first: 2010, last: 2045 });
    }
    const units = [...new Set(input.units)];
    const codes = await checkCodes(db, "unit", units, `${input.targetYear}-01-01`);
    if (!codes.ok) return codes;
    const foreign = units.find((unit) => denial(context.actor.access, { name: "open-campaign", capability: "campaign.manage", unit }));
    if (foreign !== undefined) return refuse({ kind: "not-found", what: "unit", id: foreign });
    const id = randomUUID();
    const sheets = units.map((unit) => ({ id: randomUUID(), unit }));
    const campaign = { ...input, label: input.label.trim(), id, state: "open" as const, author: context.actor.id, sheets };
    const { units: _, ...row } = campaign;
    if (!(await insertCampaign(db, row))) return refuse({ kind: "already-exists", what: "campaign", id: campaign.label });
    touch({ kind: "campaign", id });
    return accept({ campaignId: id });
  });
}
