import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accuracyOf, foretoldTogether, gapOf } from "#app/domain/review/accuracy.ts";
import { holds } from "#tests/support/properties.ts";

const of = (...forecasts: number[]) => forecasts.map((forecast) => ({ forecast: BigInt(forecast), outturn: 1_000n }));

describe("how forecasts missed", () => {
  test.each([
    ["too high", 1_051n, 1_000n, 51n],
    ["too low", 980n, 1_000n, -20n],
    ["half a thousandth goes away from zero", 1_000_500n, 1_000_000n, 1n],
    ["the LFI of 2022 for the CP of programme 220 (T2 and others), against what was consumed", 43_533_102_400n, 44_584_241_200n, -24n],
  ] as const)("%s", (_, forecast, outturn, gap) => {
    expect(gapOf({ forecast, outturn })).toBe(gap);
  });

  test("nothing used, or nothing said, compares with nothing", () => {
    expect(gapOf({ forecast: 5n, outturn: 0n })).toBeNull();
    expect(gapOf({ forecast: 0n, outturn: 5n })).toBeNull();
    expect(accuracyOf([])).toBeNull();
  });

  test("what offsets itself is no bias, and an error all the same", () => {
    expect(accuracyOf(of(1_100, 900))).toEqual({ bias: 0n, low: -100n, high: 100n, error: 100n, volatility: 100n, count: 2 });
    expect(accuracyOf(of(1_100, 1_100))).toEqual({ bias: 100n, low: 100n, high: 100n, error: 100n, volatility: 0n, count: 2 });
  });

  test("8 forecasts out of 10 lie between low and high", () => {
    const eleven = of(...Array.from({ length: 11 }, (_, index) => 1_000 + index * 10));
    expect(accuracyOf(eleven)).toMatchObject({ low: 10n, high: 90n, bias: 50n });
  });

  test("low ≤ bias ≤ high, and no bias is larger than the error", () => {
    const foretold = fc.record({ forecast: fc.bigInt({ min: 1n, max: 10n ** 9n }), outturn: fc.bigInt({ min: 1n, max: 10n ** 9n }) });
    holds(
      fc.property(fc.array(foretold, { minLength: 1, maxLength: 20 }), (all) => {
        const { bias, low, high, error, volatility } = accuracyOf(all) ?? { bias: 1n, low: 0n, high: 0n, error: 0n, volatility: 0n };
        expect(low <= bias && bias <= high).toBe(true);
        // Each mean is rounded by itself.
        expect((bias < 0n ? -bias : bias) <= error + 1n).toBe(true);
        expect(volatility >= 0n).toBe(true);
      }),
      300,
    );
  });

  test("the parts of a whole are one forecast", () => {
    expect(foretoldTogether(of(900, 1_200))).toEqual({ forecast: 2_100n, outturn: 2_000n });
  });
});
