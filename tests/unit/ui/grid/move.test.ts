import { describe, expect, test } from "vitest";
import { type Ground, type Move, moved, nextIn } from "#app/ui/grid/move.ts";
import { type Place, rangeOf, selectionAt, selectionWithin } from "#app/ui/grid/place.ts";

const at = (row: number, column: number): Place => ({ row, column });
const extent = { rows: 10, columns: 6 };

/** « # » is filled. */
function ground(...picture: string[]): Ground {
  return { extent, pageRows: 4, isFilled: ({ row, column }) => picture[row]?.[column] === "#" };
}

function focusAfter(from: Place, move: Omit<Move, "extend">, on = ground()) {
  return moved(selectionAt(from), { ...move, extend: false }, on).focus;
}

describe("a key moves the keyboard", () => {
  test.each<[Omit<Move, "extend">, Place, Place]>([
    [{ direction: "down", reach: "cell" }, at(0, 0), at(1, 0)],
    [{ direction: "up", reach: "cell" }, at(0, 0), at(0, 0)],
    [{ direction: "right", reach: "cell" }, at(0, 5), at(0, 5)],
    [{ direction: "down", reach: "page" }, at(1, 2), at(5, 2)],
    [{ direction: "down", reach: "page" }, at(8, 2), at(9, 2)],
    [{ direction: "left", reach: "row" }, at(3, 4), at(3, 0)],
    [{ direction: "right", reach: "row" }, at(3, 1), at(3, 5)],
    [{ direction: "left", reach: "corner" }, at(3, 4), at(0, 0)],
    [{ direction: "right", reach: "corner" }, at(3, 4), at(9, 5)],
  ])("%o from %o", (move, from, to) => {
    expect(focusAfter(from, move)).toEqual(to);
  });
});

describe("Ctrl and an arrow go to the edge, as in a spreadsheet", () => {
  test("to the end of a run", () => {
    expect(focusAfter(at(0, 0), { direction: "right", reach: "edge" }, ground("###.##"))).toEqual(at(0, 2));
  });
  test("from its end to the next run", () => {
    expect(focusAfter(at(0, 2), { direction: "right", reach: "edge" }, ground("###.##"))).toEqual(at(0, 4));
  });
  test("to the side when nothing more is filled", () => {
    expect(focusAfter(at(0, 5), { direction: "left", reach: "edge" }, ground("......"))).toEqual(at(0, 0));
  });
});

test("Shift grows the selection from where it began", () => {
  const grown = moved(selectionAt(at(2, 2)), { direction: "down", reach: "page", extend: true }, ground());
  expect(rangeOf(grown)).toEqual({ top: 2, left: 2, bottom: 6, right: 2 });
  const turned = moved(grown, { direction: "up", reach: "corner", extend: true }, ground());
  expect(rangeOf(turned)).toEqual({ top: 0, left: 0, bottom: 2, right: 2 });
});

describe("Enter and Tab", () => {
  test("go to the neighbour", () => {
    expect(nextIn(selectionAt(at(0, 0)), at(0, 0), { direction: "down", extent })).toEqual(at(1, 0));
    expect(nextIn(selectionAt(at(9, 0)), at(9, 0), { direction: "down", extent })).toEqual(at(9, 0));
  });
  test("go round a selection: down its columns", () => {
    const selection = { anchor: at(0, 0), focus: at(1, 1) };
    const visited = [at(0, 0)];
    for (let turn = 0; turn < 4; turn += 1) visited.push(nextIn(selection, visited.at(-1) ?? at(0, 0), { direction: "down", extent }));
    expect(visited).toEqual([at(0, 0), at(1, 0), at(0, 1), at(1, 1), at(0, 0)]);
  });
  test("or along its rows, and back", () => {
    const selection = { anchor: at(1, 1), focus: at(0, 0) };
    expect(nextIn(selection, at(0, 1), { direction: "right", extent })).toEqual(at(1, 0));
    expect(nextIn(selection, at(0, 0), { direction: "left", extent })).toEqual(at(1, 1));
  });
});

test("a selection stays when the view has room for it, and comes back inside when it has not", () => {
  const chosen = { anchor: { row: 2, column: 11 }, focus: { row: 3, column: 12 } };
  expect(selectionWithin(chosen, { rows: 10, columns: 18 })).toBe(chosen);
  expect(selectionWithin(chosen, { rows: 3, columns: 8 })).toEqual({ anchor: { row: 2, column: 7 }, focus: { row: 2, column: 7 } });
  expect(selectionWithin(chosen, { rows: 0, columns: 8 })).toEqual({ anchor: { row: 0, column: 7 }, focus: { row: 0, column: 7 } });
});
