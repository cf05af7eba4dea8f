import { mean, monthCount, openSchedule, outturn, releasedBy, usedBy, type YearSeries } from "./series.ts";

/** A way to say where a year lands when so many of its months are over (0 to 11), from the years before it; undefined where it has nothing to go by. */
export type LandingMethod = (year: YearSeries, months: number, past: readonly YearSeries[]) => number | undefined;

/** How far a pace may move what is left of a year: what comes early is not always more. */
const paceBounds = [0.8, 1.2] as const;

/**
 * By the season: what the same months of the past years used after this one, on average, moved by as much as this year is above or below
 * them so far, by a fifth at most.
 */
export const bySeason: LandingMethod = (year, months, past) => {
  if (past.length === 0) return undefined;
  const done = usedBy(year, months);
  return done + mean(past.map((own) => outturn(own) - usedBy(own, months))) * paceOf(year, months, past);
};

function paceOf(year: YearSeries, months: number, past: readonly YearSeries[]): number {
  const before = mean(past.map((own) => usedBy(own, months)));
  return before > 0 ? Math.min(paceBounds[1], Math.max(paceBounds[0], usedBy(year, months) / before)) : 1;
}

/** By what is left: of what stood at disposal and was not used by now, the share that the past years used in the end. */
export const byCredit: LandingMethod = (year, months, past) => {
  const left = releasedBy(year, months) - usedBy(year, months);
  const shares = past.flatMap((own) => {
    const leftThen = releasedBy(own, months) - usedBy(own, months);
    return leftThen > 0 ? [(outturn(own) - usedBy(own, months)) / leftThen] : [];
  });
  return left > 0 && shares.length > 0 ? usedBy(year, months) + left * Math.max(0, mean(shares)) : undefined;
};

/**
 * By the documents: what the commitments made so far still have to pay this year by their schedules, and what the past years paid on
 * average beyond theirs: new commitments, and what needs none.
 */
export const bySchedule: LandingMethod = (year, months, past) => {
  const open = openSchedule(year, months);
  if (open === undefined) return undefined;
  const beyond = past.flatMap((own) => {
    const then = openSchedule(own, months);
    return then === undefined ? [] : [outturn(own) - usedBy(own, months) - then];
  });
  return beyond.length > 0 ? usedBy(year, months) + Math.max(0, open + mean(beyond)) : undefined;
};

/** The methods that a landing is made of. */
export const landingMethods = { season: bySeason, credit: byCredit, schedule: bySchedule } as const satisfies Record<string, LandingMethod>;
export type LandingMethodName = keyof typeof landingMethods;

/** As much each month as so far: what a rule of three says. Only to compare with. */
export const linear: LandingMethod = (year, months) => (months === 0 ? undefined : (usedBy(year, months) * monthCount) / months);

/** As last year went: what was used so far over the share that last year had used by then. Only to compare with. */
export const asLastYear: LandingMethod = (year, months, past) => {
  const last = past.at(-1);
  if (!last) return undefined;
  const then = usedBy(last, months);
  return then > 0 ? (usedBy(year, months) * outturn(last)) / then : outturn(last);
};
