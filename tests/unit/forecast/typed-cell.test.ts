import { describe, expect, test } from "vitest";
import { type ReadingChoices, readCell } from "#app/domain/forecast/typed-cell.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";

function read(text: string, measure: BudgetResource = "CP", choices: ReadingChoices = {}) {
  const cell = readCell(text, measure, choices);
  if (!cell.ok) return cell.refusal.kind;
  return cell.value.kind === "quantity" ? cell.value.quantity : cell.value.kind;
}

describe("a cell reads what people type and what Excel copies", () => {
  test.each([
    ["1 234,56", 123_456n],
    ["1\u00a0234,56", 123_456n],
    ["1\u202f234,56", 123_456n],
    ["1.234,56", 123_456n],
    ["1,234.56", 123_456n],
    ["(1 200)", -120_000n],
    ["(1 234,50)", -123_450n],
    ["1200-", -120_000n],
    ["\u22121200", -120_000n],
    ["1 200 €", 120_000n],
    ["12,50", 1_250n],
    ["0", 0n],
    ["１２", 1_200n],
    ["", "nothing"],
    [" \u00a0 ", "nothing"],
  ])("« %s »", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each<[string, BudgetResource, bigint]>([
    ["1,5", "ETPT", 1_800n],
    ["0,08", "ETPT", 96n],
    ["12,5", "DAY", 1_250n],
  ])("« %s » of %s, in the smallest unit of the measure", (text, measure, expected) => {
    expect(read(text, measure)).toBe(expected);
  });
});

describe("a calculation is exact, then rounded once", () => {
  test.each<[string, BudgetResource, bigint]>([
    ["=1200+350", "CP", 155_000n],
    ["= 1 200 × 1,2", "CP", 144_000n],
    ["=100/3", "CP", 3_333n],
    ["=1/3", "ETPT", 400n],
    ["=(850+150)/-2", "CP", -50_000n],
    ["=1200-20%", "CP", 119_980n],
  ])("%s in %s", (text, measure, expected) => {
    expect(read(text, measure)).toBe(expected);
  });

  test("and is kept as it was typed", () => {
    expect(readCell("= 1200+350 ", "CP")).toEqual({ ok: true, value: { kind: "quantity", quantity: 155_000n, formula: "1200+350" } });
  });

  test.each([
    ["=1/0", "division-by-zero"],
    ["=1+", "not-a-number"],
    ["=", "not-a-number"],
    ["=12.500+1", "ambiguous-number"],
  ])("%s is refused", (text, kind) => {
    expect(read(text)).toBe(kind);
  });
});

describe("what is not an amount is refused with its reason", () => {
  test.each([
    ["abc", "not-a-number"],
    ["#REF!", "spreadsheet-error"],
    ["#N/A", "spreadsheet-error"],
    ["#DIV/0!", "spreadsheet-error"],
    ["#VALEUR!", "spreadsheet-error"],
    ["1e6", "exponent"],
    ["1,5E+03", "exponent"],
    ["12 %", "percent-not-amount"],
    ["12,3456", "too-many-decimals"],
    ["99999999999999", "number-out-of-range"],
    ["02/03/2026", "not-a-number"],
    ["NaN", "not-a-number"],
  ])("« %s »", (text, kind) => {
    expect(read(text)).toBe(kind);
  });
});

describe("what may mean two things is asked once, then read", () => {
  test.each<[string, ReadingChoices, bigint | string]>([
    ["12.500", {}, "ambiguous-number"],
    ["12,500", {}, "ambiguous-number"],
    ["12.500", { decimalSign: "," }, 1_250_000n],
    ["12.500", { decimalSign: "." }, 1_250n],
    ["12,500", { decimalSign: "," }, 1_250n],
    ["12,500", { decimalSign: "." }, 1_250_000n],
    ["12,345", { decimalSign: "," }, "too-many-decimals"],
    ["1.234.567", { decimalSign: "," }, 123_456_700n],
    ["1 234,5", { decimalSign: "," }, 123_450n],
    ["(1.200)", { decimalSign: "," }, -120_000n],
  ])("« %s » with %o", (text, choices, expected) => {
    expect(read(text, "CP", choices)).toBe(expected);
  });

  test.each<[string, ReadingChoices, bigint | string]>([
    ["12 k€", {}, "unit-to-confirm"],
    ["12k", {}, "unit-to-confirm"],
    ["1,5 M€", {}, "unit-to-confirm"],
    ["12 k€", { scaled: true }, 1_200_000n],
    ["12,345 k€", { scaled: true, decimalSign: "," }, "too-many-decimals"],
    ["1,5 M€", { scaled: true }, 150_000_000n],
    ["(12 k€)", { scaled: true }, -1_200_000n],
  ])("« %s » with %o", (text, choices, expected) => {
    expect(read(text, "CP", choices)).toBe(expected);
  });

  test("thousands of euros are no days", () => {
    expect(read("12k", "DAY")).toBe("not-a-number");
  });
});
