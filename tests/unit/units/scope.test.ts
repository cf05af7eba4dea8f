import { expect, test } from "vitest";
import { depthAmong, pathTo, withBelow } from "#app/routes/units/scope.ts";
import { type LadderAmounts, ladderOf } from "#app/routes/units/sheet/ladder.ts";

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
  const ladder = (resource: "AE" | "CP", amounts: Partial<LadderAmounts>, landing?: bigint | null) => {
    const { steps } = ladderOf({
      year: 2026,
      unit: "DR44",
      resource,
      amounts: { asked: 0n, decided: 0n, notified: 0n, used: 0n, ...amounts },
      landing,
    });
    return Object.fromEntries(steps.map(({ stage, amount }) => [stage, amount]));
  };
  expect(ladder("AE", { asked: 7n })).toEqual({ requested: 7n, arbitrated: null, notified: null, committed: null });
  expect(ladder("CP", { notified: 4n }, null)).toEqual({ requested: null, arbitrated: null, notified: 4n, paid: 0n, landing: null });
  expect(ladder("CP", { used: 1n }, 3n)).toMatchObject({ notified: 0n, paid: 1n, landing: 3n });
});

test("a step leads to the screen that made it, its figure to its story", () => {
  const amounts = { asked: 1n, decided: 1n, notified: 1n, used: 1n };
  const { steps } = ladderOf({ year: 2026, unit: "DR44", resource: "AE", amounts, landing: 1n });
  expect(steps.map(({ to, trace }) => [to, trace])).toEqual([
    ["/2026/forecast/DR44", "asked.ae:DR44:2026"],
    ["/2026/forecast/DR44", "decided.ae:DR44:2026"],
    ["/2026/allotment/DR44", "notified.ae:DR44:2026"],
    ["/2026/execution/commitments?unit=DR44", "ae:DR44:2026"],
    ["/2026/execution/DR44?m=ae", "landing.ae:DR44:2026"],
  ]);
});
