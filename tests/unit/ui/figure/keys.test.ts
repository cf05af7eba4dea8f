import { describe, expect, it } from "vitest";
import { heatBinOf } from "#app/ui/figure/heat.ts";
import { nearest, nextOf } from "#app/ui/figure/reading.tsx";
import { targetOf } from "#app/ui/figure/use-panel-keys.ts";

describe("the keys among small drawings", () => {
  // Two rows of three, then one alone.
  const places = [0, 1, 2, 3, 4, 5, 6].map((index) => ({ left: (index % 3) * 100, top: Math.floor(index / 3) * 80 }));
  it.each([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 6, 6],
    ["ArrowLeft", 3, 2],
    ["ArrowDown", 1, 4],
    ["ArrowDown", 5, 6],
    ["ArrowDown", 6, 6],
    ["ArrowUp", 6, 3],
    ["ArrowUp", 1, 1],
    ["Home", 4, 0],
    ["End", 0, 6],
    ["Enter", 2, null],
  ])("%s from %s leads to %s", (key, from, to) => {
    expect(targetOf(key, from, places)).toBe(to);
  });
});

describe("the keys along a drawing", () => {
  it.each([
    ["ArrowRight", null, 0],
    ["ArrowLeft", null, 11],
    ["ArrowRight", 11, 11],
    ["ArrowLeft", 0, 0],
    ["Home", 5, 0],
    ["End", 5, 11],
    ["Escape", 5, null],
    ["Tab", 5, undefined],
  ])("%s from %s leads to %s", (key, from, to) => {
    expect(nextOf(key, from, 12)).toBe(to);
  });

  it("reads what is nearest to the pointer", () => {
    const readings = [0.1, 0.5, 0.9].map((at) => ({ key: String(at), at, label: "", facts: [] }));
    expect([nearest(readings, 0), nearest(readings, 0.45), nearest(readings, 0.71)]).toEqual([0, 1, 2]);
  });
});

describe("the bins of a gap", () => {
  it.each([
    [0n, "level"],
    [30n, "level"],
    [-30n, "level"],
    [31n, "over-1"],
    [79n, "over-1"],
    [80n, "over-2"],
    [149n, "over-2"],
    [150n, "over-3"],
    [-31n, "under-1"],
    [-150n, "under-3"],
  ])("%s tenths of a point are %s", (tenths, bin) => {
    expect(heatBinOf(tenths)).toBe(bin);
  });
});
