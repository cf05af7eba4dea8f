import fc from "fast-check";
import { expect, it } from "vitest";
import { carriesOf, inDigits, type Limit } from "#app/domain/arbitration/proposal/digits.ts";
import { holds } from "#tests/support/properties.ts";

const amount = fc.oneof(
  fc.bigInt({ min: -9n, max: 9n }),
  fc.bigInt({ min: -50_000_000_00n, max: 50_000_000_00n }),
  fc.bigInt({ min: -5000n, max: 5000n }).map((thousands) => thousands * 100_000_00n),
);
const filled = fc
  .array(fc.record({ amount, most: fc.integer({ min: 1, max: 10 }), share: fc.nat(10) }), { minLength: 1, maxLength: 6 })
  .chain((columns) => {
    const values = columns.map(({ most, share }) => share % (most + 1));
    const sum = columns.reduce((total, own, index) => total + own.amount * BigInt(values[index] ?? 0), 0n);
    return fc.record({
      told: fc.oneof(fc.bigInt({ min: -2n, max: 2n }), amount).map(
        (distance): Limit => ({
          limit: sum + distance,
          entries: columns.map((own, column) => ({ column, amount: own.amount, most: own.most })),
        }),
      ),
      values: fc.constant(values),
    });
  });

function isKept({ limit, entries }: Limit, values: readonly number[]): boolean {
  return entries.reduce((sum, { column, amount }) => sum + amount * BigInt(values[column] ?? 0), 0n) <= limit;
}

it("the rows of a limit hold, with what they carry, where the limit is kept to the cent, and nowhere else", () => {
  holds(
    fc.property(filled, ({ told, values }) => {
      const { rows, carries } = inDigits(told, values.length);
      const columns = [...values, ...carriesOf(told, values)];
      expect(columns).toHaveLength(values.length + carries.length);
      const inBounds = carries.every(({ lower, upper }, index) => {
        const carried = columns[values.length + index] ?? Number.NaN;
        return lower <= carried && carried <= upper;
      });
      const hold = rows.every(({ upper, entries }) => entries.reduce((sum, [column, by]) => sum + by * (columns[column] ?? 0), 0) <= upper);
      expect(inBounds).toBe(true);
      expect(hold).toBe(isKept(told, values));
    }),
    3000,
  );
});

it("no row holds a figure that a solver could take for another", () => {
  holds(
    fc.property(filled, ({ told }) => {
      for (const { entries } of inDigits(told, told.entries.length).rows)
        for (const [, by] of entries) expect(Number.isInteger(by) && Math.abs(by) <= 100_000).toBe(true);
    }),
    1000,
  );
});
