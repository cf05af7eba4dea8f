import { describe, expect, test } from "vitest";
import { byRank, movedRanks, type RankedMeasure } from "#app/domain/forecast/rank.ts";

const measure = (id: string, rank: number | null, other: Partial<RankedMeasure> = {}): RankedMeasure => {
  return { id, number: id.charCodeAt(0), rank, state: "draft", ...other };
};
const unit = [measure("c", null), measure("b", 4), measure("a", 1), measure("d", null)];
const moved = (id: string, direction: "up" | "down", measures = unit) => {
  const ranks = movedRanks(measures, id, direction);
  return ranks.ok ? Object.fromEntries(ranks.value) : ranks.refusal;
};

test("the most wanted comes first, what has no rank last", () => {
  expect(byRank(unit).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
});

describe("a measure takes its neighbour's place", () => {
  test("and its neighbour takes its", () => {
    expect(moved("b", "up")).toEqual({ b: 1, a: 4 });
    expect(moved("a", "down")).toEqual({ b: 1, a: 4 });
  });
  test("without a rank, it takes the last one's, who comes after", () => {
    expect(moved("c", "up")).toEqual({ c: 4, b: 5 });
    expect(moved("b", "down")).toEqual({ c: 4, b: 5 });
    expect(moved("d", "up")).toEqual({ d: 5 });
    expect(moved("z", "up", [measure("z", null)])).toEqual({ z: 1 });
  });
  test("not beyond the ends, nor past what was handed in", () => {
    expect(moved("a", "up")).toEqual({ kind: "rank-not-moved", why: "first" });
    expect(moved("d", "down")).toEqual({ kind: "rank-not-moved", why: "last" });
    expect(moved("c", "down")).toEqual({ kind: "rank-not-moved", why: "unranked" });
    expect(moved("b", "up", [measure("a", 1, { state: "submitted" }), measure("b", 2)])).toMatchObject({ kind: "wrong-state" });
    expect(moved("x", "up")).toMatchObject({ kind: "not-found" });
  });
});
