import fc from "fast-check";
import { expect, test } from "vitest";
import { readText, writeText } from "#app/ui/grid/clipboard.ts";
import { placed } from "#app/ui/grid/fill.ts";

const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('"', "\t", "\r", "\n", "a", " ", "1", ",", "\u202f"), maxLength: 8 }),
);
const block = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));

test("what is copied is what is pasted, whatever the texts (seeded by fast-check)", () => {
  fc.assert(
    fc.property(block, (cells) => {
      expect(readText(writeText(cells))).toEqual(cells);
    }),
    { numRuns: 5_000 },
  );
});

test("a block pasted where there is room lands cell by cell, and none is lost at the border (seeded by fast-check)", () => {
  fc.assert(
    fc.property(block, fc.nat(8), fc.nat(8), (cells, top, left) => {
      const extent = { rows: 9, columns: 9 };
      const { placements, beyond } = placed(cells, { top, left, bottom: top, right: left }, extent);
      expect(placements.length + beyond).toBe(cells.length * (cells[0]?.length ?? 0));
      for (const { place, text } of placements) expect(text).toBe(cells[place.row - top]?.[place.column - left]);
    }),
    { numRuns: 2_000 },
  );
});
