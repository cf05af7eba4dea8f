import type { Quantity } from "#app/domain/quantity.ts";
import { largest } from "./scale.ts";

/** How drawings that are read together are scaled: as shares of what each may use, in one scale of quantities, or each in its own. */
export type SharedScale = "share" | "amount" | "own";

/** What one of them must hold, and what is 100 % of it. */
export interface Extreme {
  readonly end: Quantity;
  readonly whole: Quantity;
}

/**
 * The end of the scale of each. As shares: 100 % stands at the same place in all, and the furthest share fits; one that may use nothing has a scale of its
 * own. In quantities: the furthest of all. Own: its own.
 */
export function scaleEnds(extremes: readonly Extreme[], scale: SharedScale): Quantity[] {
  if (scale === "amount") {
    const end = largest(
      extremes.map((extreme) => largest([extreme.end, extreme.whole])),
      1n,
    );
    return extremes.map(() => end);
  }
  if (scale === "own") return extremes.map(({ end, whole }) => largest([end, whole], 1n));
  const shares = extremes.map(({ end, whole }) => (whole > 0n ? ceilingOf(end * tenThousand, whole) : 0n));
  const furthest = largest(shares, tenThousand);
  return extremes.map(({ end, whole }) => (whole > 0n ? ceilingOf(whole * furthest, tenThousand) : largest([end], 1n)));
}

const tenThousand = 10_000n;

function ceilingOf(dividend: bigint, divisor: bigint): bigint {
  return dividend <= 0n ? 0n : (dividend + divisor - 1n) / divisor;
}
