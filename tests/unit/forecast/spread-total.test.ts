import { expect, test } from "vitest";
import { cellName, type StoredCell } from "#app/domain/forecast/cell.ts";
import { type Spreading, spreadTotal } from "#app/domain/forecast/spread-total.ts";

const year = { measure: "CP" as const, targetYear: 2027 };
const cell = (month: number, amount: bigint | null): StoredCell => ({ ...year, month, amount, revision: 1n });
const held = (...months: number[]): Spreading => ({ held: new Set(months.map((month) => cellName({ ...year, month }))) });
const three = [cell(1, 60n), cell(2, 30n), cell(3, 10n)];

function spread(stored: readonly StoredCell[], total: bigint | null, how: Spreading = {}) {
  const cells = spreadTotal(stored, year, total, how);
  return cells.ok ? cells.value.map(({ month, amount }) => [month, amount]) : cells.refusal;
}

test("what is not held shares the rest in its proportions, exactly", () => {
  expect(spread(three, 161n, held(1))).toEqual([
    [2, 76n],
    [3, 25n],
  ]);
});

test("the total already there wants nothing", () => {
  expect(spread(three, 100n, held(1))).toEqual([]);
  expect(spread([cell(1, 60n)], 60n, held(1))).toEqual([]);
});

test("what is held may be the whole total: the rest comes to nothing", () => {
  expect(spread(three, 60n, held(1))).toEqual([
    [2, 0n],
    [3, 0n],
  ]);
});

test("what is held may not exceed the total, nor a saving the saving", () => {
  expect(spread(three, 59n, held(1))).toEqual({ kind: "held-exceeds", amount: 59n, held: 60n });
  expect(spread([cell(1, -60n), cell(2, -30n)], 0n, held(1))).toEqual({ kind: "held-exceeds", amount: 0n, held: -60n });
});

test("when all that is there is held, the months that are free share evenly; when every month is held, none can", () => {
  expect(spread([cell(1, 60n)], 71n, held(1))).toEqual(Array.from({ length: 11 }, (_, index) => [index + 2, 1n]));
  const all = held(...Array.from({ length: 12 }, (_, index) => index + 1));
  expect(spread([cell(1, 60n)], 71n, all)).toEqual({ kind: "all-held", ...{ measure: "CP", year: 2027 } });
});

test("a year that is given as a whole and held cannot take another total", () => {
  expect(spread([cell(0, 60n)], 71n, held(0))).toEqual({ kind: "all-held", measure: "CP", year: 2027 });
});

test("by weights the whole year becomes twelve months", () => {
  const weights = Array.from({ length: 12 }, (_, index) => (index < 2 ? 1n : 0n));
  const cells = spread([cell(0, 100n)], 101n, { weights });
  expect(cells).toEqual([[0, null], [1, 51n], [2, 50n], ...Array.from({ length: 10 }, (_, index) => [index + 3, 0n])]);
});

test("by weights what is held stays too", () => {
  const even = Array<bigint>(12).fill(1n);
  expect(spread(three, 115n, { ...held(1), weights: even })).toEqual(Array.from({ length: 11 }, (_, index) => [index + 2, 5n]));
});

test("an empty total empties what is not held", () => {
  expect(spread(three, null, held(1))).toEqual([
    [2, null],
    [3, null],
  ]);
});
