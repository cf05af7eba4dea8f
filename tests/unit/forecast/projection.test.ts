import { describe, expect, it } from "vitest";
import { methods } from "#app/domain/forecast/projection/methods.ts";
import { project } from "#app/domain/forecast/projection/project.ts";

const even = (total: bigint) => Array<bigint>(12).fill(total / 12n);

describe("each method, on what it is made for", () => {
  it("last, mean", () => {
    expect(methods.last([1n, 2n, 9n])).toBe(9n);
    expect(methods.mean([100n, 1n, 2n, 9n])).toBe(4n);
  });
  it("smoothing takes half of each year", () => {
    expect(methods.smoothing([100n, 200n, 100n])).toBe(125n);
  });
  it("drift, linear, Theil–Sen and Holt carry a straight line on", () => {
    for (const method of ["drift", "linear", "theilSen"] as const) expect(methods[method]([100n, 110n, 120n, 130n])).toBe(140n);
    expect(methods.holt([100n, 110n, 120n, 130n])).toBeGreaterThan(130n);
  });
  it("Theil–Sen is not turned by one odd year, least squares is", () => {
    expect(methods.theilSen([100n, 110n, 900n, 130n, 140n])).toBe(150n);
    expect(methods.linear([100n, 110n, 900n, 130n, 140n])).toBeGreaterThan(200n);
  });
});

describe("the best is kept", () => {
  it("a line that grows steadily is carried on, and was found without error", () => {
    const kept = project([1200n, 1320n, 1440n, 1560n].map(even));
    expect(kept).toMatchObject({ total: 1680n, method: "drift", error: 0n, low: 1680n, high: 1680n });
  });
  it("of a single year there is nothing to test: as it was", () => {
    expect(project([even(1200n)])).toMatchObject({ total: 1200n, method: "last", error: null, years: 1 });
  });
  it("nothing was ever executed: nothing is proposed", () => {
    expect(project([even(0n), even(0n)])).toBeUndefined();
  });
  it("an error is a share of what was executed, in hundredths of a percent", () => {
    // Alternating: the mean errs least.
    expect(project([1200n, 2400n, 1200n, 2400n].map(even))?.error).toBeGreaterThan(0n);
  });
});
