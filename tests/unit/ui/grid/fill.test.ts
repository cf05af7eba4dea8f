import { expect, test } from "vitest";
import { filled, placed } from "#app/ui/grid/fill.ts";

const extent = { rows: 4, columns: 4 };
const range = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right });
const texts = (block: string[][], selection: ReturnType<typeof range>) => {
  const { placements, beyond } = placed(block, selection, extent);
  return [placements.map(({ place, text }) => `${place.row}${place.column}${text}`).join(" "), beyond];
};

test("one text fills the selection", () => {
  expect(texts([["x"]], range(1, 1, 2, 2))).toEqual(["11x 12x 21x 22x", 0]);
});

test("a block is laid from the first cell", () => {
  expect(
    texts(
      [
        ["a", "b"],
        ["c", "d"],
      ],
      range(1, 2),
    ),
  ).toEqual(["12a 13b 22c 23d", 0]);
});

test("a block that divides the selection is repeated over it", () => {
  expect(texts([["a"], ["b"]], range(0, 0, 3, 1))).toEqual(["00a 01a 10b 11b 20a 21a 30b 31b", 0]);
});

test("a block that does not is laid once, whatever the selection", () => {
  expect(texts([["a", "b"]], range(0, 0, 0, 2))).toEqual(["00a 01b", 0]);
});

test("what falls beyond the last row or column is counted", () => {
  expect(
    texts(
      [
        ["a", "b"],
        ["c", "d"],
      ],
      range(3, 3),
    ),
  ).toEqual(["33a", 3]);
});

test("a ragged block leaves holes, not empty texts", () => {
  expect(texts([["a"], ["b", "c"]], range(0, 0))).toEqual(["00a 10b 11c", 0]);
});

test("nothing is placed nowhere", () => {
  expect(texts([], range(0, 0))).toEqual(["", 0]);
});

test("filling down and to the right takes the first row or column", () => {
  expect(filled(range(0, 0, 2, 0), "down")).toEqual([
    { from: { row: 0, column: 0 }, to: { row: 1, column: 0 } },
    { from: { row: 0, column: 0 }, to: { row: 2, column: 0 } },
  ]);
  expect(filled(range(1, 1, 1, 2), "right")).toEqual([{ from: { row: 1, column: 1 }, to: { row: 1, column: 2 } }]);
});
