import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandsFrom, coverage } from "#app/domain/execution/coverage.ts";
import { outstandingParts, stillnessOf } from "#app/domain/execution/outstanding.ts";
import { dueByYear } from "#app/domain/execution/payment-schedule.ts";
import { holds } from "#tests/support/properties.ts";

describe("what remains to be paid", () => {
  test("is what is to come, what is done and what is asked", () => {
    const chain = { committed: 100n, withdrawn: 10n, certified: 60n, requested: 45n, paid: 20n };
    expect(outstandingParts(chain)).toEqual({ outstanding: 70n, uncertified: 30n, accrued: 15n, owed: 25n });
  });

  test("an advance is asked before its service, and the parts still add up", () => {
    const { outstanding, uncertified, accrued, owed } = outstandingParts({
      ...{ committed: 100n, withdrawn: 0n, certified: 0n, requested: 30n, paid: 30n },
    });
    expect([outstanding, uncertified, accrued, owed]).toEqual([70n, 100n, -30n, 0n]);
    expect(uncertified + accrued + owed).toBe(outstanding);
  });

  test.each([
    ["2025-12-31", "moving"],
    ["2025-12-01", "months6"],
    ["2025-07-31", "months6"],
    ["2025-06-30", "months12"],
    ["2024-07-01", "months12"],
    ["2024-06-30", "months24"],
    ["2026-06-30", "moving"],
  ] as const)("moved last on %s, looked at on 30 June 2026: %s", (moved, still) => {
    expect(stillnessOf(moved, moved === "2025-12-31" ? "2026-05-31" : "2026-06-30")).toBe(still);
  });
});

describe("when it is paid", () => {
  const schedule = [
    { year: 2025, amount: 40n },
    { year: 2026, amount: 30n },
    { year: 2028, amount: 30n },
  ];

  test("what is paid settles the earliest years, what is late falls in the first one", () => {
    expect(dueByYear({ committed: 100n, paid: 15n, schedule }, 2026)).toEqual([
      { year: 2026, amount: 55n, overdue: 25n },
      { year: 2028, amount: 30n, overdue: 0n },
    ]);
  });

  test("what is withdrawn leaves the latest years", () => {
    expect(dueByYear({ committed: 65n, paid: 40n, schedule }, 2026)).toEqual([{ year: 2026, amount: 25n, overdue: 0n }]);
  });

  test("a schedule that falls short of its commitment is completed in its last year; without one, all falls in the first", () => {
    expect(dueByYear({ committed: 130n, paid: 0n, schedule }, 2025).at(-1)).toEqual({ year: 2028, amount: 60n, overdue: 0n });
    expect(dueByYear({ committed: 50n, paid: 20n, schedule: [] }, 2026)).toEqual([{ year: 2026, amount: 30n, overdue: 0n }]);
  });

  const anyLine = fc
    .record({
      parts: fc.array(fc.record({ year: fc.integer({ min: 2020, max: 2032 }), amount: fc.bigInt({ min: 1n, max: 10_000n }) }), {
        maxLength: 6,
      }),
      kept: fc.integer({ min: 0, max: 100 }),
      settled: fc.integer({ min: 0, max: 100 }),
      from: fc.integer({ min: 2019, max: 2030 }),
    })
    .map(({ parts, kept, settled, from }) => {
      const schedule = [...new Map(parts.map((part) => [part.year, part])).values()];
      const whole = schedule.reduce((sum, { amount }) => sum + amount, 0n);
      const committed = (whole * BigInt(kept)) / 100n;
      return { line: { committed, paid: (committed * BigInt(settled)) / 100n, schedule }, from };
    });

  test("the years add up to what remains to be paid, whatever was paid and withdrawn, and cover it exactly once", () => {
    holds(
      fc.property(anyLine, ({ line, from }) => {
        const due = dueByYear(line, from);
        expect(due.reduce((sum, { amount }) => sum + amount, 0n)).toBe(line.committed - line.paid);
        expect(due.every(({ year, amount, overdue }) => year >= from && amount > 0n && overdue >= 0n && overdue <= amount)).toBe(true);
        const bands = coverage(due, [{ year: from, amount: 5_000n, kind: "credits" }], from);
        expect(bands.map(({ year }) => year)).toEqual(bandsFrom(from));
        expect(bands.reduce((sum, band) => sum + band.due, 0n)).toBe(line.committed - line.paid);
        expect(bands[0]?.room).toBe(5_000n - (bands[0]?.due ?? 0n));
      }),
      5_000,
    );
  });

  test("a year to come is held against its envelope, the year under way against its credits", () => {
    const covers = [
      { year: 2026, amount: 10n, kind: "credits" },
      { year: 2027, amount: 3n, kind: "credits" },
      { year: 2027, amount: 8n, kind: "envelope" },
    ] as const;
    const bands = coverage([{ year: 2027, amount: 9n, overdue: 0n }], covers, 2026);
    expect(bands.map(({ cover, coverKind, room }) => [cover, coverKind, room]).slice(0, 3)).toEqual([
      [10n, "credits", 10n],
      [8n, "envelope", -1n],
      [null, null, null],
    ]);
  });
});
