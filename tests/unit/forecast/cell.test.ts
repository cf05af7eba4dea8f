import { expect, it } from "vitest";
import { cellsAfter, cellsForTotal, changesOf, type StoredCell } from "#app/domain/forecast/cell.ts";

const cell = (month: number, amount: bigint | null, revision = 1n): StoredCell => ({
  measure: "CP",
  targetYear: 2027,
  month,
  amount,
  revision,
});
const wanted = (month: number, amount: bigint | null) => ({ measure: "CP" as const, targetYear: 2027, month, amount });

const cases = [
  { name: "writes a new cell", stored: [], want: [wanted(1, 5n)], seen: 0n, changes: [[1, null, 5n]] },
  { name: "changes a cell that was seen", stored: [cell(1, 5n, 3n)], want: [wanted(1, 6n)], seen: 3n, changes: [[1, 5n, 6n]] },
  { name: "empties a cell", stored: [cell(1, 5n)], want: [wanted(1, null)], seen: 1n, changes: [[1, 5n, null]] },
  { name: "leaves what is the same", stored: [cell(1, 5n, 9n)], want: [wanted(1, 5n)], seen: 1n, changes: [] },
  { name: "leaves what is not named", stored: [cell(1, 5n, 9n)], want: [wanted(2, 5n)], seen: 1n, changes: [[2, null, 5n]] },
  { name: "refuses a cell written since", stored: [cell(1, 5n, 2n)], want: [wanted(1, 6n)], seen: 1n, changes: "stale" },
  { name: "refuses a cell emptied since", stored: [cell(1, null, 2n)], want: [wanted(1, 6n)], seen: 1n, changes: "stale" },
] as const;

it.each(cases)("$name", ({ stored, want, seen, changes }) => {
  const result = changesOf(stored, want, seen);
  if (changes === "stale") return expect(result).toEqual({ ok: false, refusal: { kind: "stale", what: "cell", seen: 1n, current: 2n } });
  const expected = changes.map(([month, before, after]) => ({ measure: "CP", targetYear: 2027, month, before, after }));
  expect(result).toEqual({ ok: true, value: expected });
});

it("gives the cells as they stand after the changes, the empty ones left out", () => {
  const changes = [
    { ...wanted(1, null), before: 5n, after: null },
    { ...wanted(3, 1n), before: null, after: 1n },
  ].map(({ amount: _, ...change }) => change);
  expect(cellsAfter([cell(1, 5n), cell(2, 7n)], changes)).toEqual([wanted(2, 7n), wanted(3, 1n)]);
});

const year = { measure: "CP" as const, targetYear: 2027 };
const totals = [
  { name: "a first total goes to the whole year", stored: [], total: 100n, cells: [[0, 100n]] },
  { name: "a total typed again changes nothing", stored: [cell(1, 60n), cell(2, 40n)], total: 100n, cells: [] },
  {
    name: "months keep their proportions, to the cent",
    stored: [cell(1, 1n), cell(2, 1n), cell(3, 1n)],
    total: 100n,
    cells: [
      [1, 34n],
      [2, 33n],
      [3, 33n],
    ],
  },
  {
    name: "a saving is spread as its opposite",
    stored: [cell(1, -30n), cell(2, -10n)],
    total: -20n,
    cells: [
      [1, -15n],
      [2, -5n],
    ],
  },
  {
    name: "an empty total empties the months",
    stored: [cell(1, 60n), cell(2, 40n)],
    total: null,
    cells: [
      [1, null],
      [2, null],
    ],
  },
  { name: "nothing stays nothing", stored: [cell(1, null)], total: null, cells: [] },
] as const;

it.each(totals)("$name", ({ stored, total, cells }) => {
  expect(cellsForTotal(stored, year, total)).toEqual(cells.map(([month, amount]) => wanted(month, amount)));
});
