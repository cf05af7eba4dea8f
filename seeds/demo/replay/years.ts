import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { currentYear, type ExecutedYear, executedMonths, firstDayIn, lastDayIn, type Progress } from "../plan/calendar.ts";
import type { PlannedMovement } from "../plan/movements.ts";
import * as words from "../plan/words.ts";
import type { DemoPlan, YearPlan } from "../plan/year.ts";
import { type Commitments, commit, playMonth } from "./execution.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** Opens every exercise, then plays the years in order: what an earlier one commits, a later one pays. */
export async function playYears(set: StageSet, plan: DemoPlan, progress: Progress, report: (step: string) => void): Promise<Commitments> {
  const commitments: Commitments = new Map();
  for (const { year } of [plan.outstanding, ...plan.years]) {
    accepted(await openFiscalYear(await set.system(firstDayIn(year, 1)), { year }), `exercise ${year}`);
  }
  for (const movement of plan.outstanding.movements) await move(set, plan.outstanding.year, movement);
  await commit(set, plan, plan.outstanding.year, 12, commitments);
  for (const year of plan.years) {
    report(`Exercise ${year.year}`);
    await playYear(set, plan, year, progress, commitments);
  }
  return commitments;
}

async function playYear(set: StageSet, plan: DemoPlan, year: YearPlan, progress: Progress, commitments: Commitments): Promise<void> {
  const months = executedMonths(year.year as ExecutedYear, progress);
  const due = year.movements.filter(({ on }) => on <= progress.today);
  for (let month = 1; month <= months; month += 1) {
    for (const movement of due.filter(({ on }) => Number(on.slice(5, 7)) === month)) await move(set, year.year, movement);
    await playMonth(set, plan, year, month, commitments);
  }
  for (const movement of due.filter(({ on }) => Number(on.slice(5, 7)) > months)) await move(set, year.year, movement);
  if (year.year === currentYear) return;
  const last = lastDayIn(year.year, 12);
  const reason = words.lapse(year.year);
  accepted(await lapseCredits(set.as("chef-comptable", last), { fiscalYear: year.year, on: last, reason }), reason);
}

async function move(set: StageSet, fiscalYear: number, movement: PlannedMovement): Promise<void> {
  const context = set.as("programme", movement.on);
  const step = `${movement.reason}, ${movement.on}`;
  if (movement.kind === "opening") accepted(await openCredits(context, { ...movement, fiscalYear }), step);
  else accepted(await moveCredits(context, movement), step);
}
