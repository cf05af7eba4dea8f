import fc from "fast-check";
import { expect, test } from "vitest";
import { withRate } from "#app/domain/campaign/guidance.ts";
import { carriedOver, spreadAsBefore } from "#app/domain/forecast/template.ts";
import { sum } from "#app/domain/quantity.ts";

const months = fc.array(fc.bigInt({ min: -1_000_000n, max: 900_000_000_000n }), { minLength: 12, maxLength: 12 });

test("a total spread as last year adds up to it, whatever last year was", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), months, (total, own) => {
      expect(sum(spreadAsBefore(total, own))).toBe(total);
    }),
  );
});

test("last year changed by a rate is that rate of the year, to the cent; unchanged, it is last year", () => {
  fc.assert(
    fc.property(months, fc.bigInt({ min: -10_000n, max: 100_000n }), (own, rate) => {
      expect(sum(carriedOver(own, rate))).toBe(withRate(sum(own), rate));
      if (own.every((amount) => amount >= 0n)) expect(carriedOver(own, 0n)).toEqual(own);
    }),
  );
});
