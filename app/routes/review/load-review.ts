import type { AsOf } from "#app/domain/as-of.ts";
import { type CostSight, costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { together } from "#app/domain/review/bridge.ts";
import { reviewedResources } from "#app/domain/review/cause.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { knownOn, searchOf } from "#app/http/search.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { type ReviewedYears, reviewedYears, yearsOf } from "#db/queries/review/reviewed-years.ts";
import { classesOf, type ReviewedClass, type ReviewRow, type ReviewShown, reviewedClasses } from "./shown.ts";

export interface LoadedReview {
  readonly shown: ReviewShown;
  readonly years: ReviewedYears;
  /** As known on a past day: what people told since is not shown. */
  readonly known: AsOf | undefined;
  /** The units where something stands, by code. */
  readonly rows: readonly ReviewRow[];
}

/** What the address asks of the review of a year, over the units in scope; undefined: no such exercise. */
export async function loadReview(
  { db, url, year, today, access }: LoaderScene,
  units: readonly VisibleUnit[],
  preferred: ReviewedClass,
): Promise<LoadedReview | undefined> {
  const days = await exercise(db, year);
  if (!days) return undefined;
  const { measure } = searchOf(url);
  const asOf = knownOn(url, today);
  const read = asOf?.on ?? today;
  const resource = reviewedResources.find((each) => each === measure) ?? "CP";
  const codes = units.map(({ code }) => code);
  const { sight, partial } = sightOver(costSightOf(access), codes);
  const classes = reviewedClasses.filter((each) => !(partial && each === "all"));
  const asked = url.searchParams.get("class");
  const spendingClass = classes.find((each) => each === asked) ?? classes.find((each) => each === preferred) ?? "nonPersonnel";
  const years = await reviewedYears(db, { year, resource, units: codes, sight, asOf });
  const rows = units.flatMap(({ code, shortLabel }): ReviewRow[] => {
    const own = yearsOf(years, [code], classesOf(spendingClass));
    return own.length === 0 ? [] : [{ unit: code, label: shortLabel, year: together(own) }];
  });
  const shown = {
    ...{ resource, spendingClass, classes, asOf: read < days.lastDay ? read : days.lastDay },
    ...{ known: asOf?.on ?? null, running: read < days.lastDay, planLeftOut: partial && spendingClass === "personnel" },
  };
  return { shown, years, rows, known: asOf };
}

/** What personnel costs is in the plan of all of these units, or of none: half of a plan compares with nothing. */
function sightOver(sight: CostSight, units: readonly string[]): { readonly sight: CostSight; readonly partial: boolean } {
  const partial = units.some((unit) => costView(sight, unit) !== "whole");
  return { sight: partial ? new Set() : sight, partial };
}
