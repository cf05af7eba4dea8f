import { type Quantity, sum } from "../quantity.ts";

/**
 * When people said what a year would use, the furthest first: what its initial campaign asked and decided, what units held at the end of
 * January, June and September, and what they said themselves by hand at the end of a month (decision 0152).
 */
export const horizons = ["asked", "decided", "january", "june", "september", "landing6", "landing9"] as const;
export type Horizon = (typeof horizons)[number];

/** What was said of a year, and what it used, in the smallest unit of the resource. */
export interface Foretold {
  readonly forecast: Quantity;
  readonly outturn: Quantity;
}

/** How forecasts missed, in thousandths of the outturn: 51 is 5,1 % too high. low ≤ bias ≤ high. */
export interface Accuracy {
  /** The mean gap, signed: what offsets itself is no bias. */
  readonly bias: bigint;
  /** Between what 8 forecasts out of 10 were. */
  readonly low: bigint;
  readonly high: bigint;
  /** The mean gap, whatever its sign (MAPE). */
  readonly error: bigint;
  /** How far gaps lie from their own mean, on average: what a corrected bias would leave. */
  readonly volatility: bigint;
  readonly count: number;
}

/** How these forecasts missed; null where none can be compared: nothing was used, or nothing was said. */
export function accuracyOf(foretold: readonly Foretold[]): Accuracy | null {
  const gaps = foretold.flatMap((own) => gapOf(own) ?? []);
  if (gaps.length === 0) return null;
  const bias = mean(gaps);
  const sorted = [...gaps].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const [low, high] = [quantile(sorted, 1), quantile(sorted, 9)];
  return {
    bias,
    low: low < bias ? low : bias,
    high: high > bias ? high : bias,
    error: mean(gaps.map(size)),
    volatility: mean(gaps.map((gap) => size(gap - bias))),
    count: gaps.length,
  };
}

/** (forecast − outturn) / outturn in thousandths, half away from zero; null where nothing was used or nothing said. */
export function gapOf({ forecast, outturn }: Foretold): bigint | null {
  if (outturn <= 0n || forecast === 0n) return null;
  return rounded((forecast - outturn) * 1000n, outturn);
}

/** Several at once, as one forecast: what the parts of a whole said, and what they used. */
export function foretoldTogether(foretold: readonly Foretold[]): Foretold {
  return { forecast: sum(foretold.map(({ forecast }) => forecast)), outturn: sum(foretold.map(({ outturn }) => outturn)) };
}

/** Of sorted gaps, so many tenths below, read between two neighbours; of fewer than five, the extremes. */
function quantile(sorted: readonly bigint[], tenths: 1 | 9): bigint {
  const last = sorted.length - 1;
  if (sorted.length < 5) return sorted[tenths === 1 ? 0 : last] ?? 0n;
  const place = tenths * last;
  const index = Math.floor(place / 10);
  const [own = 0n, next = own] = [sorted[index], sorted[Math.min(index + 1, last)]];
  return own + rounded((next - own) * BigInt(place % 10), 10n);
}

function mean(values: readonly bigint[]): bigint {
  return rounded(sum(values), BigInt(values.length));
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function rounded(dividend: bigint, divisor: bigint): bigint {
  const half = (2n * size(dividend) + divisor) / (2n * divisor);
  return dividend < 0n ? -half : half;
}
