import { expect, test } from "vitest";
import { undoStacks, type WrittenBatch } from "#app/domain/forecast/undo.ts";

const wrote = (id: string): WrittenBatch => ({ id, kind: "entry", undoes: null });
const undid = (id: string, undoes: string): WrittenBatch => ({ id, kind: "undo", undoes });
const redid = (id: string, undoes: string): WrittenBatch => ({ id, kind: "redo", undoes });

test("the last batch is taken back first", () => {
  expect(undoStacks([wrote("a"), wrote("b")])).toEqual({ undo: ["a", "b"], redo: [] });
});

test("what was taken back can be put again, and taken back again", () => {
  const history = [wrote("a"), wrote("b"), undid("u", "b")];
  expect(undoStacks(history)).toEqual({ undo: ["a"], redo: ["u"] });
  expect(undoStacks([...history, redid("r", "u")])).toEqual({ undo: ["a", "r"], redo: [] });
  expect(undoStacks([...history, redid("r", "u"), undid("v", "r")])).toEqual({ undo: ["a"], redo: ["v"] });
});

test("everything can be taken back, one after the other", () => {
  expect(undoStacks([wrote("a"), wrote("b"), undid("u", "b"), undid("v", "a")])).toEqual({ undo: [], redo: ["u", "v"] });
});

test("writing something new forgets what could be put again", () => {
  expect(undoStacks([wrote("a"), undid("u", "a"), wrote("b")])).toEqual({ undo: ["b"], redo: [] });
});
