import { describe, expect, test } from "vitest";
import { capacityDays, etptNeeded, loadLevel, loadRate, usualSettings } from "#app/domain/workload/capacity.ts";

const { availability, thresholds } = usualSettings;

describe("what a team can give in a month", () => {
  test("its people times the working days, less what is not for works", () => {
    // 17 days × 2.5 people × 81 %.
    expect(capacityDays([{ profile: "STAT", fte: 250n }], "2026-05", availability, 0n)).toEqual(new Map([["STAT", 3443n]]));
  });

  test("less the days away of the unit, from each profile as it has people, to the hundredth", () => {
    const team = [
      { profile: "STAT", fte: 200n },
      { profile: "DEV", fte: 100n },
    ];
    const whole = capacityDays(team, "2026-05", availability, 0n);
    const left = capacityDays(team, "2026-05", availability, 1000n);
    expect([...whole].map(([profile, days]) => [profile, days - (left.get(profile) ?? 0n)])).toEqual([
      ["STAT", 667n],
      ["DEV", 333n],
    ]);
  });

  test("never less than nothing, however long the absences", () => {
    expect(capacityDays([{ profile: "STAT", fte: 100n }], "2026-05", availability, 9_999n)).toEqual(new Map([["STAT", 0n]]));
    expect(capacityDays([{ profile: "STAT", fte: 100n }], "2026-05", { leave: 900, training: 90, overhead: 40 }, 0n)).toEqual(
      new Map([["STAT", 0n]]),
    );
  });
});

describe("a load beside its capacity", () => {
  test.each([
    [0n, 0n, "none", null],
    [1n, 0n, "impossible", null],
    [8500n, 10000n, "fine", 850],
    [8501n, 10000n, "high", 850],
    [10000n, 10000n, "high", 1000],
    [10001n, 10000n, "over", 1000],
  ] as const)("%i of %i is %s", (load, capacity, level, rate) => {
    expect(loadLevel(load, capacity, thresholds)).toBe(level);
    expect(loadRate(load, capacity)).toBe(rate);
  });

  test("a hundred days are half an ETPT of two hundred days a year", () => {
    expect(etptNeeded(10_000n, 20_000n)).toBe(600n);
    expect(etptNeeded(10_000n, 0n)).toBe(0n);
  });
});
