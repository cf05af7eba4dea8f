import { describe, expect, it, test } from "vitest";
import { checkIncome, type Income, incomeTotals } from "#app/domain/forecast/income.ts";

const grant: Income = {
  ...{ kind: "earmarkedFund", payer: "Eurostat", targetYear: 2027, month: 3, amount: 10_000_00n },
  ...{ certainty: "sure", purpose: "Enquête pilote", lineId: null },
};

describe("an expected income", () => {
  it("stands", () => {
    expect(checkIncome(grant, 2027)).toEqual({ ok: true, value: grant });
  });
  it.each<[string, Partial<Income>, object]>([
    ["nobody pays", { payer: " " }, { kind: "wrong-form", fields: { payer: "required" } }],
    ["no use", { purpose: "" }, { kind: "wrong-form", fields: { purpose: "required" } }],
    ["the year before the plan", { targetYear: 2026 }, { kind: "year-out-of-plan", first: 2027 }],
    ["beyond the plan", { targetYear: 2037 }, { kind: "year-out-of-plan", last: 2036 }],
    ["no month", { month: 0 }, { kind: "wrong-form", fields: { month: "required" } }],
    ["nothing", { amount: 0n }, { kind: "line-without-amount" }],
    ["less than nothing", { amount: -1n }, { kind: "negative-amount" }],
    ["more than can be kept", { amount: 900_000_000_000_001n }, { kind: "amount-out-of-range" }],
  ])("refused: %s", (_, other, refusal) => {
    expect(checkIncome({ ...grant, ...other }, 2027)).toMatchObject({ ok: false, refusal });
  });
});

test("the totals are by certainty and by year; what was withdrawn counts for nothing", () => {
  const rows = [
    { ...grant, withdrawn: false },
    { ...grant, amount: 5n, certainty: "probable" as const, withdrawn: false },
    { ...grant, amount: 7n, targetYear: 2028, withdrawn: false },
    { ...grant, amount: 900n, withdrawn: true },
  ];
  expect(incomeTotals(rows, 2027)).toEqual({ sure: 10_000_00n, probable: 5n, all: 10_000_05n });
  expect(incomeTotals(rows)).toEqual({ sure: 10_000_07n, probable: 5n, all: 10_000_12n });
});
