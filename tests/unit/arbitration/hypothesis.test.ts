import { describe, expect, it } from "vitest";
import { type KnownYears, type ReckonedBasis, reckon, yearlyChange } from "#app/domain/arbitration/hypothesis.ts";

const known: KnownYears = {
  ...{ year: 2026, notified: 1_000n, landing: 940n },
  executed: [
    { year: 2023, amount: 800n },
    { year: 2024, amount: 830n },
    { year: 2025, amount: 900n },
  ],
};
const nothing: KnownYears = { year: 2026, notified: 0n, landing: 0n, executed: [] };

const cases: { basis: ReckonedBasis; rate: number; year: number; amount: bigint | undefined; from: string }[] = [
  { basis: "notified", rate: 0, year: 2027, amount: 1_000n, from: "notified N" },
  { basis: "notified", rate: -200, year: 2027, amount: 980n, from: "notified N − 2 %" },
  { basis: "notified", rate: -200, year: 2029, amount: 980n, from: "the rate is taken once, whatever the year" },
  { basis: "notified", rate: -155, year: 2027, amount: 985n, from: "984.5, rounded half away from zero" },
  { basis: "landing", rate: 100, year: 2027, amount: 949n, from: "940 × 1.01 = 949.4" },
  { basis: "trend", rate: 0, year: 2027, amount: 1_000n, from: "900 + 2 × (900 − 800) / 2" },
  { basis: "trend", rate: 0, year: 2028, amount: 1_050n, from: "one year further" },
  { basis: "notified", rate: -10_000, year: 2027, amount: 0n, from: "nothing left" },
];
it.each(cases)("$basis at $rate for $year: $from", ({ basis, rate, year, amount }) => {
  expect(reckon(basis, rate, known, year)?.amount).toBe(amount);
});

it("keeps what it was reckoned from", () => {
  expect(reckon("notified", -200, known, 2027)).toEqual({
    basis: "notified",
    rate: -200,
    basisYear: 2026,
    basisAmount: 1_000n,
    amount: 980n,
  });
  expect(reckon("trend", 0, known, 2027)).toMatchObject({ basisYear: 2025, basisAmount: 1_000n });
});

describe("what cannot be reckoned", () => {
  it.each(["notified", "landing", "trend"] as const)("%s of nothing", (basis) => expect(reckon(basis, 0, nothing, 2027)).toBeUndefined());
  it("a trend through one year", () => {
    expect(yearlyChange({ executed: [{ year: 2025, amount: 1n }] })).toBeUndefined();
  });
  it("a trend below zero stops at zero", () => {
    const falling = {
      ...known,
      executed: [
        { year: 2024, amount: 100n },
        { year: 2025, amount: 10n },
      ],
    };
    expect(reckon("trend", 0, falling, 2027)?.amount).toBe(0n);
  });
});
