import type { Month } from "../month.ts";
import { atLeastZero, type Quantity, spread, sum } from "../quantity.ts";
import { type Team, type TeamMonth, teamName, type WorkLoad, type WorkPlan } from "./plan.ts";
import type { Trial } from "./reallocation.ts";

/** What is typed in a trial, from a month on: full-time equivalents of a team on average, days of an item that a team does over all months. */
export interface TypedTrial {
  readonly from: Month;
  readonly staff: readonly (Team & { readonly fte: Quantity })[];
  readonly days: readonly (Team & { readonly item: string; readonly days: Quantity })[];
}

/**
 * The places that a typed trial changes. Each month of a team gains or loses what its average does, so that what one team gives another receives in
 * the same month, whatever arrivals and departures are known; it is never below nobody, and nobody is typed for all months. The days of an item are spread
 * over the months in which it has some there, in proportion, exactly, or over all of them where it has none.
 */
export function trialFrom(plan: WorkPlan, months: readonly Month[], { from, staff, days }: TypedTrial): Trial {
  const ahead = months.filter((month) => month >= from);
  return {
    staff: staff.flatMap(({ unit, profile, fte }) => {
      const own = plan.presences.filter((each) => teamName(each) === teamName({ unit, profile }));
      const shift = fte - meanFte(plan, { unit, profile }, ahead);
      return ahead.map((month): TeamMonth => {
        const held = sum(own.filter((each) => each.month === month).map((each) => each.fte));
        return { unit, profile, month, fte: fte === 0n ? 0n : atLeastZero(held + shift) };
      });
    }),
    loads: days.flatMap(({ item, unit, profile, days: total }) => {
      const own = plan.loads.filter((each) => each.item === item && teamName(each) === teamName({ unit, profile }));
      const weights = ahead.map((month) => sum(own.filter((each) => each.month === month).map((each) => each.days)));
      return spread(total, weights).map((part, index): WorkLoad => ({ item, unit, profile, month: ahead[index] ?? from, days: part }));
    }),
  };
}

/** A team's full-time equivalents in the months from one on, on average, to the nearest hundredth. */
export function meanFte({ presences }: Pick<WorkPlan, "presences">, team: Team, months: readonly Month[]): Quantity {
  if (months.length === 0) return 0n;
  const total = sum(presences.filter((own) => teamName(own) === teamName(team) && months.includes(own.month)).map(({ fte }) => fte));
  return (total * 2n + BigInt(months.length)) / BigInt(months.length * 2);
}
