import fc from "fast-check";
import { expect, test } from "vitest";
import { dueThrough } from "#app/domain/ledger/assets/asset.ts";
import {
  type DepreciationTerms,
  depreciatedBefore,
  depreciatedThrough,
  depreciationPlan,
} from "#app/domain/ledger/assets/depreciation-plan.ts";
import { addMonths, dayOfMonth, monthOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";

const terms: fc.Arbitrary<DepreciationTerms> = fc.record({
  commissionedOn: fc
    .record({ month: fc.integer({ min: 0, max: 300 }), day: fc.integer({ min: 1, max: 28 }) })
    .map(({ month, day }) => dayOfMonth(addMonths("2010-01", month), day)),
  base: fc.bigInt({ min: 1n, max: 900_000_000_000n }),
  durationMonths: fc.integer({ min: 1, max: 600 }),
  prorata: fc.constantFrom("month" as const, "day" as const),
});

/** fast-check prints its seed and the smallest counterexample. */
const holds = (property: fc.IProperty<[DepreciationTerms]>) => fc.assert(property, { numRuns: process.env["TEST_LONG"] ? 5_000 : 300 });

test("the months of a plan add up to its base, none negative, none a cent away from the even share", () => {
  holds(
    fc.property(terms, (given) => {
      const plan = depreciationPlan(given);
      expect(sum(plan.map(({ amount }) => amount))).toBe(given.base);
      expect(plan.every(({ amount }) => amount > 0n)).toBe(true);
      expect(plan.at(-1)?.cumulated).toBe(given.base);
      const share = given.base / BigInt(given.durationMonths);
      if (given.prorata === "month") for (const { amount } of plan) expect(amount - share >= -1n && amount - share <= 2n).toBe(true);
    }),
  );
});

test("a plan lasts its duration, and one month more when its first month is not whole", () => {
  holds(
    fc.property(terms, (given) => {
      const first = monthOf(given.commissionedOn);
      const last = addMonths(first, given.durationMonths - (given.prorata === "month" || given.commissionedOn.endsWith("-01") ? 1 : 0));
      expect(depreciatedThrough(given, addMonths(first, -1))).toBe(0n);
      expect(depreciatedThrough(given, last)).toBe(given.base);
      expect(depreciatedThrough(given, addMonths(last, 240))).toBe(given.base);
    }),
  );
});

test("what leaves on a day has never worn more than by the end of that month, nor less than by the end of the one before", () => {
  holds(
    fc.property(terms, (given) => {
      const first = monthOf(given.commissionedOn);
      for (const index of [0, 1, Math.floor(given.durationMonths / 2), given.durationMonths, given.durationMonths + 3]) {
        const month = addMonths(first, index);
        const gone = depreciatedBefore(given, dayOfMonth(month, index === 0 ? Math.max(15, Number(given.commissionedOn.slice(8))) : 15));
        expect(gone <= depreciatedThrough(given, month)).toBe(true);
        expect(gone >= depreciatedThrough(given, addMonths(month, -1))).toBe(true);
      }
    }),
  );
});

test("runs at any months, in order, post the plan and nothing more", () => {
  fc.assert(
    fc.property(terms, fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 12 }), (given, when) => {
      let depreciated = 0n;
      const asset = { ...given, gross: given.base + 7n, residual: 7n };
      for (const index of [...when, 700].sort((left, right) => left - right)) {
        const month = addMonths(monthOf(given.commissionedOn), index);
        depreciated += dueThrough({ ...asset, depreciated }, month);
        expect(depreciated).toBe(depreciatedThrough(given, month));
        expect(dueThrough({ ...asset, depreciated }, month)).toBe(0n);
      }
      expect(depreciated).toBe(given.base);
    }),
    { numRuns: 200 },
  );
});
