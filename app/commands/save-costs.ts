import { rateBounds } from "#app/domain/campaign/guidance.ts";
import type { AverageCost, CostHypotheses } from "#app/domain/forecast/staff/cost.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { spendingClassesOf } from "#db/queries/forecast/codes.ts";
import { insertAverageCost, insertHypotheses } from "#db/queries/forecast/cost-table.ts";
import { staffCategoriesOn } from "#db/queries/forecast/staff.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/**
 * Sets what an ETPT of a category costs from a year on, in place of what was said of that year; the history keeps it. Costs hold for every unit:
 * the capability is asked on the root. What was computed with the former cost stays until its staff is saved again.
 */
export async function saveAverageCost(context: CommandContext, input: AverageCost): Promise<Result<{ category: string }>> {
  return await runCommand(context, { name: "save-average-cost", capability: "campaign.manage" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "campaign.manage");
    if (!whole.ok) return whole;
    const { category, fromYear, cost } = input;
    if (cost < 0n) return refuse({ kind: "negative-amount", line: 1, amount: cost });
    const known = await staffCategoriesOn(db, `${fromYear}-01-01`);
    if (!known.some(({ code }) => code === category)) return refuse({ kind: "unknown-code", dimension: "nature", code: category });
    await insertAverageCost(db, input, context.actor.id);
    touch({ kind: "setting", id: `averageCost ${category} ${fromYear}` });
    return accept({ category });
  });
}

/** Sets the general hypotheses of staff from a year on, in place of those of that year; see `saveAverageCost`. */
export async function saveHypotheses(context: CommandContext, input: CostHypotheses): Promise<Result<{ fromYear: number }>> {
  return await runCommand(context, { name: "save-hypotheses", capability: "campaign.manage" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "campaign.manage");
    if (!whole.ok) return whole;
    const { fromYear, pensionsNature } = input;
    const fault = faultOfRates(input);
    if (fault) return refuse(fault);
    const classes = await spendingClassesOf(db, [pensionsNature], `${fromYear}-01-01`);
    if (!classes.ok) return classes;
    if (classes.value.get(pensionsNature) !== "personnel")
      return refuse({ kind: "unknown-code", dimension: "nature", code: pensionsNature });
    await insertHypotheses(db, input, context.actor.id);
    touch({ kind: "setting", id: `costHypotheses ${fromYear}` });
    return accept({ fromYear });
  });
}

function faultOfRates({ generalMeasures, gvtPlus, gvtMinus, pensions }: CostHypotheses): Refusal | undefined {
  const { lowest, highest } = rateBounds;
  if (generalMeasures < lowest || generalMeasures > highest) return { kind: "rate-out-of-bounds", rate: generalMeasures, lowest, highest };
  const rate = [gvtPlus, gvtMinus, pensions].find((own) => own < 0n || own > highest);
  return rate === undefined ? undefined : { kind: "rate-out-of-bounds", rate, lowest: 0n, highest };
}
