import fc from "fast-check";
import { expect, test } from "vitest";
import { type ComparedLine, comparedTotals, stepsBetween } from "#app/domain/forecast/comparison.ts";
import { absolute, sum } from "#app/domain/quantity.ts";

const amount = fc.option(fc.bigInt({ min: -1_000_000n, max: 1_000_000n }));
const line: fc.Arbitrary<ComparedLine> = fc
  .record({ lineId: fc.uuid(), targetYear: fc.constantFrom(2027, 2028), before: amount, after: amount })
  .map((own) => ({ ...own, measure: "CP", moved: own.before === own.after ? 0 : 1 }));

test("the steps between two moments add up to their gap, the larger first, and name no more than is asked (seeded by fast-check)", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.integer({ min: 1, max: 9 }), (lines, named) => {
      const steps = stepsBetween(lines, { measure: "CP", targetYear: 2027 }, named);
      const total = comparedTotals(lines).find(({ targetYear }) => targetYear === 2027);
      expect(sum(steps.map(({ gap }) => gap))).toBe(total?.gap ?? 0n);
      const own = steps.filter((step) => step.line !== undefined).map(({ gap }) => absolute(gap));
      expect(own.length).toBeLessThanOrEqual(named);
      expect(own).toEqual(own.toSorted((left, right) => Number(right - left)));
      expect(steps.every(({ gap }) => gap !== 0n)).toBe(true);
    }),
  );
});
