import fc from "fast-check";
import { expect, test } from "vitest";
import { methodNames } from "#app/domain/forecast/projection/methods.ts";
import { project, proposed, seasonNames } from "#app/domain/forecast/projection/project.ts";
import { sum } from "#app/domain/quantity.ts";

const month = fc.bigInt({ min: -1_000_000n, max: 900_000_000_000n });
const year = fc.array(month, { minLength: 12, maxLength: 12 });
const history = fc.array(year, { minLength: 1, maxLength: 6 });

test("the months of every method add up to its total and are never negative", () => {
  fc.assert(
    fc.property(history, fc.constantFrom(...methodNames), fc.constantFrom(...seasonNames), (years, method, season) => {
      const months = proposed(years, method, season);
      expect(months).toHaveLength(12);
      for (const amount of months) expect(amount).toBeGreaterThanOrEqual(0n);
    }),
    { verbose: 1 },
  );
});

test("what is kept adds up to the cent and stands within its range", () => {
  fc.assert(
    fc.property(history, (years) => {
      const kept = project(years);
      if (!kept) return;
      expect(sum(kept.months)).toBe(kept.total);
      expect(kept.low).toBeLessThanOrEqual(kept.total);
      expect(kept.high).toBeGreaterThanOrEqual(kept.total);
    }),
  );
});

test("a history that repeats itself is proposed as it is, without error", () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 12, maxLength: 12 }),
      fc.integer({ min: 3, max: 6 }),
      (own, count) => {
        fc.pre(own.some((amount) => amount > 0n));
        const kept = project(Array.from({ length: count }, () => own));
        expect(kept).toMatchObject({ months: own, error: 0n, method: "last", low: kept?.total, high: kept?.total });
      },
    ),
  );
});
