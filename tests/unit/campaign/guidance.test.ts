import { describe, expect, test } from "vitest";
import { checkGuidance, type Guidance, guidanceFor, guidanceTotal, withRate } from "#app/domain/campaign/guidance.ts";

const toAll: Guidance = { unit: null, nature: null, natures: [], measure: "CP", kind: "rate", value: -200n };
const place = { unit: "DR44", nature: "31", measure: "CP" } as const;

test("nothing is told where no rule holds", () => {
  expect(guidanceFor([], place, 1_000n)).toBeNull();
  expect(guidanceFor([toAll], { ...place, measure: "AE" }, 1_000n)).toBeNull();
  expect(guidanceFor([{ ...toAll, unit: "DPT" }], place, 1_000n)).toBeNull();
});

test("a rate is counted on last year, which has to be known", () => {
  expect(guidanceFor([toAll], place, 1_000_000n)).toBe(980_000n);
  expect(guidanceFor([toAll], place, null)).toBeNull();
});

describe("the most precise rule wins", () => {
  const ofNature: Guidance = { ...toAll, nature: "31", natures: ["31", "311"], value: 100n };
  const above: Guidance = { ...toAll, nature: "HT2", natures: ["HT2", "31", "311", "51"], value: 200n };
  const ofUnit: Guidance = { ...toAll, unit: "DR44", value: 300n };
  const ofBoth: Guidance = { ...ofUnit, nature: "HT2", natures: above.natures, value: 400n };
  test.each([
    ["all units, all natures", [toAll], 9_800n],
    ["the nature above, over all natures", [toAll, above], 10_200n],
    ["the nature itself, over the one above", [above, ofNature, toAll], 10_100n],
    ["the unit by name, over any nature said to all", [ofNature, ofUnit, above, toAll], 10_300n],
    ["the unit and a nature, over the unit alone", [ofUnit, ofBoth, ofNature, toAll], 10_400n],
  ])("%s", (_, rules, expected) => {
    expect(guidanceFor(rules, place, 10_000n)).toBe(expected);
  });
});

test("an amount and a change hold for what they name, and not for a part of it", () => {
  const amount: Guidance = { unit: "DR44", nature: "HT2", natures: ["HT2", "31"], measure: "CP", kind: "amount", value: 7_000n };
  expect(guidanceFor([amount], { ...place, nature: "HT2" }, 10_000n)).toBe(7_000n);
  expect(guidanceFor([amount, toAll], place, 10_000n)).toBe(9_800n);
  expect(guidanceFor([{ ...amount, kind: "change", value: -500n }], { ...place, nature: "HT2" }, 10_000n)).toBe(9_500n);
});

test("the whole of a unit is what was said of the whole, else the sum of its natures, those that nobody spoke of as last year", () => {
  const previous = new Map([
    ["31", 10_000n],
    ["51", 1_000n],
  ]);
  const unit = { unit: "DR44", measure: "CP" } as const;
  const of31: Guidance = { ...toAll, nature: "31", natures: ["31"], value: 1_000n };
  expect(guidanceTotal([], unit, previous)).toBeNull();
  expect(guidanceTotal([toAll], unit, previous)).toBe(10_780n);
  expect(guidanceTotal([of31], unit, previous)).toBe(12_000n);
  expect(guidanceTotal([of31, { ...toAll, unit: "DR44", kind: "amount", value: 5_000n }], unit, previous)).toBe(5_000n);
  expect(guidanceTotal([{ ...toAll, unit: "DR44", kind: "change", value: -1n }], unit, previous)).toBe(10_999n);
});

test.each([
  [1n, 5_000n, 2n],
  [-1n, 5_000n, -2n],
  [1n, 4_999n, 1n],
  [333n, -10_000n, 0n],
  [100n, 1n, 100n],
])("%i cents at %i hundredths of a percent more are %i", (amount, rate, expected) => {
  expect(withRate(amount, rate)).toBe(expected);
});

test.each([
  [{ unit: null, kind: "rate", value: -10_001n }, "rate-out-of-bounds"],
  [{ unit: null, kind: "rate", value: 100_001n }, "rate-out-of-bounds"],
  [{ unit: null, kind: "amount", value: 1n }, "amount-without-unit"],
  [{ unit: null, kind: "change", value: 1n }, "amount-without-unit"],
  [{ unit: "DR44", kind: "amount", value: -1n }, "negative-amount"],
] as const)("%o is refused", (rule, kind) => {
  expect(checkGuidance(rule)).toMatchObject({ ok: false, refusal: { kind } });
});
