import { expect, it } from "vitest";
import type { StoredCell } from "#app/domain/forecast/cell.ts";
import { plainCells } from "#app/domain/forecast/plain-line.ts";

const place = { measure: "CP", targetYear: 2027 } as const;
const cell = (month: number, amount: bigint | null): StoredCell => ({ ...place, month, amount, revision: 1n });
const twelve = (filled: Record<number, bigint | null> = {}) =>
  new Map(Array.from({ length: 12 }, (_, index) => [index + 1, filled[index + 1] ?? null] as const));
const exact = { same: (left: bigint, right: bigint) => left === right, held: new Set<string>() };
const read = (stored: StoredCell[], months: Map<number, bigint | null>, total: bigint | null, held: string[] = []) => {
  const cells = plainCells(stored, place, { months, total }, { ...exact, held: new Set(held) });
  return cells.ok ? cells.value.map(({ month, amount }) => [month, amount]) : cells.refusal;
};

it("what is left as it was shown asks for nothing", () => {
  expect(read([cell(1, 5n), cell(2, 7n)], twelve({ 1: 5n, 2: 7n }), 12n)).toEqual([]);
  expect(read([cell(0, 9n)], twelve(), 9n)).toEqual([]);
});

it("months that change are written alone; the total that was shown is left aside", () => {
  expect(read([cell(1, 5n), cell(2, 7n)], twelve({ 1: 6n, 2: 7n, 3: 1n }), 12n)).toEqual([
    [1, 6n],
    [3, 1n],
  ]);
});

it("an amount of the whole year gives way to its months", () => {
  expect(read([cell(0, 9n)], twelve({ 4: 9n }), 9n)).toEqual([
    [0, null],
    [4, 9n],
  ]);
});

it("a total that changes alone is spread over the months, those held left as they are", () => {
  expect(read([cell(1, 4n), cell(2, 8n)], twelve({ 1: 4n, 2: 8n }), 24n)).toEqual([
    [1, 8n],
    [2, 16n],
  ]);
  expect(read([cell(1, 4n), cell(2, 8n)], twelve({ 1: 4n, 2: 8n }), 24n, ["CP 2027 1"])).toEqual([[2, 20n]]);
  expect(read([], twelve(), 24n)).toEqual([[0, 24n]]);
});

it("months and a total that were both changed must agree", () => {
  expect(read([cell(1, 4n)], twelve({ 1: 5n }), 5n)).toEqual([[1, 5n]]);
  expect(read([cell(1, 4n)], twelve({ 1: 5n }), 6n)).toEqual({ kind: "total-differs", amount: 6n, months: 5n });
});

it("empty is not zero: everything taken out leaves nothing", () => {
  expect(read([cell(1, 4n)], twelve(), null)).toEqual([[1, null]]);
  expect(read([cell(1, 4n)], twelve({ 1: 4n }), null)).toEqual([[1, null]]);
});
