import { expect, test } from "vitest";
import { creditsHeld } from "#app/domain/allotment/credits-held.ts";
import { depthAmong, pathTo, withBelow } from "#app/routes/units/scope.ts";
import { ladderOf } from "#app/routes/units/sheet/ladder.ts";

const unit = (code: string, parent: string | null, depth: number) => ({
  code,
  label: code,
  shortLabel: code,
  parent,
  depth,
  kind: "centre" as const,
});
const tree = [unit("A", null, 0), unit("B", "A", 1), unit("C", "B", 2), unit("D", "A", 1), unit("E", null, 0)];

test.each([
  ["A", ["A", "B", "C", "D"]],
  ["B", ["B", "C"]],
  ["E", ["E"]],
  ["Z", []],
])("%s with those below it", (code, expected) => {
  expect(withBelow(tree, code).map((own) => own.code)).toEqual(expected);
});

test("the way down to a unit, and its depth in a list that leaves some out", () => {
  expect(pathTo(tree, "C").map(({ code }) => code)).toEqual(["A", "B", "C"]);
  expect(depthAmong(tree, ["A", "C"], "C")).toBe(1);
  expect(depthAmong(tree, ["C"], "C")).toBe(0);
});

test("a phase that has not spoken says nothing rather than zero", () => {
  const asked = [{ resource: "AE", amount: 5n } as const, { resource: "AE", amount: 2n } as const];
  expect(ladderOf("AE", asked, [], creditsHeld({}))).toEqual({
    resource: "AE",
    requested: 7n,
    arbitrated: null,
    notified: null,
    released: null,
    committed: null,
    paid: null,
  });
  expect(ladderOf("CP", [], [], creditsHeld({ allotted: 3n, consumed: 1n }))).toMatchObject({
    notified: 4n,
    released: 4n,
    committed: null,
    paid: 1n,
  });
});
