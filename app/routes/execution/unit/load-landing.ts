import { monthsOver } from "#app/domain/forecast/landing.ts";
import type { Followed } from "#app/domain/landing/follow-up.ts";
import { addMonths, type Day, lastDayOf, type Month, monthOfYear } from "#app/domain/month.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { knownOn, searchOf } from "#app/http/search.ts";
import { followUp } from "#db/queries/follow-up.ts";
import { type FollowedMeasure, followedMeasures } from "../follow-up/shown.ts";

/** Where a unit and those below it land, in one measure; `asOf`: the end of the last month that is over. */
export interface UnitLanding {
  readonly measure: FollowedMeasure;
  readonly months: readonly Month[];
  readonly followed: Followed;
  readonly asOf: Day;
}

/** Undefined while no month is over, or where nothing was notified. */
export async function loadLanding({ db, url, year, today }: LoaderScene, units: readonly string[]): Promise<UnitLanding | undefined> {
  const { measure: asked } = searchOf(url);
  const measure = followedMeasures.find((each) => each === asked) ?? "CP";
  const asOf = knownOn(url, today);
  const over = monthsOver(year, asOf?.on ?? today);
  const followed = (await followUp(db, { year, resource: measure, months: over, units, asOf })).of(units);
  if (over === 0 || followed.notified === 0n) return undefined;
  const months = Array.from({ length: 12 }, (_, index) => addMonths(monthOfYear(year, 1), index));
  return { measure, months, followed, asOf: lastDayOf(monthOfYear(year, over)) };
}
