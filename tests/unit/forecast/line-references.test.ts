import { describe, expect, it } from "vitest";
import { noMonths } from "#app/domain/forecast/landing.ts";
import { type ComparedLine, comparedLines } from "#app/domain/forecast/line-references.ts";
import type { LineReference } from "#app/domain/forecast/references.ts";

const trees = {
  natures: new Map([
    ["T3", null],
    ["31", "T3"],
    ["31-COL", "31"],
    ["31-DEP", "31"],
  ]),
  activities: new Map([
    ["01", null],
    ["01-ENQ", "01"],
  ]),
};
const line = (id: string, nature: string, requestKind: ComparedLine["requestKind"] = "baseline"): ComparedLine => {
  return { id, nature, activity: "01-ENQ", requestKind };
};
const reference = (nature: string, executed: bigint): LineReference => {
  return { nature, activity: "01-ENQ", measure: "CP", executed, notified: executed, shared: 0n, landing: executed, months: noMonths };
};
const executedBy = (lines: readonly ComparedLine[]) => {
  const { byLine, unclaimed } = comparedLines(lines, [reference("31-COL", 5n), reference("31-DEP", 7n)], trees);
  return {
    lines: Object.fromEntries([...byLine].map(([id, [own]]) => [id, own?.executed])),
    unclaimed: unclaimed.map(({ nature }) => nature),
  };
};

describe("each reference is counted once", () => {
  it("by the line of its own nature and activity; the rest is told apart", () => {
    expect(executedBy([line("a", "31-COL")])).toEqual({ lines: { a: 5n }, unclaimed: ["31-DEP"] });
  });
  it("by the first of two lines that name it alike", () => {
    expect(executedBy([line("a", "31-COL"), line("b", "31-COL")]).lines).toEqual({ a: 5n });
  });
  it("a wider line takes what no nearer one does, added up", () => {
    expect(executedBy([line("a", "31"), line("b", "31-DEP")]).lines).toEqual({ a: 5n, b: 7n });
    expect(executedBy([line("a", "T3")])).toEqual({ lines: { a: 12n }, unclaimed: [] });
  });
  it("a new measure and a saving have no past", () => {
    expect(executedBy([line("a", "31-COL", "newMeasure"), line("b", "31-DEP", "saving")])).toEqual({
      lines: {},
      unclaimed: ["31-COL", "31-DEP"],
    });
  });
});
