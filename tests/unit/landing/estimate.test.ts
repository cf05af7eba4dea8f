import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backTests, summaryOf } from "#app/domain/landing/back-test.ts";
import { type LandingCase, landingsOf, quantile } from "#app/domain/landing/estimate.ts";
import { asLastYear, byCredit, bySchedule, bySeason, linear } from "#app/domain/landing/methods.ts";
import type { YearSeries } from "#app/domain/landing/series.ts";
import { holds } from "#tests/support/properties.ts";

const months = (amount: (month: number) => number) => Array.from({ length: 12 }, (_, index) => amount(index + 1));
const even = (amount: number, released = amount * 12): YearSeries => ({ used: months(() => amount), released: months(() => released) });
/** Everything in December. */
const late = (amount: number): YearSeries => ({ used: months((month) => (month === 12 ? amount : 0)), released: months(() => amount) });

describe("each method goes by one thing", () => {
  test("the season: what the past used after these months, moved by this year's pace, by a fifth at most", () => {
    expect(bySeason(even(11), 6, [even(10)])).toBeCloseTo(66 + 60 * 1.1);
    expect(bySeason(even(20), 6, [even(10)])).toBeCloseTo(120 + 60 * 1.2);
    expect(bySeason(even(10), 6, [])).toBeUndefined();
  });
  test("the credit: of what was left at this time, the share that the past used in the end", () => {
    const past: YearSeries = { used: months((month) => (month <= 6 ? 10 : 5)), released: months(() => 100) };
    const now: YearSeries = { used: months(() => 4), released: months(() => 64) };
    // 40 were left then, of which 30 were used: of the 40 that are left now, 30.
    expect(byCredit(now, 6, [past])).toBeCloseTo(24 + 30);
    expect(byCredit(even(10, 60), 6, [past])).toBeUndefined();
  });
  test("the schedule: what commitments still have to pay this year, and what the past paid beyond theirs", () => {
    const documents = (amount: number) => ({
      scheduled: [amount, ...months(() => 0)],
      paidOnCommitments: months((month) => (month <= 6 ? 2 : 0)),
    });
    const past: YearSeries = { ...even(10), ...documents(50) };
    // 120 − 60 − (50 − 12) = 22 beyond the schedule.
    expect(bySchedule({ ...even(9), ...documents(40) }, 6, [past])).toBeCloseTo(54 + (40 - 12) + 22);
    expect(bySchedule(even(9), 6, [past])).toBeUndefined();
  });
  test("a rule of three, and last year's profile", () => {
    expect(linear(even(10), 3, [])).toBe(120);
    expect(linear(even(10), 0, [])).toBeUndefined();
    expect(
      asLastYear({ used: months(() => 12), released: [] }, 3, [late(1), { used: months((month) => month), released: [] }]),
    ).toBeCloseTo((36 * 78) / 6);
    expect(asLastYear(even(10), 3, [late(500)])).toBe(500);
  });
});

const landingOf = (given: LandingCase, over: number) => landingsOf(new Map([["DR44", given]]), over).get("DR44");

describe("a landing", () => {
  test("is what was used once the year is over, to the unit, without a range", () => {
    expect(landingOf({ year: even(7), past: [] }, 12)).toEqual({ estimate: 84, low: 84, high: 84, methods: [] });
  });
  test("trusts the method that told the past: a unit that spends in December is not told by its pace", () => {
    const found = landingOf({ year: { used: months(() => 0), released: months(() => 100) }, past: [late(90), late(95), late(100)] }, 6);
    expect(found?.estimate).toBeGreaterThan(85);
    expect(found?.methods.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
  });
  test("without a past nor a credit says nothing; with regular years, the same again and hardly a range", () => {
    expect(landingOf({ year: { used: months(() => 1), released: months(() => 0) }, past: [] }, 6)).toBeUndefined();
    const found = landingOf({ year: even(10), past: [even(10), even(10), even(10)] }, 6);
    expect([found?.estimate, found?.low, found?.high].map((value) => Math.round(value ?? 0))).toEqual([120, 120, 120]);
  });
  test("widens with what the past got wrong", () => {
    const past = (factor: number): YearSeries => ({ used: months((month) => (month > 6 ? 10 * factor : 10)), released: months(() => 300) });
    const range = (years: YearSeries[]) => {
      const found = landingOf({ year: past(1), past: years }, 6);
      return (found?.high ?? 0) - (found?.low ?? 0);
    };
    expect(range([past(0.5), past(1.5), past(1)])).toBeGreaterThan(range([past(0.95), past(1.05), past(1)]));
  });

  const series = fc
    .tuple(fc.array(fc.nat({ max: 1_000_000 }), { minLength: 12, maxLength: 12 }), fc.nat({ max: 20_000_000 }))
    .map(([used, released]): YearSeries => ({ used, released: months(() => released) }));
  test("lies in its range, which never ends below what is used already, whatever the years", () => {
    holds(
      fc.property(series, fc.array(series, { maxLength: 4 }), fc.integer({ min: 0, max: 12 }), (year, past, over) => {
        const found = landingOf({ year, past }, over);
        if (!found) return;
        expect(found.low).toBeLessThanOrEqual(found.estimate);
        expect(found.high).toBeGreaterThanOrEqual(found.estimate);
        const done = year.used.slice(0, over).reduce((sum, amount) => sum + amount, 0);
        expect(found.estimate).toBeGreaterThanOrEqual(done - 1e-6);
        expect(found.low).toBeGreaterThanOrEqual(done - 1e-6);
      }),
      500,
    );
  });
});

describe("back-tests", () => {
  test("say again what was said, from the years before alone, and count how often the range held", () => {
    const history = [even(10), even(10), even(10), late(500)].map((own, index) => ({ year: 2022 + index, series: own }));
    const all = backTests([new Map([["DR44", history]])]);
    expect([...new Set(all.map(({ year }) => year))]).toEqual([2024, 2025]);
    expect(all).toHaveLength(22);
    const { held, count } = summaryOf(all.filter(({ year }) => year === 2024));
    expect([held, count]).toEqual([1, 11]);
    expect(summaryOf(all.filter(({ year }) => year === 2025)).held).toBeLessThan(0.2);
    expect(summaryOf([])).toEqual({ count: 0, held: 0, error: 0, linearError: 0, lastYearError: 0 });
  });
  test("a quantile is interpolated between the values around it", () => {
    expect([quantile([1, 2, 3, 4, 5], 0.5), quantile([0, 10], 0.25), quantile([], 0.5), quantile([7], 0.9)]).toEqual([3, 2.5, 0, 7]);
  });
});
