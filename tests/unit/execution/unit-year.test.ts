import { expect, test } from "vitest";
import { type PeriodTotal, yearOfUnits } from "#app/domain/execution/unit-year.ts";

const total = (month: string, resource: "AE" | "CP", stage: PeriodTotal["stage"], amount: bigint, complementary = false): PeriodTotal => {
  return { month, resource, stage, amount, complementary };
};

test("a year cumulates what is committed and paid against what was put at disposal, overrun counted against it", () => {
  const totals = [
    total("2026-01", "AE", "allotted", 60n),
    total("2026-01", "AE", "committed", 40n),
    total("2026-02", "AE", "allotted", -30n),
    total("2026-02", "AE", "consumed", 35n),
    total("2026-02", "AE", "overrun", -5n),
    total("2026-02", "CP", "allotted", 80n),
    total("2026-03", "CP", "allotted", -20n),
    total("2026-03", "CP", "requested", 5n),
    total("2026-03", "CP", "consumed", 15n),
  ];
  expect(yearOfUnits(totals, ["2026-01", "2026-02", "2026-03"], "2026-02")).toEqual([
    { month: "2026-01", committed: 40n, paid: 0n, allottedAe: 100n, allottedCp: 0n },
    { month: "2026-02", committed: 75n, paid: 0n, allottedAe: 100n, allottedCp: 80n },
    { month: "2026-03", committed: null, paid: null, allottedAe: 100n, allottedCp: 80n },
  ]);
});

test("the year's end lowers no ceiling, and what is paid in its complementary period counts in the last month", () => {
  const totals = [
    total("2025-11", "CP", "allotted", 100n),
    total("2025-12", "CP", "allotted", -90n, true),
    total("2025-12", "CP", "consumed", 10n, true),
  ];
  expect(yearOfUnits(totals, ["2025-11", "2025-12"], "2026-06").map(({ paid, allottedCp }) => [paid, allottedCp])).toEqual([
    [0n, 100n],
    [10n, 100n],
  ]);
});
