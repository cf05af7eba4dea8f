import { describe, expect, it } from "vitest";
import type { Followed } from "#app/domain/landing/follow-up.ts";
import { exhaustionOf, waysOf } from "#app/domain/landing/way.ts";
import type { BurnUpMonth } from "#app/ui/figure/burn-up.ts";
import { burnUpMonthsOf, heatRowOf, landingRowOf, panelMonthsOf } from "#app/ui/figure/followed.ts";

const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);
/** Ten tenths of a point in each month of the first half, the rest in the second: the past years spent late. */
const middles = [10, 20, 30, 40, 50, 60, 210, 360, 510, 660, 810, 960];
const unknown = { released: 0n, previous: null };
const year: Followed = {
  notified: 100_000n,
  ...{ model: undefined, landed: 100_000n, byHand: 0 },
  landing: { low: 90_000n, likely: 96_000n, high: 110_000n },
  landingGap: 12,
  months: middles.map((middle, index) => ({
    ...unknown,
    used: index < 6 ? BigInt((index + 1) * 1_000) : null,
    profile: { low: middle - 5, middle, high: middle + 5 },
    gap: index < 6 ? index - 3 : null,
  })),
};
const unit = { key: "DR44", label: "Grand Est" };

describe("a followed year in figures", () => {
  it("goes from its last fact to its landing as the past years went, and ends where it lands", () => {
    const ways = waysOf(year) ?? [];
    expect(ways.slice(0, 6)).toEqual([null, null, null, null, null, null]);
    expect(ways[6]).toEqual({ low: 20_000n, likely: 21_000n, high: 23_333n });
    expect(ways[11]).toEqual(year.landing);
  });

  it("goes evenly without a past, and from nothing before the first fact", () => {
    const coming: Followed = { ...year, months: year.months.map(() => ({ ...unknown, used: null, profile: undefined, gap: null })) };
    expect(waysOf(coming)?.[2]?.likely).toBe(24_000n);
    expect(waysOf({ ...year, landing: undefined })).toBeUndefined();
  });

  it("is a row of the heat map: gaps of what is over, the landing's at the end", () => {
    const row = heatRowOf(unit, year, (month) => `?to=${months[month]}`);
    expect(row.cells.slice(4, 8)).toEqual([{ gap: 1n, to: "?to=2026-05" }, { gap: 2n, to: "?to=2026-06" }, "to-come", "to-come"]);
    expect(row.whole).toEqual({ gap: 12n });
    const first: Followed = { ...year, landingGap: undefined, months: [{ ...unknown, used: 1n, profile: undefined, gap: null }] };
    expect(heatRowOf(unit, first)).toMatchObject({ cells: ["none"], whole: "none" });
  });

  it("is a bullet, a small drawing and a burn-up of the same quantities", () => {
    expect(landingRowOf(unit, year)).toEqual({ ...unit, value: 6_000n, limit: 100_000n, landing: year.landing });
    const panel = panelMonthsOf(year, [500n]);
    expect(panel[0]).toEqual({ actual: 1_000n, previous: 500n, landing: null, season: { low: 500n, high: 1_500n } });
    expect(panel[11]).toMatchObject({ actual: null, previous: null, landing: 96_000n });
    const burnUp = burnUpMonthsOf(year, months, (index) => (index < 3 ? { ceiling: 90_000n } : {}));
    expect(burnUp.map(({ ceiling }) => ceiling)).toEqual([90_000n, 90_000n, 90_000n, ...new Array(9).fill(100_000n)]);
    expect(burnUp[11]).toMatchObject({
      month: "2026-12",
      actual: null,
      landing: { likely: 96_000n, ranges: [{ low: 90_000n, high: 110_000n }] },
    });
  });
});

describe("the day when all is used", () => {
  const until = (likely: bigint, low: bigint, high: bigint): BurnUpMonth[] =>
    burnUpMonthsOf({ ...year, landing: { low, likely, high } }, months);

  it("is where the likely way crosses the ceiling, between where the range does", () => {
    const exhaustion = exhaustionOf(until(115_000n, 105_000n, 130_000n));
    expect(exhaustion).toEqual({ likely: "2026-12-06", from: "2026-11-17", to: "2026-12-22" });
  });

  it("may not come within the year by the low side; and does not come when the landing is the ceiling itself", () => {
    expect(exhaustionOf(until(110_000n, 95_000n, 120_000n))?.to).toBeNull();
    expect(exhaustionOf(until(100_000n, 95_000n, 120_000n))).toBeNull();
  });

  it("is past when the facts are beyond already", () => {
    const past = until(115_000n, 105_000n, 130_000n).map((month) => ({ ...month, ceiling: 3_500n }));
    expect(exhaustionOf(past)).toEqual({ likely: "2026-04-15", from: "2026-04-15", to: "2026-04-15" });
  });
});
