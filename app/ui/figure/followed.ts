import type { Followed } from "#app/domain/landing/follow-up.ts";
import { waysOf } from "#app/domain/landing/way.ts";
import type { Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { BurnUpMonth } from "./burn-up.ts";
import type { HeatCell, HeatRow } from "./heat-map.tsx";
import type { LandingRow } from "./landing-bullets.tsx";
import type { PanelMonth } from "./small-multiples.tsx";

/** Who is followed: its key, its name, and where its name leads. */
export interface FollowedUnit {
  readonly key: string;
  readonly label: string;
  readonly to?: string | undefined;
}

/** A followed year as a row of the heat map; `cellTo` says where the cell of a month (counted from 0) leads. */
export function heatRowOf(unit: FollowedUnit, { months, landingGap }: Followed, cellTo?: (month: number) => string | undefined): HeatRow {
  return {
    ...unit,
    cells: months.map(({ used, gap }, index): HeatCell => {
      if (used === null) return "to-come";
      return gap === null ? "none" : { gap: BigInt(gap), to: cellTo?.(index) };
    }),
    whole: landingGap === undefined ? "none" : { gap: BigInt(landingGap) },
  };
}

/** As a bullet: what is used and where it lands, against what was notified. */
export function landingRowOf(unit: FollowedUnit, { notified, months, landing }: Followed): LandingRow {
  return { ...unit, value: months.findLast(({ used }) => used !== null)?.used ?? 0n, limit: notified, landing };
}

/** As a small drawing; last year's months where they are known. */
export function panelMonthsOf(followed: Followed, previous: readonly (Quantity | null)[] = []): PanelMonth[] {
  const ways = waysOf(followed);
  return followed.months.map(({ used, profile }, index) => ({
    ...{ actual: used, previous: previous[index] ?? null, landing: ways?.[index]?.likely ?? null },
    season: profile && { low: shareOf(profile.low, followed.notified), high: shareOf(profile.high, followed.notified) },
  }));
}

/**
 * As a burn-up, whose one range holds 8 times out of 10. `more` gives, month by month, what a followed year does not know: the ceiling in force (what was
 * notified unless said), the plan, what the open commitments make sure.
 */
export function burnUpMonthsOf(
  followed: Followed,
  months: readonly Month[],
  more: (index: number) => Partial<Pick<BurnUpMonth, "ceiling" | "planned" | "secured" | "notified">> = () => ({}),
): BurnUpMonth[] {
  const ways = waysOf(followed);
  return followed.months.map(({ used, profile }, index) => {
    const way = ways?.[index] ?? null;
    return {
      ...{ month: months[index] ?? "", actual: used, ceiling: followed.notified },
      season: profile && {
        ...{ low: shareOf(profile.low, followed.notified), likely: shareOf(profile.middle, followed.notified) },
        high: shareOf(profile.high, followed.notified),
      },
      landing: way && { likely: way.likely, ranges: [{ low: way.low, high: way.high }] },
      ...more(index),
    };
  });
}

/** A share in tenths of a point, of what was notified. */
function shareOf(tenths: number, notified: Quantity): Quantity {
  return (notified * BigInt(tenths)) / 1000n;
}
