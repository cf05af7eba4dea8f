import { expect, test } from "vitest";
import { type FollowedPart, followed, landingRanges, landingsTogether } from "#app/domain/landing/follow-up.ts";
import type { YearSeries } from "#app/domain/landing/series.ts";

const even = (amount: number): YearSeries => ({ used: Array(12).fill(amount), released: Array(12).fill(amount * 12) });
/** The same each month in 2023 to 2025, of 1 500 notified; a tenth less in 2026, of 1 500. */
const part: FollowedPart = {
  history: [2023, 2024, 2025, 2026].map((year) => ({ year, series: even(year === 2026 ? 90 : 100) })),
  notified: new Map([2023, 2024, 2025, 2026].map((year) => [year, 1_500n])),
};

test("a month is compared with what the past years had used by then, of what they were notified", () => {
  const found = followed([part], [], 2026, 3);
  expect(found.notified).toBe(1_500n);
  // 300 of 1 500 is 20,0 %; 270 is 18,0 %: two points below.
  expect(found.months[2]).toEqual({
    used: 270n,
    released: 1_080n,
    previous: 300n,
    profile: { low: 200, middle: 200, high: 200 },
    gap: -20,
  });
  expect(found.months[3]).toMatchObject({ used: null, gap: null, profile: { middle: 267 } });
  expect([found.landing, found.landingGap]).toEqual([undefined, undefined]);
});

test("where it lands is compared with where the past years ended, in tenths of a point of what was notified", () => {
  const [landing] = landingRanges(new Map([["DR44", part]]), 2026, 6).values();
  const found = followed([part], landing ? [landing] : [], 2026, 6);
  expect(found.landing).toEqual(landing);
  expect(found.landingGap).toBe(Math.round(Number((landing?.likely ?? 0n) * 1000n) / 1500) - 800);
});

test("landings together add up to the cent, and their range is the root of the sum of the squares", () => {
  expect(
    landingsTogether([
      { low: 70n, likely: 100n, high: 103n },
      { low: 160n, likely: 200n, high: 204n },
    ]),
  ).toEqual({ low: 250n, likely: 300n, high: 305n });
  expect(landingsTogether([])).toBeUndefined();
});

test("without a past there is neither profile nor gap, and a year before is none; without a notification, no share", () => {
  const alone: FollowedPart = { history: [{ year: 2026, series: even(90) }], notified: new Map([[2026, 1_500n]]) };
  expect(followed([alone], [], 2026, 3).months[2]).toEqual({ used: 270n, released: 1_080n, previous: null, profile: undefined, gap: null });
  const given = { ...part, notified: new Map([[2025, 1_500n]]) };
  expect(followed([given], [], 2026, 3).months[2]?.gap).toBeNull();
});
