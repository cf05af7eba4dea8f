import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeSides, type Side, type ThreeSides } from "#app/domain/arbitration/scenario/merge.ts";
import { holds } from "#tests/support/properties.ts";

const names = ["a", "b", "c", "d", "e", "f"];
const side = fc
  .dictionary(fc.constantFrom(...names), fc.bigInt({ min: -2n, max: 2n }))
  .map((cells): Side => new Map(Object.entries(cells)));
const sides = fc.record({ base: side, mine: side, theirs: side });

const runs = 500;
const changed = ({ base }: ThreeSides, own: Side) => names.filter((cell) => own.get(cell) !== base.get(cell));

it("loses no change: each change of either side is in the result or among the conflicts", () => {
  holds(
    fc.property(sides, (given) => {
      const { cells, conflicts } = mergeSides(given);
      const disputed = new Set(conflicts.map(({ cell }) => cell));
      for (const own of [given.mine, given.theirs]) {
        for (const cell of changed(given, own)) expect(disputed.has(cell) || cells.get(cell) === own.get(cell), cell).toBe(true);
      }
    }),
    runs,
  );
});

it("touches nothing that nobody changed", () => {
  holds(
    fc.property(sides, (given) => {
      const { cells } = mergeSides(given);
      const touched = new Set([...changed(given, given.mine), ...changed(given, given.theirs)]);
      for (const cell of names.filter((own) => !touched.has(own))) expect(cells.get(cell)).toBe(given.base.get(cell));
    }),
    runs,
  );
});

it("gives the same cells and the same conflicts in either order", () => {
  holds(
    fc.property(sides, (given) => {
      const [one, other] = [mergeSides(given), mergeSides({ base: given.base, mine: given.theirs, theirs: given.mine })];
      expect([...one.cells].sort()).toEqual([...other.cells].sort());
      expect(one.conflicts.map(({ cell, mine, theirs }) => ({ cell, mine, theirs }))).toEqual(
        other.conflicts.map(({ cell, mine, theirs }) => ({ cell, mine: theirs, theirs: mine })),
      );
    }),
    runs,
  );
});

it("changes nothing when it is done again, however its conflicts were settled", () => {
  const keeps = fc.array(fc.constantFrom("mine", "theirs"), { minLength: 6, maxLength: 6 });
  holds(
    fc.property(sides, keeps, (given, keep) => {
      const { cells, conflicts } = mergeSides(given);
      const settled = new Map(cells);
      for (const [index, conflict] of conflicts.entries()) {
        const amount = keep[index] === "mine" ? conflict.mine : conflict.theirs;
        if (amount !== null) settled.set(conflict.cell, amount);
      }
      const again = mergeSides({ base: given.theirs, mine: settled, theirs: given.theirs });
      expect([...again.cells].sort()).toEqual([...settled].sort());
      expect([again.taken, again.agreed, again.conflicts]).toEqual([[], [], []]);
    }),
    runs,
  );
});
