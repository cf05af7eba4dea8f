import { describe, expect, test } from "vitest";
import { checkDetail, detailAmount, detailSum } from "#app/domain/forecast/detail.ts";
import { priceText, quantityText, readRow } from "#app/routes/forecast/detail/detail-text.ts";

describe("quantity × price", () => {
  test.each([
    ["12 × 1 450,00 €", 1_200n, 14_500_000n, 1_740_000n],
    ["half a cent goes up: 1 × 0,005 €", 100n, 50n, 1n],
    ["less than half goes down: 1 × 0,0049 €", 100n, 49n, 0n],
    ["below zero, away from zero: −1 × 0,005 €", -100n, 50n, -1n],
    ["1,5 × 0,01 €", 150n, 100n, 2n],
  ])("%s", (_name, quantity, unitPrice, cents) => {
    expect(detailAmount({ quantity, unitPrice })).toBe(cents);
  });

  test("is added line by line, each as it is read", () => {
    const third = { quantity: 100n, unitPrice: 3_333n };
    expect(detailSum([third, third, third])).toBe(99n);
  });

  test("stays within what can be kept", () => {
    const line = { label: "", unitWord: "", quantity: 10n ** 14n, unitPrice: 10n ** 14n };
    expect(checkDetail([line])).toMatchObject({ ok: false, refusal: { kind: "amount-out-of-range", line: 1 } });
    expect(checkDetail([])).toEqual({ ok: true, value: 0n });
  });
});

test.each([
  ["12", "1\u202f450,00", 1_200n, 14_500_000n],
  ["1,25", "0,0345", 125n, 345n],
  ["-3", "1,2340", -300n, 12_340n],
  ["1\u202f000", "2,50", 100_000n, 25_000n],
])("« %s » and « %s » are shown as they are read", (quantity, unitPrice, count, price) => {
  expect(readRow({ quantity, unitPrice })).toEqual({ quantity: count, unitPrice: price });
  expect([quantityText(count), priceText(price)]).toEqual([quantity, unitPrice]);
});
