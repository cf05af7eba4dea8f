import { yearOf } from "#app/domain/month.ts";
import { balances, totalOf } from "#app/domain/workload/plan.ts";
import { monthly } from "#app/domain/workload/staffing.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { workForecasts } from "#db/queries/workload/forecasts.ts";
import { yearOfWork } from "#db/queries/workload/plan.ts";
import { workloadSettings } from "#db/queries/workload/settings.ts";
import { itemRows } from "../item-rows.ts";
import type { MonthOfLoad } from "../load-figure.tsx";

/** A unit's year of work. */
export interface UnitOfWork {
  readonly code: string;
  readonly label: string;
  readonly capacity: bigint;
  readonly load: bigint;
  readonly months: readonly MonthOfLoad[];
}

/** Units of which somebody can work, or of which something is asked, the most loaded first; of the plan as a forecast kept it, if the address names one. */
export async function loadOverview({ db, year, url, today }: LoaderScene, units: readonly VisibleUnit[]) {
  const asked = Number(url.searchParams.get("forecast"));
  const after = (await workForecasts(db, year)).find(({ number }) => number === asked);
  const work = await yearOfWork(db, { units: units.map(({ code }) => code), year, today, after: after?.changeId });
  const all = balances(work.plan);
  const found = units.flatMap(({ code, shortLabel }): UnitOfWork[] => {
    const own = all.filter(({ unit }) => unit === code);
    return own.length === 0 ? [] : [{ code, label: shortLabel, ...totalOf(own), months: monthly(own, work.months) }];
  });
  const rate = ({ load, capacity }: UnitOfWork) => (capacity <= 0n ? (load > 0n ? Infinity : -1) : Number(load) / Number(capacity));
  return {
    units: found.sort((left, right) => rate(right) - rate(left)),
    months: monthly(all, work.months),
    thresholds: (await workloadSettings(db)).thresholds,
    candidates: itemRows(work, work.candidates, new Set(units.map(({ code }) => code))),
    after: after ? { name: after.name, at: after.at.toISOString() } : null,
    asOf: yearOf(today) === year ? today : `${year}-12-31`,
  };
}
