import fc from "fast-check";
import { expect, test } from "vitest";
import { sum } from "#app/domain/quantity.ts";
import { allocate, type Expense, type ExpenseClaim, totalCost, unitCost, wholeOf, type YearOfWorks } from "#app/domain/works/allocation.ts";
import { holds } from "#tests/support/properties.ts";

const operations = ["EEC", "RP", "IPC"];
const phases = [null, "collection", "control"];
const units = ["DR44", "DR75", "DSDS"];
const activities = ["01-ENQ", "01-REC", "09-INF"];
const orNull = (values: readonly string[]) => fc.constantFrom(...values, null);

const expense: fc.Arbitrary<Expense> = fc.record({
  personnel: fc.boolean(),
  commitment: orNull(["EJ1", "EJ2"]),
  contract: orNull(["M1"]),
  unit: orNull(units),
  activity: orNull(activities),
  amount: fc.bigInt({ min: -1_000_000n, max: 100_000_000n }),
});

/** Keys with shares that give away the whole of each, at most. */
const claims: fc.Arbitrary<ExpenseClaim[]> = fc
  .array(
    fc.record({
      operation: fc.constantFrom(...operations),
      phase: fc.constantFrom(...phases),
      key: fc.constantFrom("commitment", "contract", "activity"),
      rank: fc.nat(2),
      unit: orNull(units),
      share: fc.integer({ min: 1, max: 1000 }),
    }),
    { maxLength: 8 },
  )
  .map((drawn) => {
    const left = new Map<string, number>();
    return drawn.flatMap(({ key, rank, unit, share, ...place }) => {
      const code = { commitment: ["EJ1", "EJ2", "EJ3"], contract: ["M1", "M2", "M3"], activity: activities }[key][rank] ?? "";
      const own = { ...place, key, code, unit: key === "activity" ? unit : null };
      const name = [key, code, own.unit].join();
      const given = Math.min(share, left.get(name) ?? 1000);
      left.set(name, (left.get(name) ?? 1000) - given);
      return given === 0 ? [] : [{ ...own, share: given }];
    });
  });

const year: fc.Arbitrary<YearOfWorks> = fc.record({
  expenses: fc.array(expense, { maxLength: 30 }),
  claims,
  days: fc.array(
    fc.record({
      operation: fc.constantFrom(...operations),
      phase: fc.constantFrom(...phases),
      unit: fc.constantFrom(...units),
      days: fc.bigInt({ min: 1n, max: 1_000_000n }),
    }),
    { maxLength: 12 },
  ),
  rates: fc
    .dictionary(
      fc.constantFrom(...units),
      fc.record({ cost: fc.bigInt({ min: 1n, max: 10n ** 12n }), days: fc.bigInt({ min: 1n, max: 10n ** 7n }) }),
    )
    .map((rates) => new Map(Object.entries(rates))),
  support: fc.record({ basis: fc.constantFrom("days", "direct"), activities: fc.subarray(activities), unplaced: fc.boolean() }),
  allDays: fc.bigInt({ min: 0n, max: 50_000_000n }),
});

test("what operations cost and what is not allocated are the ledger, to the cent, whatever the keys", () => {
  holds(
    fc.property(year, (own) => {
      const { costs, rest, ledger } = allocate(own);
      expect(ledger).toBe(sum(own.expenses.map(({ amount }) => amount)));
      expect(sum(costs.map(wholeOf)) + wholeOf(rest)).toBe(ledger);
      const personnel = sum(own.expenses.filter((each) => each.personnel).map(({ amount }) => amount));
      expect(totalCost(costs).personnel + rest.personnel).toBe(personnel);
      expect(sum(costs.map(({ days }) => days))).toBe(sum(own.days.map(({ days }) => days)));
    }),
    400,
  );
});

test("nothing is given twice: together, keys take of each expense no more than there is", () => {
  holds(
    fc.property(year, (own) => {
      const support = { ...own.support, activities: [], unplaced: false };
      for (const expense of own.expenses.filter(({ amount }) => amount >= 0n)) {
        const { costs, rest } = allocate({ ...own, support, days: [], expenses: [expense] });
        expect(costs.every(({ direct }) => direct >= 0n && direct <= expense.amount)).toBe(true);
        expect(totalCost(costs).direct + wholeOf(rest)).toBe(expense.amount);
        if (expense.personnel) expect(totalCost(costs).direct).toBe(0n);
        // One key decides: the nearest that anybody claims.
        const names = [expense.commitment, expense.contract, expense.activity];
        const takers = own.claims.filter(({ code, unit }) => names.includes(code) && (unit === null || unit === expense.unit));
        const takes = costs.filter(({ direct }) => direct > 0n);
        expect(takes.every((cost) => takers.some((claim) => claim.operation === cost.operation && claim.phase === cost.phase))).toBe(true);
      }
    }),
    400,
  );
});

test("a unit cost times its volume is the cost, within what rounding to a cent leaves", () => {
  holds(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (cost, volume) => {
      const one = unitCost(cost, volume) ?? 0n;
      const gap = one * volume - cost * 100n;
      expect(2n * (gap < 0n ? -gap : gap)).toBeLessThanOrEqual(volume);
      expect(unitCost(cost, 0n)).toBeNull();
    }),
    400,
  );
});
