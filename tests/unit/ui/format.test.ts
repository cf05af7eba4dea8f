import { describe, expect, it } from "vitest";
import { translatorFor } from "#app/messages/index.ts";
import { displayUnitFor, divideRounded, exactDecimal, formatAmount, type Shown } from "#app/ui/format/amount.ts";
import { formatDay, formatInstant, formatMonth } from "#app/ui/format/calendar.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { formatPoints, formatShare } from "#app/ui/format/share.ts";

const fr = { locale: "fr" } as const;
const en = { locale: "en" } as const;

describe("formatAmount", () => {
  it.each([
    [123_456_789n, "AE", fr, "1\u202f234\u202f567,89"],
    [123_456_789n, "AE", en, "1,234,567.89"],
    [-123_456_789n, "CP", fr, "\u22121\u202f234\u202f567,89"],
    [123_456_789n, "EUR", { ...fr, symbol: "€" }, "1\u202f234\u202f567,89\u00a0€"],
    [123_456_749n, "AE", { ...fr, unit: "eur" }, "1\u202f234\u202f567"],
    [123_456_750n, "AE", { ...fr, unit: "eur" }, "1\u202f234\u202f568"],
    [123_456_789n, "AE", { ...fr, unit: "keur" }, "1\u202f234,6"],
    [123_456_789n, "AE", { ...fr, unit: "meur", symbol: "M€" }, "1,2\u00a0M€"],
    [1_250n, "CP", { ...fr, sign: "always" }, "+12,50"],
    [-300n, "CP", { ...fr, sign: "always" }, "\u22123,00"],
    [0n, "CP", { ...fr, sign: "always" }, "–"],
    [0n, "AE", { ...fr, symbol: "€" }, "–"],
    [-4_000n, "AE", { ...fr, unit: "keur" }, "0,0"],
    [-5_000n, "AE", { ...fr, unit: "keur" }, "\u22120,1"],
    [4_200n, "ETPT", fr, "3,50"],
    [1n, "ETPT", fr, "0,00"],
    [6n, "ETPT", fr, "0,01"],
    [-6n, "ETPT", en, "\u22120.01"],
    [1_245n, "DAY", fr, "12,5"],
    [900_000_000_000_000n, "AE", fr, "9\u202f000\u202f000\u202f000\u202f000,00"],
    [899_999_999_999_999n, "AE", en, "8,999,999,999,999.99"],
    ["not-entered", "AE", fr, ""],
    ["not-applicable", "AE", fr, "///"],
  ] as const satisfies readonly (readonly [Shown, Parameters<typeof formatAmount>[1], Parameters<typeof formatAmount>[2], string])[])(
    "shows %s %s %o as « %s »",
    (quantity, resource, format, shown) => {
      expect(formatAmount(quantity, resource, format)).toBe(shown);
    },
  );

  it("keeps the exact value for copying, whatever the display", () => {
    expect(exactDecimal(-123_456_789n, "AE")).toBe("-1234567.89");
    expect(exactDecimal(100n, "ETPT")).toBe("0.0833");
    expect(exactDecimal(1_245n, "DAY")).toBe("12.45");
  });

  it("chooses the unit in which the largest amount reads best", () => {
    expect([999_999n, 1_000_000n, -1_000_000_000n].map((amount) => displayUnitFor([1n, amount]))).toEqual(["eur", "keur", "meur"]);
    expect(displayUnitFor([])).toBe("eur");
  });
});

describe("divideRounded", () => {
  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [1n, 1_200n, 0n],
    [600n, 1_200n, 1n],
  ])("rounds %s / %s half away from zero, to %s", (dividend, divisor, quotient) => {
    expect(divideRounded(dividend, divisor)).toBe(quotient);
  });
});

describe("shares", () => {
  it.each([
    [{ part: 612n, whole: 1_000n }, "fr", "61,2\u00a0%"],
    [{ part: 612n, whole: 1_000n }, "en", "61.2%"],
    [{ part: 0n, whole: 5n }, "fr", "0,0\u00a0%"],
    [{ part: -1n, whole: 3n }, "fr", "\u221233,3\u00a0%"],
    [{ part: 1n, whole: 0n }, "fr", "///"],
  ] as const)("shows %o in %s as %s", (share, locale, shown) => {
    expect(formatShare(share, locale)).toBe(shown);
  });

  it.each([
    [{ part: 612n, whole: 1_000n }, { part: 663n, whole: 1_000n }, "\u22125,1"],
    [{ part: 1n, whole: 2n }, { part: 1n, whole: 3n }, "+16,7"],
    [{ part: 1n, whole: 2n }, { part: 2n, whole: 4n }, "0,0"],
    [{ part: 1n, whole: 2n }, { part: 2n, whole: 0n }, "///"],
  ] as const)("shows the gap of %o to %o as %s points", (actual, expected, shown) => {
    expect(formatPoints(actual, expected, "fr")).toBe(shown);
  });
});

describe("calendar", () => {
  it("writes days, months and Paris time", () => {
    expect(formatDay("2026-08-31")).toBe("31/08/2026");
    expect(formatMonth("2026-02", "fr")).toBe("févr.");
    expect(formatMonth("2026-02", "fr", "longWithYear")).toBe("février 2026");
    expect(formatMonth("2026-02", "en", "withYear")).toBe("Feb 2026");
    expect(formatInstant("2026-08-31T22:30:00Z")).toBe("01/09/2026 00:30");
    expect(formatInstant("2026-12-31T23:30:00+00:00")).toBe("01/01/2027 00:30");
  });
});

describe("formatterFor", () => {
  it("puts the unit's word after the number, in each language", () => {
    const french = formatterFor("fr", translatorFor("fr", "units"));
    const english = formatterFor("en", translatorFor("en", "units"));
    expect(french.amountWithUnit(4_200n, "ETPT")).toBe("3,50\u00a0ETPT");
    expect(english.amountWithUnit(4_200n, "ETPT")).toBe("3.50\u00a0FTE");
    expect(french.amountWithUnit(1_245n, "DAY")).toBe("12,5\u00a0j");
    expect(french.amountWithUnit(123_456_789n, "CP", { unit: "meur" })).toBe("1,2\u00a0M€");
    expect(french.unit("AE", "keur")).toBe("k€");
    expect(french.count(1_234)).toBe("1\u202f234");
  });
});
