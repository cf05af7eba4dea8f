import { randomUUID } from "node:crypto";
import { checkGuidance, type GuidanceKind } from "#app/domain/campaign/guidance.ts";
import { measuresOf } from "#app/domain/forecast/measure.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { logEvents } from "#db/queries/campaign/event.ts";
import { insertGuidance, lastRule } from "#db/queries/campaign/guidance.ts";
import { type Campaign, campaignUnits, lockCampaign } from "#db/queries/campaign.ts";
import { spendingClassesOf } from "#db/queries/forecast/codes.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

export interface GuidanceInput {
  readonly campaignId: string;
  /** Null: every unit of the campaign. */
  readonly unit: string | null;
  /** Null: everything that is asked of the measure. */
  readonly nature: string | null;
  /** The same rule for each of them. */
  readonly measures: readonly BudgetResource[];
  readonly kind: GuidanceKind;
  /** Hundredths of a percent for a rate, else the smallest unit of the measure; null takes the rule back. */
  readonly value: bigint | null;
  readonly note: string;
}

/** Tells units what to aim at. The rule that it replaces is kept; one that says the same again changes nothing. */
export async function setGuidance(context: CommandContext, input: GuidanceInput): Promise<Result<{ set: number }>> {
  return await runCommand(context, { name: "set-guidance", capability: "campaign.manage" }, input, async (db, touch) => {
    const campaign = await lockCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const checked = await checkPlace(db, context, campaign, input);
    if (!checked.ok) return checked;
    const { unit, nature, kind, value } = input;
    const note = input.note.trim();
    let set = 0;
    for (const measure of new Set(input.measures)) {
      const last = await lastRule(db, { campaign: campaign.id, unit, nature, measure });
      if ((last?.value ?? null) === value && (value === null || (last?.kind === kind && last.note === note))) continue;
      const id = randomUUID();
      await insertGuidance(db, { id, campaign: campaign.id, unit, nature, measure, kind, value, note, author: context.actor.id });
      const detail = { measure, nature, rule: value === null ? "none" : kind, value: value === null ? null : String(value) };
      await logEvents(db, [
        { campaign: campaign.id, kind: "guidance", actor: context.actor.id, unit: unit ?? undefined, reason: note, detail },
      ]);
      touch({ kind: "guidance", id, ...(unit === null ? {} : { unit }), detail });
      set += 1;
    }
    return accept({ set });
  });
}

/** A campaign that is not closed, a unit that it asks (all of them: each within reach), a nature that bears the measures, a value within bounds. */
async function checkPlace(
  db: Db,
  { actor }: CommandContext,
  campaign: Campaign,
  { unit, nature, measures, kind, value }: GuidanceInput,
): Promise<Result<true>> {
  if (campaign.state === "closed")
    return refuse({ kind: "wrong-state", what: "campaign", state: campaign.state, expected: ["draft", "open", "arbitration"] });
  const reach =
    unit === null ? await checkCampaignReach(db, actor, campaign.id, "campaign.manage") : await checkUnit(db, actor, campaign, unit);
  if (!reach.ok) return reach;
  if (measures.length === 0) return refuse({ kind: "wrong-form", fields: { measures: "required" } });
  const classes = await spendingClassesOf(db, nature === null ? [] : [nature], `${campaign.targetYear}-01-01`);
  if (!classes.ok) return classes;
  const spendingClass = nature === null ? undefined : classes.value.get(nature);
  if (spendingClass && measures.some((measure) => !measuresOf[spendingClass].includes(measure)))
    return refuse({ kind: "wrong-form", fields: { measures: "personnelOnly" } });
  return value === null ? accept(true) : checkGuidance({ unit, kind, value });
}

async function checkUnit(db: Db, actor: CommandContext["actor"], campaign: Campaign, unit: string): Promise<Result<true>> {
  const foreign = denial(actor.access, { name: "set-guidance", capability: "campaign.manage", unit });
  const asked = !foreign && (await campaignUnits(db, campaign.id)).includes(unit);
  return asked ? accept(true) : refuse({ kind: "not-found", what: "unit", id: unit });
}
