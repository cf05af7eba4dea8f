import { lastDayOf, type Month, yearOf } from "#app/domain/month.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import { workloadLines } from "#app/domain/workload/month.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { monthFacts } from "#db/queries/execution-months.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { workOfMonth } from "#db/queries/workload/spent-month.ts";
import { type RecordedFacts, recordFacts } from "./record-facts.ts";
import { workload } from "./record-workload.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Posts the days of a month that is over as time says, for the units within reach where nothing stands for that month: a month that was posted is a
 * fact, and is taken back before it is posted anew. Returns what was recorded: one fact for each unit.
 */
export async function postWorkload(context: CommandContext, input: { readonly month: Month }): Promise<Result<RecordedFacts>> {
  const { month } = input;
  return await runCommand(context, { name: "post-workload", capability: "execution.request" }, input, async (db, touch) => {
    const lastDay = lastDayOf(month);
    if (lastDay > context.today) return refuse({ kind: "workload-month-not-over", month, lastDay });
    const units = (await visibleUnits(db, context.actor.access, "execution.request", context.today)).map(({ code }) => code);
    // Time that is being recorded waits, or is waited for: what is posted is what the months hold.
    await lockNamed(db, "time of a team", units);
    const facts = await monthFacts(db, yearOf(month), "workload", units);
    const posted = new Set(facts.filter((own) => own.month === month && own.amount !== 0n).map(({ unit }) => unit));
    const { spent, present, natures } = await workOfMonth(db, { units, month, today: context.today });
    const lines = workloadLines(
      spent.filter(({ unit }) => !posted.has(unit)),
      present,
      natures,
    );
    if (lines.length === 0) return refuse({ kind: "workload-nothing-to-post", month });
    return await recordFacts(db, context, { month, on: lastDay, lines }, workload, touch);
  });
}
