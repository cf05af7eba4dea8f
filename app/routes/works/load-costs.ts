import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { sum } from "#app/domain/quantity.ts";
import { totalCost, unitCost, wholeOf } from "#app/domain/works/allocation.ts";
import { doneOf, nextDate, type Output, type Phase, standingOf, type Volume, type WorkDate } from "#app/domain/works/operation.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { type YearCosts, yearCosts } from "#db/queries/works/costs.ts";
import { datesOf, type NamedOperation, phasesOf, statisticalOperations, volumesOf } from "#db/queries/works/operations.ts";
import { unitsInScope } from "../units/scope.ts";

/** What an operation costs in a year, as far as the reader sees it: without what personnel costs, its direct expense alone. */
export interface SeenCost {
  readonly year: number;
  readonly direct: Quantity;
  readonly days: Quantity;
  readonly unrated: Quantity;
  /** Null: not for this reader. */
  readonly personnel: Quantity | null;
  readonly support: Quantity | null;
  readonly total: Quantity | null;
}

/** The cost of an operation in a year that was shared out. */
export function seenCost({ year, costs }: YearCosts, operation: string, whole: boolean): SeenCost {
  const own = costs.filter((each) => each.operation === operation);
  const parts = totalCost(own);
  return {
    ...{ year, direct: parts.direct, days: sum(own.map(({ days }) => days)), unrated: sum(own.map(({ unrated }) => unrated)) },
    ...(whole
      ? { personnel: parts.personnel, support: parts.support, total: wholeOf(parts) }
      : { personnel: null, support: null, total: null }),
  };
}

/** Whether the reader sees what personnel costs on the unit of an operation. */
export function seesWhole({ access }: Pick<LoaderScene, "access">, { unit }: Pick<NamedOperation, "unit">): boolean {
  return costView(costSightOf(access), unit) === "whole";
}

/** A volume with what one of its unit costs; null: not for this reader, or nothing was spent. */
export interface CostedVolume {
  readonly output: Output;
  readonly volume: Quantity;
  readonly unitCost: Quantity | null;
}

export function costedVolumes(volumes: readonly Volume[], { year, total }: SeenCost): CostedVolume[] {
  return volumes
    .filter((own) => own.year === year)
    .map(({ output, volume }) => ({ output, volume, unitCost: total === null || total === 0n ? null : unitCost(total, volume) }));
}

/** A row of the list of works. */
export interface WorksRow extends NamedOperation {
  readonly done: number | null;
  readonly next: WorkDate | null;
  readonly late: number;
  readonly cost: SeenCost;
  readonly main: CostedVolume | null;
}

/** The operations of the year in the reader's scope, with what they cost: of the page and of its files. */
export async function worksRows(scene: LoaderScene): Promise<WorksRow[]> {
  const { db, year, today } = scene;
  const units = (await unitsInScope(scene, "planning.read")).map(({ code }) => code);
  const operations = await statisticalOperations(db, { units, year }, today);
  const ids = operations.map(({ id }) => id);
  const phases = await phasesOf(db, ids);
  const dates = await datesOf(db, ids);
  const volumes = await volumesOf(db, ids);
  const costs = await yearCosts(db, year);
  return operations.map((operation) => {
    const mine = <Own extends { readonly operation: string }>(some: readonly Own[]) => some.filter((own) => own.operation === operation.id);
    const cost = seenCost(costs, operation.id, seesWhole(scene, operation));
    return { ...operation, ...progressOf(mine(phases), mine(dates), today), cost, main: mainVolume(operation, mine(volumes), cost) };
  });
}

function mainVolume({ output }: NamedOperation, volumes: readonly Volume[], cost: SeenCost): CostedVolume | null {
  return costedVolumes(volumes, cost).find((own) => own.output === output) ?? null;
}

export function progressOf(phases: readonly Phase[], dates: readonly WorkDate[], today: string) {
  return {
    done: doneOf(phases),
    next: nextDate(dates) ?? null,
    late: dates.filter((date) => standingOf(date, today) === "late").length,
  };
}
