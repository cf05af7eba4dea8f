import { yearOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { wholeOf } from "#app/domain/works/allocation.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { yearCosts } from "#db/queries/works/costs.ts";
import { statedExpenses, supportKey } from "#db/queries/works/expenses.ts";
import { datesOf, itemsOf, phasesOf, volumesOf } from "#db/queries/works/operations.ts";
import { costedVolumes, progressOf, seenCost, seesWhole } from "../load-costs.ts";
import { operationAt } from "../operation-at.ts";

/** As many years as are compared at once. */
const mostYears = 5;

/** All that the page of an operation says: how far it is, what it costs by phase, over years, and where each amount comes from. */
export async function loadOperation(scene: LoaderScene) {
  const { db, access, year, today, mayDo } = scene;
  const operation = await operationAt(scene);
  const ids = [operation.id];
  const [phases, dates] = [await phasesOf(db, ids), await datesOf(db, ids)];
  const volumes = await volumesOf(db, ids);
  const whole = seesWhole(scene, operation);
  const years = (await fiscalYears(db))
    .map((own) => own.year)
    .filter((own) => yearOf(operation.firstMonth) <= own && own <= Math.max(year, yearOf(today)))
    .filter((own) => operation.lastMonth === null || own <= yearOf(operation.lastMonth))
    .slice(-mostYears);
  const shared = [];
  for (const own of years) shared.push(await yearCosts(db, own));
  const current = shared.find((own) => own.year === year) ?? (await yearCosts(db, year));
  const byYear = shared
    .map((own) => {
      const cost = seenCost(own, operation.id, whole);
      return { ...cost, volumes: costedVolumes(volumes, cost) };
    })
    .filter(({ direct, days, volumes: given }) => direct !== 0n || days !== 0n || given.length > 0);
  const nameOf = (phase: string | null) => phases.find(({ id }) => id === phase)?.label ?? null;
  const rank = (phase: string | null) => phases.findIndex(({ id }) => id === phase);
  const byPhase = current.costs
    .filter((own) => own.operation === operation.id)
    .toSorted((one, other) => rank(one.phase) - rank(other.phase))
    .map(({ phase, direct, days, personnel, support, ...own }) => ({
      ...{ phase, label: nameOf(phase), direct, days },
      ...(whole
        ? { personnel, support, total: wholeOf({ ...own, direct, personnel, support }) }
        : { personnel: null, support: null, total: null }),
    }));
  const stated = await statedExpenses(db, operation.id);
  const taken = (own: (typeof stated)[number]) =>
    current.takings.find(
      (each) =>
        each.operation === operation.id &&
        each.phase === own.phase &&
        each.key === own.key &&
        each.code === own.code &&
        each.unit === own.unit,
    );
  return {
    ...{ year, today, operation, phases, dates, whole, byYear, byPhase },
    ...progressOf(phases, dates, today),
    cost: seenCost(current, operation.id, whole),
    volumes,
    items: (await itemsOf(db, ids)).map((own) => ({ ...own, phase: nameOf(own.phaseId) })),
    expenses: stated.map((own) => ({
      ...own,
      phaseLabel: nameOf(own.phase),
      whole: taken(own)?.whole ?? 0n,
      amount: taken(own)?.amount ?? 0n,
    })),
    worked: current.valued
      .filter((own) => own.operation === operation.id)
      .map(({ unit, phase, days, cost }) => ({ unit, phase: nameOf(phase), days, cost: whole ? cost : null, rated: cost !== null })),
    unrated: sum(current.costs.filter((own) => own.operation === operation.id).map((own) => own.unrated)),
    basis: (await supportKey(db)).basis,
    mayTell: mayDo("workload.plan", operation.unit),
    mayAttach: await holdsWholeLedger(db, access, "workload.arrange", today),
  };
}
