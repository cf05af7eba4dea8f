import { describe, expect, test } from "vitest";
import { replacements } from "#app/domain/means/equipment.ts";
import { deadlinesOf, isInForce, type LeaseTerms, lengthOf } from "#app/domain/means/lease.ts";
import { leaseSchedule, leaseYears, revised } from "#app/domain/means/lease-schedule.ts";
import { useOf } from "#app/domain/means/site.ts";

/** Nine years of which three are firm, 120 000 € a year revised each year, 24 000 € of charges, paid by the quarter in advance. */
const lease: LeaseTerms = {
  ...{ lessor: "Foncière", signedOn: "2026-11-15", firstDay: "2027-01-01", lastDay: "2035-12-31" },
  ...{ rent: 12_000_000n, charges: 2_400_000n, index: "ILAT", billing: "quarter", due: "advance", notice: 6 },
  ...{ breaks: ["2030-01-01", "2033-01-01"], leavesOn: null },
};
const rates = [{ index: "ILAT", year: 2028, rate: 200 }] as const;

describe("a lease over its years", () => {
  test("commits its firm period when it is signed, each revision as it comes, and what follows a break when notice can no longer be given", () => {
    const { commitments } = leaseSchedule(lease, rates);
    expect(commitments.slice(0, 4).map(({ kind, on, amount }) => ({ kind, on, amount }))).toEqual([
      { kind: "firm", on: "2026-11-15", amount: 43_200_000n },
      // 2 400 € more for each of the two years that are left, then 2 448 € for the last one.
      { kind: "revision", on: "2028-01-01", amount: 480_000n },
      { kind: "revision", on: "2029-01-01", amount: 244_800n },
      // At the rent of 2029: that of 2030 is not known in July 2029.
      { kind: "continuation", on: "2029-07-01", amount: 3n * (12_484_800n + 2_400_000n) },
    ]);
  });

  test("pays four quarters a year; in arrears the last one of a year is paid in the next", () => {
    const years = leaseYears(leaseSchedule(lease, rates));
    expect(years.filter(({ year }) => year >= 2027 && year <= 2028).map(({ cp }) => cp)).toEqual([14_400_000n, 14_640_000n]);
    const late = leaseYears(leaseSchedule({ ...lease, due: "arrears" }, []));
    expect(late.filter(({ year }) => year === 2027 || year === 2036).map(({ cp }) => cp)).toEqual([10_800_000n, 3_600_000n]);
  });

  test("stops at the break for which notice was given", () => {
    const { commitments, payments } = leaseSchedule({ ...lease, leavesOn: "2030-01-01" }, []);
    expect(commitments.map(({ kind, to }) => ({ kind, to }))).toEqual([{ kind: "firm", to: "2029-12-31" }]);
    expect(payments.at(-1)?.to).toBe("2029-12-31");
  });

  test("counts a month that is cut short by its days", () => {
    expect(lengthOf("2027-01-15", "2027-03-01")).toEqual({ months: 1, days: 14, of: 28 });
    const { payments } = leaseSchedule(
      { ...lease, firstDay: "2027-01-15", lastDay: "2027-02-28", breaks: [], charges: 0n, billing: "month", signedOn: "2027-01-15" },
      [],
    );
    expect(payments.map(({ rent }) => rent)).toEqual([1_000_000n, 500_000n]);
  });

  test("is revised to the nearest cent, up or down", () => {
    expect([revised(10_001n, 150), revised(10_001n, -150), revised(10_050n, 50)]).toEqual([10_151n, 9_851n, 10_100n]);
  });

  test("says what is to be decided, while it can be", () => {
    expect(deadlinesOf(lease, "2029-03-01")).toEqual([
      { kind: "break", on: "2030-01-01", decideBy: "2029-07-01", state: "soon" },
      { kind: "break", on: "2033-01-01", decideBy: "2032-07-01", state: "coming" },
      { kind: "end", on: "2036-01-01", decideBy: "2035-07-01", state: "coming" },
    ]);
    expect(deadlinesOf(lease, "2035-09-01")).toMatchObject([{ kind: "end", state: "late" }]);
    expect(deadlinesOf({ ...lease, leavesOn: "2030-01-01" }, "2029-03-01")).toEqual([]);
    expect([isInForce(lease, "2027-01-01"), isInForce({ ...lease, leavesOn: "2030-01-01" }, "2030-01-01")]).toEqual([true, false]);
  });
});

test("a site is used by its residents and its workstations; what nobody holds is free", () => {
  const occupations = [
    { unit: "DR44", workstations: 100, residents: 110 },
    { unit: "CNE", workstations: 60, residents: 50 },
  ];
  expect(useOf({ surface: 320_000n, workstations: 180 }, occupations, 14_400_000n)).toEqual({
    ...{ residents: 160, free: 20 },
    ...{ surfacePerResident: 2_000n, surfacePerWorkstation: 1_778n, costPerWorkstation: 80_000n },
  });
  expect(useOf({ surface: 0n, workstations: 0 }, [], 0n)).toMatchObject({ surfacePerResident: null, costPerWorkstation: null });
});

test("machines that were due before are replaced in the first month that is looked at, and a life after", () => {
  const lot = { acquired: "2019-05", count: 10, unitPrice: 100_000n, life: 5, delay: 1, planned: null };
  expect(replacements(lot, 2026, 2032)).toEqual([
    { month: "2026-01", paid: "2026-02", amount: 1_000_000n, late: true },
    { month: "2031-01", paid: "2031-02", amount: 1_000_000n, late: false },
  ]);
});
