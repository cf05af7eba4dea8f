import { monthsOver } from "#app/domain/forecast/landing.ts";
import type { Followed } from "#app/domain/landing/follow-up.ts";
import { type LandedResource, landedResources, type ManualStanding, standingOf } from "#app/domain/landing/manual.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { type SpendingClass, spendingClasses } from "#app/domain/stage.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { knownOn, searchOf } from "#app/http/search.ts";
import { followUp } from "#db/queries/follow-up.ts";
import { type ManualLandingVersion, manualLandingVersions } from "#db/queries/manual-landing.ts";

/** A version as a page receives it. */
export type SaidLanding = Omit<ManualLandingVersion, "at"> & { readonly at: string };

/** Where one group of titles of a unit lands: as the methods say, and as the unit says. */
export interface LandedRow {
  readonly spendingClass: SpendingClass;
  readonly followed: Followed;
  /** So far, in the months that are over. */
  readonly used: Quantity;
  readonly last: SaidLanding | undefined;
  readonly standing: ManualStanding | "none";
}

export interface LandedUnit {
  readonly resource: LandedResource;
  /** Whole months of the year that are over. */
  readonly months: number;
  readonly rows: readonly LandedRow[];
  readonly versions: readonly SaidLanding[];
}

/** The own credits of a unit, by group of titles; those that hold nothing are left out. `on`: as known that day. */
export async function loadParts({ db, url, year, today }: LoaderScene, unit: string): Promise<LandedUnit> {
  const { measure } = searchOf(url);
  const resource = landedResources.find((each) => each === measure) ?? "CP";
  const asOf = knownOn(url, today);
  const months = monthsOver(year, asOf?.on ?? today);
  const versions = (await manualLandingVersions(db, { year, unit, resource }, asOf)).map(({ at, ...said }) => ({
    ...said,
    at: at.toISOString(),
  }));
  const found = await followUp(db, { year, resource, months, units: [unit], asOf });
  const rows = spendingClasses.flatMap((spendingClass): LandedRow[] => {
    const followed = found.ofClass(unit, spendingClass);
    const last = versions.find((version) => version.spendingClass === spendingClass);
    const used = followed.months.findLast((month) => month.used !== null)?.used ?? 0n;
    if (followed.notified === 0n && used === 0n && !last) return [];
    return [{ spendingClass, followed, used, last, standing: last ? standingOf(last, used, months) : "none" }];
  });
  return { resource, months, rows, versions };
}
