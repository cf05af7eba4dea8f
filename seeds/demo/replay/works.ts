import { attachExpense, setSupportKey } from "#app/commands/attach-expense.ts";
import { recordWorkTime } from "#app/commands/record-work-time.ts";
import { saveAverageCost, saveHypotheses } from "#app/commands/save-costs.ts";
import { addOperation, linkWorkItem, savePhase, saveVolume, saveWorkDate } from "#app/commands/save-operation.ts";
import { addWorkItem } from "#app/commands/save-work-item.ts";
import { lastDayOf } from "#app/domain/month.ts";
import { workItems } from "#db/queries/workload/items.ts";
import { firstDayIn, type Progress } from "../plan/calendar.ts";
import {
  type DemoOperation,
  demoOperations,
  demoSupport,
  pastCosts,
  pastHypotheses,
  volumeSoFar,
  workedDays,
  workedMonths,
  workedYears,
} from "../plan/works.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** Items of works and the days spent on them, while their months are open. */
export async function spendTime(set: StageSet, progress: Progress): Promise<void> {
  const first = firstDayIn(workedYears[0], 1);
  for (const { items, activity, kind, lastMonth } of demoOperations)
    for (const { code, label, unit } of items) {
      const item = { code, label, activity, kind: kind === "project" ? ("project" as const) : ("recurrent" as const), requestId: null };
      accepted(await addWorkItem(set.as("programme", first), { ...item, unit, firstMonth: "2024-01", lastMonth }), code);
    }
  const known = await set.database.read(set.organisation, (db) => workItems(db, {}, first));
  const ids = new Map(known.map(({ code, id }) => [code, id]));
  const told = new Map(workedYears.flatMap((year) => [...workedDays(year)]));
  for (const month of workedMonths(progress)) {
    const days = (told.get(month) ?? []).map((own) => ({ ...own, item: ids.get(own.item) ?? "" }));
    accepted(await recordWorkTime(set.as("programme", lastDayOf(month)), { source: "import", days }), `time of ${month}`);
  }
}

/** Operations with their phases, dates, volumes and keys; what an ETPT cost; which expense is support. */
export async function tellOperations(set: StageSet, progress: Progress): Promise<void> {
  const programme = () => set.as("programme", progress.today);
  for (const cost of pastCosts) accepted(await saveAverageCost(programme(), cost), `cost of ${cost.category}`);
  accepted(await saveHypotheses(programme(), pastHypotheses), "hypotheses of past years");
  for (const operation of demoOperations) await tellOperation(set, operation, progress);
  accepted(await setSupportKey(programme(), demoSupport), "key of support");
}

async function tellOperation(set: StageSet, own: DemoOperation, progress: Progress): Promise<void> {
  const programme = () => set.as("programme", progress.today);
  const { code, label, kind, unit, activity, output, firstMonth, lastMonth } = own;
  accepted(await addOperation(programme(), { code, label, kind, unit, activity, output, firstMonth, lastMonth }), code);
  const phases = new Map<string, string>();
  for (const phase of own.phases) {
    const { phaseId } = accepted(await savePhase(programme(), { code, phase: { ...phase, id: null } }), `${code} ${phase.label}`);
    phases.set(phase.kind, phaseId);
  }
  const phaseOf = (kind: string) => phases.get(kind) ?? null;
  for (const { phase, doneOn, ...date } of own.dates) {
    // A day to come is not met yet.
    const met = doneOn !== null && doneOn <= progress.today ? doneOn : null;
    accepted(await saveWorkDate(programme(), { code, date: { ...date, id: null, phaseId: phaseOf(phase), doneOn: met } }), date.label);
  }
  for (const { output: given, byYear } of own.volumes)
    for (const [index, year] of workedYears.entries()) {
      const volume = volumeSoFar(byYear[index] ?? 0, year, progress);
      accepted(await saveVolume(programme(), { code, output: given, year, volume }), `${code} ${year}`);
    }
  for (const { code: item, phase } of own.items)
    accepted(await linkWorkItem(programme(), { code, item, phaseId: phaseOf(phase), linked: true }), item);
  for (const { phase, ...claim } of own.expenses)
    accepted(
      await attachExpense(programme(), { ...claim, to: code, phase: phaseOf(phase), fromYear: workedYears[0], lastYear: null }),
      `${code} ${claim.code}`,
    );
}
