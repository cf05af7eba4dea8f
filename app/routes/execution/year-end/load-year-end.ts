import { carryOverCaps, carryOverRooms } from "#app/domain/allotment/carry-over.ts";
import { isComplementary } from "#app/domain/execution/year-end/complementary.ts";
import { stateOfSteps, type YearEndFacts } from "#app/domain/execution/year-end/steps.ts";
import { isBlocking } from "#app/domain/ledger/closing-check.ts";
import type { Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { capStates } from "#db/queries/allotment-caps.ts";
import { outstandingTotal } from "#db/queries/execution-outstanding.ts";
import { type FiscalYear, fiscalYears } from "#db/queries/fiscal-year.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { readiness } from "#db/queries/ledger/readiness.ts";
import { liveWaivers } from "#db/queries/ledger/waiver.ts";
import {
  carriedInto,
  endingStages,
  overrunsOf,
  plannedTranches,
  requestsTakenAfter,
  type StageTotal,
  stageTotals,
  standingLapses,
  unpaidRequests,
} from "#db/queries/year-end.ts";

/** The exercise of the address and the one that follows; 404 where there is none. */
export async function endingExercise({ db, year, notFound }: LoaderScene): Promise<{ exercise: FiscalYear; next: FiscalYear | undefined }> {
  const years = await fiscalYears(db);
  const exercise = years.find((own) => own.year === year);
  if (!exercise) throw notFound("year", String(year));
  return { exercise, next: years.find((own) => own.year > year) };
}

/** Everything that the end of an exercise has to say, and where each of its steps stands. */
export async function loadYearEnd(scene: LoaderScene) {
  const { db, year, today } = scene;
  const { exercise, next } = await endingExercise(scene);
  const totals = await stageTotals(db, year);
  const overruns = await overrunsOf(db, year);
  const lapses = await standingLapses(db, year);
  const tranches = await plannedTranches(db, year);
  const unpaid = await unpaidRequests(db, year);
  const waivers = (await liveWaivers(db, year)).filter(({ check, approvedAt }) => approvedAt !== null && check.startsWith("overrun-"));
  const carried = next ? await carriedInto(db, next.year) : [];
  const carryRooms = next ? carryOverRooms(await capStates(db, next.year, carryOverCaps)) : [];
  const commitments = await openCommitments(scene, exercise);
  const closed = (await closingInForce(db, year)) !== undefined;
  const lapsed = totals.filter(({ stage }) => stage === "lapsed");
  const facts: YearEndFacts = {
    ...{ ended: today > exercise.lastDay, complementary: isComplementary(exercise, today), closed },
    ...{ overruns: overruns.length, overrunsWaived: waivedCount(overruns, waivers), tranches: tranches.count, unpaid: unpaid.count },
    ...{ open: totals.filter(isOpen).length, lapsed: lapses.length > 0, toTakeAgain: next ? unpaid.count : 0 },
    takenAgain: await requestsTakenAfter(db, year),
    openCommitments: commitments.count,
    carriable: sum(lapsed.filter(({ resource }) => resource === "AE" || resource === "CP").map(({ amount }) => amount)),
    carried: sum(carried.map(({ amount }) => amount)),
    closingBlocked: closed ? 0 : await blockedOtherwise(scene, exercise),
  };
  return {
    ...{ exercise, next: next?.year ?? null, totals, overruns, lapses, tranches, unpaid, carried, carryRooms, commitments, facts },
    states: stateOfSteps(facts),
  };
}

export type YearEnd = Awaited<ReturnType<typeof loadYearEnd>>;

/** A stage that must be empty once the exercise has ended. */
export function isOpen({ stage }: Pick<StageTotal, "stage">): boolean {
  return (endingStages as readonly string[]).includes(stage);
}

async function openCommitments(scene: LoaderScene, { year, firstDay, lastDay }: Exercise): Promise<{ count: number; amount: bigint }> {
  const { db, access, today } = scene;
  const units = (await visibleUnits(db, access, "execution.read", today)).map(({ code }) => code);
  const on: Day = today < lastDay ? today : lastDay;
  const { count, outstanding } = await outstandingTotal(db, { year, firstDay, on, units });
  return { count, amount: outstanding };
}

/** Overruns that two persons let through for their very amount, resource by resource. */
function waivedCount(
  overruns: Awaited<ReturnType<typeof overrunsOf>>,
  waivers: readonly { readonly check: string; readonly amount: bigint }[],
): number {
  return overruns.filter(({ resource }) => {
    const whole = sum(overruns.filter((own) => own.resource === resource).map(({ amount }) => amount));
    return waivers.some(({ check, amount }) => check === `overrun-${resource}` && amount === whole);
  }).length;
}

/** What the list of the closing says, the overruns left to their own step. */
async function blockedOtherwise({ db, today }: LoaderScene, exercise: Exercise): Promise<number> {
  const waivers = await liveWaivers(db, exercise.year);
  const checks = await readiness(db, exercise, today, { provedAlready: true });
  return checks.filter((check) => !check.name.startsWith("overrun-") && isBlocking(check, waivers)).length;
}
