import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accountsSuit,
  type CutOffDecision,
  checkDecision,
  cutOffEntry,
  cutOffKinds,
  cutOffRules,
  partAfter,
  releaseEntry,
  releasePlan,
} from "#app/domain/ledger/cut-off/cut-off.ts";
import { checkEntry } from "#app/domain/ledger/entry.ts";
import { dayOfMonth, monthOfYear } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";

const lastDay = "2025-12-31";

describe("the accounts of each kind", () => {
  test.each<[keyof typeof cutOffRules, string, string, boolean]>([
    ["accruedExpense", "6061", "408", true],
    ["accruedExpense", "641", "4286", true],
    ["accruedExpense", "645", "4386", true],
    ["accruedExpense", "6311", "44812", true],
    ["accruedExpense", "6591", "468", true],
    ["accruedExpense", "2183", "4084", true],
    ["accruedExpense", "2183", "408", false],
    ["accruedExpense", "6061", "4084", false],
    ["accruedExpense", "6061", "401", false],
    ["accruedExpense", "706", "408", false],
    ["prepaidExpense", "6132", "486", true],
    ["prepaidExpense", "6132", "487", false],
    ["accruedIncome", "7481", "418", true],
    ["accruedIncome", "7481", "411", false],
    ["deferredIncome", "7481", "487", true],
    ["deferredIncome", "6132", "487", false],
  ])("%s: %s against %s is %s", (kind, result, balance, suits) => {
    expect(accountsSuit(kind, result, balance)).toBe(suits);
  });

  test("only inventory accruals are reversed; what is prepaid or deferred is released; income to receive ends with its title", () => {
    expect(cutOffKinds.map((kind) => [kind, cutOffRules[kind].reversed, cutOffRules[kind].released])).toEqual([
      ["accruedExpense", true, false],
      ["prepaidExpense", false, true],
      ["accruedIncome", false, false],
      ["deferredIncome", false, true],
    ]);
  });
});

describe("the part that concerns the next exercise", () => {
  test.each<[string, string, bigint]>([
    ["2025-12-01", "2026-02-28", 65_556n], // 59 days of 90 on 1 000.00
    ["2025-12-31", "2026-01-01", 50_000n],
    ["2026-01-01", "2026-03-31", 100_000n],
    ["2025-01-01", "2026-12-31", 50_000n],
  ])("of a service from %s to %s", (from, to, part) => {
    expect(partAfter(100_000n, { from, to }, lastDay)).toEqual({ ok: true, value: part });
  });

  test.each([
    ["ends with the exercise", "2025-10-01", "2025-12-31", "nothing-after-year-end"],
    ["ends before it begins", "2026-02-01", "2026-01-01", "dates-out-of-order"],
  ])("is refused when the period %s", (_, from, to, kind) => {
    expect(partAfter(100n, { from, to }, lastDay)).toMatchObject({ ok: false, refusal: { kind } });
  });

  test("is released month by month, by days, to the cent, and never before", () => {
    expect(releasePlan(59_000n, { from: "2025-12-01", to: "2026-02-28" }, lastDay)).toEqual([
      { month: "2026-01", amount: 31_000n },
      { month: "2026-02", amount: 28_000n },
    ]);
    const day = fc
      .record({ month: fc.integer({ min: 0, max: 35 }), day: fc.integer({ min: 1, max: 28 }) })
      .map(({ month, day: own }) => dayOfMonth(monthOfYear(2025 + Math.floor(month / 12), (month % 12) + 1), own));
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 13n }), day, day, (amount, from, to) => {
        fc.pre(from <= to && to > lastDay);
        const plan = releasePlan(amount, { from, to }, lastDay);
        expect(sum(plan.map((release) => release.amount))).toBe(amount);
        expect(plan.every(({ month }) => month >= "2026-01" && month <= to.slice(0, 7))).toBe(true);
      }),
    );
  });
});

describe("a decision", () => {
  const decision: CutOffDecision = {
    kind: "prepaidExpense",
    resultAccount: "6132",
    balanceAccount: "486",
    amount: 500n,
    covers: { from: "2025-12-01", to: "2026-02-28" },
  };
  const context = { evidence: 1_000n, lastDay };
  test.each<[string, Partial<CutOffDecision>, string | undefined]>([
    ["as it should be", {}, undefined],
    ["a negative amount", { amount: -1n, resultAccount: "706" }, "negative-amount"],
    ["no amount", { amount: 0n, resultAccount: "706" }, "line-without-amount"],
    ["other accounts", { resultAccount: "706", amount: 2_000n }, "accounts-not-of-cut-off"],
    ["more than its piece", { amount: 1_001n, covers: { from: "2025-01-01", to: "2025-06-30" } }, "above-evidence"],
    ["nothing after the exercise", { covers: { from: "2025-01-01", to: "2025-06-30" } }, "nothing-after-year-end"],
    ["no period said", { covers: null }, undefined],
  ])("is refused in order: %s", (_, own, kind) => {
    expect(checkDecision({ ...decision, ...own }, context)?.kind).toBe(kind);
  });
});

test.each(cutOffKinds)("the entries of %s balance, and a release is their opposite", (kind) => {
  const accounts = {
    accruedExpense: ["6061", "408"],
    prepaidExpense: ["6132", "486"],
    accruedIncome: ["7481", "418"],
    deferredIncome: ["7481", "487"],
  } as const;
  const [resultAccount, balanceAccount] = accounts[kind];
  const item = {
    id: "00000000-0000-4000-8000-000000000001",
    label: "Essai",
    kind,
    resultAccount,
    balanceAccount,
    amount: 700n,
    covers: null,
    unit: "SG",
    nature: null,
    activity: null,
    party: "ACME",
  };
  const event = { eventId: "00000000-0000-4000-8000-000000000002", on: lastDay };
  const posted = cutOffEntry(event, item);
  expect(checkEntry(posted).ok).toBe(true);
  expect(posted).toMatchObject({ journal: "OD", complementary: true, entryDate: lastDay });
  const signed = (entry: typeof posted) => Object.fromEntries(entry.lines.map(({ account, debit, credit }) => [account, debit - credit]));
  const debited = kind === "accruedExpense" || kind === "deferredIncome" ? resultAccount : balanceAccount;
  expect(signed(posted)[debited]).toBe(700n);
  const released = signed(releaseEntry(event, item, 700n));
  for (const [account, amount] of Object.entries(signed(posted))) expect(released[account]).toBe(-amount);
  expect(posted.lines.filter(({ party }) => party === "ACME").map(({ account }) => account)).toEqual([balanceAccount]);
});
