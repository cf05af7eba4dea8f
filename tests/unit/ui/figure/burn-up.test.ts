import { describe, expect, it } from "vitest";
import { type BurnUpMonth, conePoints, dayAt, likelyPoints, seasonPoints } from "#app/ui/figure/burn-up.ts";
import { bandScale } from "#app/ui/figure/scale.ts";

const bands = bandScale(12, [0, 120]);
const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);
const year: BurnUpMonth[] = months.map((month, index) => ({
  ...{ month, ceiling: 100n, actual: index < 10 ? BigInt(index * 8) : null },
  season: { low: 1n, likely: 2n, high: 3n },
  landing: index < 10 ? null : { likely: BigInt(index * 8), ranges: [{ low: BigInt(index * 8 - 5), high: BigInt(index * 8 + 5) }] },
}));

describe("the year of a unit", () => {
  it("has a month's end in the middle of its band, and its days before it", () => {
    expect(dayAt("2026-03-31", months, bands)).toBe(25);
    expect(dayAt("2026-04-15", months, bands)).toBe(30);
    expect(dayAt("2026-12-31", months, bands)).toBe(115);
    expect(dayAt("2027-01-01", months, bands)).toBeNull();
  });

  it("opens its cone from the last fact, and its likely way too", () => {
    expect(conePoints(year, 0, bands)).toEqual([
      { x: 95, low: 72n, high: 72n },
      { x: 105, low: 75n, high: 85n },
      { x: 115, low: 83n, high: 93n },
    ]);
    expect(likelyPoints(year, bands).map(({ quantity }) => quantity)).toEqual([72n, 80n, 88n]);
  });

  it("has no cone for a chance that is not given, nor before the first fact", () => {
    expect(conePoints(year, 1, bands)).toEqual([]);
    const coming = year.map((month) => ({ ...month, actual: null }));
    expect(conePoints(coming, 0, bands)).toHaveLength(2);
    expect(seasonPoints(year, bands)).toHaveLength(12);
  });
});
