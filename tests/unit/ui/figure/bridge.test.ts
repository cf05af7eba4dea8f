import { describe, expect, it } from "vitest";
import { type BridgePart, bridgeOf, gapOf, movedBy, unexplained } from "#app/ui/figure/bridge.ts";

const total = (key: string, amount: bigint): BridgePart => ({ kind: "total", key, label: key, amount, stage: "paid" });
const step = (key: string, amount: bigint): BridgePart => ({ kind: "step", key, label: key, amount, cause: "Prix" });

describe("a bridge", () => {
  it("lays its steps end to end, and has no residual when they reach the next total to the cent", () => {
    const spans = bridgeOf([total("asked", 1_000n), step("cut", -300n), step("price", 50n), total("paid", 750n)]);
    expect(spans.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ["total", 0n, 1_000n],
      ["step", 1_000n, 700n],
      ["step", 700n, 750n],
      ["total", 0n, 750n],
    ]);
    expect(unexplained(spans)).toBe(0n);
  });

  it("says before each total what its steps leave unexplained; two that offset each other do not explain each other", () => {
    const spans = bridgeOf([total("a", 100n), step("s", 10n), total("b", 111n), total("c", 110n)]);
    expect(spans.map(({ key }) => key)).toEqual(["a", "s", "residual-b", "b", "residual-c", "c"]);
    expect(spans.map(movedBy)).toEqual([100n, 10n, 1n, 111n, -1n, 110n]);
    expect(unexplained(spans)).toBe(2n);
  });

  it("knows the gap that each step is a part of: the parts of one gap add up to it", () => {
    const spans = bridgeOf([total("a", 100n), step("s", -30n), step("t", -5n), total("b", 60n), step("u", 4n)]);
    const parts = spans.filter((span) => gapOf(spans, span) === -40n);
    expect(parts.map(({ key }) => key)).toEqual(["s", "t", "residual-b"]);
    expect(parts.reduce((sum, span) => sum + movedBy(span), 0n)).toBe(-40n);
    expect(spans.filter((span) => gapOf(spans, span) === null).map(({ key }) => key)).toEqual(["a", "b", "u"]);
  });

  it("may go below nothing, and begin with a step", () => {
    expect(bridgeOf([step("s", -5n), total("a", -5n)]).map(({ from, to }) => [from, to])).toEqual([
      [0n, -5n],
      [0n, -5n],
    ]);
  });
});
