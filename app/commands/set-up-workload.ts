import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { WorkloadSettings } from "#app/domain/workload/capacity.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { type AwayDays, saveAwayDays } from "#db/queries/workload/away.ts";
import { saveWorkloadSettings } from "#db/queries/workload/settings.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** What part of the days is for works, and from what load on a team is told to be loaded. */
export async function setUpWorkload(context: CommandContext, input: WorkloadSettings): Promise<Result<null>> {
  return await runCommand(context, { name: "set-up-workload", capability: "workload.arrange" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "workload.arrange");
    if (!whole.ok) return whole;
    const { availability, thresholds } = input;
    const total = availability.leave + availability.training + availability.overhead;
    if (total > 1000) return refuse({ kind: "availability-beyond-all", total });
    if (thresholds.high > thresholds.over) return refuse({ kind: "thresholds-out-of-order" });
    await saveWorkloadSettings(db, input);
    touch({ kind: "workloadSettings", id: "workload", detail: { ...input } });
    return accept(null);
  });
}

/** Days that people of a unit are away, month by month, as totals without names. */
export async function sayAwayDays(
  context: CommandContext,
  input: { readonly unit: string; readonly days: readonly Omit<AwayDays, "unit">[] },
): Promise<Result<null>> {
  const declaration = { name: "say-away-days", capability: "workload.plan", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const known = await checkCodes(db, "unit", [input.unit], context.today);
    if (!known.ok) return known;
    await saveAwayDays(
      db,
      input.days.map((own) => ({ ...own, unit: input.unit })),
      context.actor.id,
    );
    touch({ kind: "awayDays", id: input.unit, unit: input.unit, detail: { days: input.days } });
    return accept(null);
  });
}
