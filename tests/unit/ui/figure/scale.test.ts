import { describe, expect, it } from "vitest";
import { spread, wrapped } from "#app/ui/figure/labels.ts";
import { columnsPath, rangePath, stepPath } from "#app/ui/figure/paths.ts";
import { bandScale, barLength, quantityScale, scaleBetween } from "#app/ui/figure/scale.ts";
import { scaleEnds } from "#app/ui/figure/shared-scale.ts";

describe("the scale of quantities", () => {
  it("begins at nothing, ends on a round quantity above the largest, and goes up by 1, 2 or 5", () => {
    const scale = quantityScale([132_000_000n, 40n], [300, 0]);
    expect([scale.lowest, scale.highest]).toEqual([0n, 140_000_000n]);
    expect(scale.ticks).toEqual([0n, 20_000_000n, 40_000_000n, 60_000_000n, 80_000_000n, 100_000_000n, 120_000_000n, 140_000_000n]);
    expect([scale.at(0n), scale.at(70_000_000n), scale.at(140_000_000n)]).toEqual([300, 150, 0]);
  });

  it("goes below nothing where a quantity does, and nothing is one of its ticks", () => {
    const scale = quantityScale([-30n, 55n], [0, 100]);
    expect(scale.ticks).toContain(0n);
    expect(scale.lowest <= -30n && scale.highest >= 55n).toBe(true);
  });

  it("has a scale for nothing at all", () => {
    expect(quantityScale([], [100, 0]).ticks).toEqual([0n, 1n]);
    expect(quantityScale([0n], [100, 0]).at(0n)).toBe(100);
  });

  it("counts staff in twelve hundredths: a tick is a round number of ETPT", () => {
    const { ticks } = quantityScale([30_000n], [100, 0], { whole: 1_200n });
    expect(ticks).toEqual([0n, 6_000n, 12_000n, 18_000n, 24_000n, 30_000n]);
  });

  it("keeps the cents of the largest budget apart", () => {
    const scale = scaleBetween(900_000_000_000_000n - 100n, 900_000_000_000_000n, [0, 100]);
    expect(scale.at(900_000_000_000_000n - 1n)).toBe(99);
  });

  it("draws no bar below nothing, none longer than the whole, none of nothing", () => {
    expect([barLength(-5n, 10n, 100), barLength(5n, 10n, 100), barLength(50n, 10n, 100), barLength(5n, 0n, 100)]).toEqual([0, 50, 100, 0]);
  });
});

describe("bands", () => {
  it("are equal, side by side, with their gap around", () => {
    const bands = bandScale(12, [0, 120], 0.2);
    expect([bands.step, bands.width, bands.start(0), bands.middle(0), bands.start(11), bands.middle(11)]).toEqual([10, 8, 1, 5, 111, 115]);
  });
});

describe("drawings that are read together", () => {
  const extremes = [
    { end: 120n, whole: 100n },
    { end: 10n, whole: 50n },
    { end: 7n, whole: 0n },
  ];
  it("stand 100 % at one place as shares, and the furthest share fits", () => {
    const [first = 0n, second = 0n, third] = scaleEnds(extremes, "share");
    expect([barLength(100n, first, 600), barLength(50n, second, 600)]).toEqual([500, 500]);
    expect(third).toBe(7n);
  });
  it("have one end in quantities, and each its own otherwise", () => {
    expect(scaleEnds(extremes, "amount")).toEqual([120n, 120n, 120n]);
    expect(scaleEnds(extremes, "own")).toEqual([120n, 50n, 7n]);
  });
});

describe("paths", () => {
  const scale = scaleBetween(0n, 100n, [100, 0]);
  it("step from one band to the next, and stop where nothing is known", () => {
    expect(stepPath([10n, 30n, null], bandScale(3, [0, 30], 0.2), scale)).toBe("M0 90H10V70H20");
  });
  it("draw a column for each quantity but for nothing and for what is to come", () => {
    expect(columnsPath([50n, 0n, null, 20n], bandScale(4, [0, 40], 0), scale)).toBe("M0 100V50h10V100zM30 100V80h10V100z");
  });
  it("close a range over its low side", () => {
    expect(
      rangePath(
        [
          { x: 0, low: 10n, high: 20n },
          { x: 10, low: 0n, high: 40n },
        ],
        scale,
      ),
    ).toBe("M0 80L10 60L10 100L0 90z");
  });
});

describe("labels", () => {
  it("that would touch move apart around their middle, and keep their order", () => {
    expect(spread([100, 102], 20, [0, 300])).toEqual([91, 111]);
    expect(spread([10, 200, 12], 20, [0, 300])).toEqual([1, 200, 21]);
  });
  it("stay between the ends", () => {
    expect(spread([2, 3, 4], 10, [0, 300])).toEqual([0, 10, 20]);
    expect(spread([299, 300], 10, [0, 300])).toEqual([290, 300]);
  });
  it("break at their spaces", () => {
    expect(wrapped("Marché de collecte reporté", 12)).toEqual(["Marché de", "collecte", "reporté"]);
  });
});
