import fc from "fast-check";
import { expect, test } from "vitest";
import { remainingOf } from "#app/domain/ledger/matching/remaining.ts";

const line = (entryDate: string, signed: bigint, entryId = 1n) => ({
  ...{ entryId, line: 1, entryDate },
  debit: signed > 0n ? signed : 0n,
  credit: signed < 0n ? -signed : 0n,
});

test.each([
  ["nothing", [], []],
  ["an open line is left whole", [line("2026-03-01", -100n)], [-100n]],
  ["a complete group leaves nothing", [line("2026-03-01", -100n), line("2026-03-20", 100n)], [0n, 0n]],
  ["a part paid", [line("2026-03-01", -100n), line("2026-03-20", 60n)], [-40n, 0n]],
  ["paid too much", [line("2026-03-01", -100n), line("2026-03-20", 130n)], [0n, 30n]],
  ["the oldest is paid first", [line("2026-03-05", -50n), line("2026-03-01", -100n), line("2026-03-20", 120n)], [-30n, 0n, 0n]],
  [
    "on one day, in the order of posting",
    [line("2026-03-01", -50n, 9n), line("2026-03-01", -50n, 2n), line("2026-03-02", 70n)],
    [-30n, 0n, 0n],
  ],
])("%s", (_, lines, left) => {
  expect(remainingOf(lines)).toEqual(left);
});

test("what is left adds up to the balance, on one side, and never exceeds a line", () => {
  const signed = fc.bigInt({ min: -500n, max: 500n }).filter((amount) => amount !== 0n);
  fc.assert(
    fc.property(fc.array(fc.tuple(signed, fc.integer({ min: 1, max: 28 }))), (amounts) => {
      const lines = amounts.map(([amount, day], index) => line(`2026-03-${String(day).padStart(2, "0")}`, amount, BigInt(index)));
      const left = remainingOf(lines);
      const balance = amounts.reduce((total, [amount]) => total + amount, 0n);
      expect(left.reduce((total, amount) => total + amount, 0n)).toBe(balance);
      for (const [index, amount] of left.entries()) {
        const own = amounts[index]?.[0] ?? 0n;
        expect(amount === 0n || (amount > 0n === balance > 0n && amount > 0n === own > 0n)).toBe(true);
        expect(amount > 0n ? amount <= own : amount >= own || amount === 0n).toBe(true);
      }
    }),
  );
});
