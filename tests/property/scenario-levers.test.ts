import fc from "fast-check";
import { expect, it } from "vitest";
import { type LeveredCell, type Levers, levered, type UnitLevel } from "#app/domain/arbitration/scenario/lever.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { holds } from "#tests/support/properties.ts";

const units = ["DR44", "DR84", "SG"] as const;
const amount = fc.bigInt({ min: 0n, max: 1_000n });
const cell = fc
  .record({
    unit: fc.constantFrom(...units),
    nature: fc.constantFrom("31-COL", "31-DEP"),
    asked: amount,
    share: fc.nat(100),
    fixed: fc.boolean(),
  })
  .map(({ asked, share, ...own }) => ({ ...own, asked, amount: (asked * BigInt(share)) / 100n }));
const cells = fc.array(cell, { minLength: 1, maxLength: 12 }).map((all) =>
  all.map((own, index): LeveredCell => {
    return { ...own, lineId: `L${index}`, measure: "CP", targetYear: 2027, month: 0, spendingClass: "nonPersonnel" };
  }),
);
const levels = fc
  .tuple(amount, amount, amount)
  .map((amounts): UnitLevel[] =>
    units.map((unit, index) => ({ unit, spendingClass: "nonPersonnel", measure: "CP", amount: amounts[index] ?? 0n })),
  );
const protectedUnits = fc.subarray([...units]).map((own) => new Set<string>(own));
const runs = 300;

function after(given: readonly LeveredCell[], levers: Levers): LeveredCell[] {
  const changed = new Map(levered(given, levers).map((own) => [own.lineId, own]));
  return given.map((own) => changed.get(own.lineId) ?? own);
}
function totalOf(given: readonly LeveredCell[], unit: string): Quantity {
  return sum(given.filter((own) => own.unit === unit).map((own) => own.amount));
}
function levelOf(own: readonly UnitLevel[], unit: string): Quantity {
  return own.find((one) => one.unit === unit)?.amount ?? 0n;
}

it("a lever leaves what is decided and what is protected as it was", () => {
  holds(
    fc.property(cells, levels, protectedUnits, (given, cap, spared) => {
      const cut = { natures: new Set(["31-COL"]), share: 2_500n };
      const result = after(given, { cut, cap, floor: cap, protectedUnits: spared });
      for (const [index, own] of given.entries()) if (own.fixed || spared.has(own.unit)) expect(result[index]).toEqual(own);
    }),
    runs,
  );
});

it("a cap brings a unit exactly to it where enough may move, and raises nothing", () => {
  holds(
    fc.property(cells, levels, (given, cap) => {
      const result = after(given, { cap, protectedUnits: new Set() });
      for (const unit of units) {
        const held = sum(given.filter((own) => own.unit === unit && own.fixed).map((own) => own.amount));
        const [before, level] = [totalOf(given, unit), levelOf(cap, unit)];
        expect(totalOf(result, unit)).toBe(before <= level ? before : level > held ? level : held);
      }
      for (const [index, own] of given.entries()) expect((result[index]?.amount ?? 0n) <= own.amount).toBe(true);
    }),
    runs,
  );
});

it("a floor brings a unit exactly to it as far as it asks, and no line above what it asks", () => {
  holds(
    fc.property(cells, levels, (given, floor) => {
      const result = after(given, { floor, protectedUnits: new Set() });
      for (const unit of units) {
        const own = given.filter((one) => one.unit === unit);
        const [before, level] = [totalOf(given, unit), levelOf(floor, unit)];
        const lacks = sum(own.filter((one) => !one.fixed).map((one) => one.asked - one.amount));
        const wanted = level > before ? level : before;
        expect(totalOf(result, unit)).toBe(wanted < before + lacks ? wanted : before + lacks);
      }
      for (const own of result) if (!own.fixed) expect(own.amount <= own.asked).toBe(true);
    }),
    runs,
  );
});

it("a cut never takes more than its share off a line, to the cent, and spares savings", () => {
  const saving: LeveredCell = {
    ...{ unit: "SG", nature: "31-COL", asked: -50n, amount: -50n, fixed: false, lineId: "S" },
    ...{ measure: "CP", targetYear: 2027, month: 0, spendingClass: "nonPersonnel" },
  };
  holds(
    fc.property(cells, fc.bigInt({ min: 1n, max: 10_000n }), (given, share) => {
      const result = after([...given, saving], { cut: { natures: new Set(["31-COL"]), share }, protectedUnits: new Set() });
      for (const [index, own] of given.entries()) {
        const taken = own.amount - (result[index]?.amount ?? 0n);
        const isCut = own.nature === "31-COL" && !own.fixed;
        expect(taken * 10_000n <= own.amount * share && (taken + 1n) * 10_000n > (isCut ? own.amount * share : 0n)).toBe(true);
        if (!isCut) expect(taken).toBe(0n);
      }
      expect(result.at(-1)?.amount).toBe(-50n);
    }),
    runs,
  );
});
