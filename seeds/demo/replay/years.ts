import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { refreshStatistics } from "#db/queries/statistics.ts";
import { currentYear, executedMonths, firstDayIn, lastDayIn, type Progress } from "../plan/calendar.ts";
import type { PlannedMovement } from "../plan/movements.ts";
import * as words from "../plan/words.ts";
import type { DemoPlan, YearPlan } from "../plan/year.ts";
import { closePastYears } from "./closings.ts";
import { commit, playMonth } from "./execution.ts";
import { importExecution } from "./extracts.ts";
import { matchThirdParties } from "./matching.ts";
import { orderUnpaid } from "./procurement.ts";
import { sayLandings, tellReviews } from "./reviews.ts";
import { accepted, type Commitments, type StageSet } from "./stage-set.ts";
import { spendTime } from "./works.ts";
import { endYears } from "./year-ends.ts";

/**
 * Opens every exercise, shares out its credits and commits; then executes it month by month. Exercises share no number, no position and no
 * line of a commitment: they are played side by side, each of them in the order of its days, and the same numbers come out at each run.
 * Then the past ones are closed, one after the other. Returns what each planned commitment became.
 */
export async function playYears(set: StageSet, plan: DemoPlan, progress: Progress, report: (step: string) => void): Promise<Commitments> {
  const commitments: Commitments = new Map();
  const years = [plan.outstanding, ...plan.years];
  report("Exercises");
  for (const { year } of years) accepted(await openFiscalYear(await set.system(firstDayIn(year, 1)), { year }), `exercise ${year}`);
  report("Credits and commitments");
  await Promise.all(years.map((year) => shareOutAndCommit(set, plan, year, progress, commitments)));
  await set.database.write(set.organisation, refreshStatistics);
  report("Payments, payroll and staff");
  await Promise.all(plan.years.map((year) => execute(set, plan, year, progress, commitments)));
  await set.database.write(set.organisation, refreshStatistics);
  report("Works");
  await spendTime(set, progress);
  report("Ends of years");
  await endYears(set, progress);
  report("Closings");
  await closePastYears(set);
  report("Reviews");
  await tellReviews(set);
  return commitments;
}

async function shareOutAndCommit(
  set: StageSet,
  plan: DemoPlan,
  own: YearPlan,
  progress: Progress,
  commitments: Commitments,
): Promise<void> {
  const last = executedMonths(own.year, progress);
  for (const movement of own.movements.filter(({ on }) => on <= progress.today)) await move(set, own.year, movement);
  for (let month = 1; month <= last; month += 1) await commit(set, plan, own.year, month, commitments);
  if (own.year === currentYear - 1) await orderUnpaid(set, own.year, commitments);
}

async function execute(set: StageSet, plan: DemoPlan, own: YearPlan, progress: Progress, commitments: Commitments): Promise<void> {
  const months = executedMonths(own.year, progress);
  if (own.year === currentYear) await importExecution(set, plan, own, progress);
  for (let month = 1; month <= months; month += 1) {
    await playMonth(set, plan, own, month, commitments);
    await sayLandings(set, own.year, month);
    // The last month of the year under way is left to match.
    if (month === (own.year === currentYear ? months - 1 : months)) await matchThirdParties(set, own.year, month);
  }
  if (own.year === currentYear) return;
  const last = lastDayIn(own.year, 12);
  const reason = words.lapse(own.year);
  accepted(await lapseCredits(set.as("chef-comptable", last), { fiscalYear: own.year, on: last, reason }), reason);
}

async function move(set: StageSet, fiscalYear: number, movement: PlannedMovement): Promise<void> {
  const context = set.as("programme", movement.on);
  const step = `${movement.reason}, ${movement.on}`;
  if (movement.kind === "opening") accepted(await openCredits(context, { ...movement, fiscalYear }), step);
  else accepted(await moveCredits(context, movement), step);
}
