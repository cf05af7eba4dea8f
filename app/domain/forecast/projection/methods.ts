import { type Quantity, sum } from "../../quantity.ts";
import { rounded } from "../landing.ts";

/** How the total of the next year is drawn from those before it, the simplest first: of two that err alike, the first is kept. */
export const methodNames = ["last", "mean", "smoothing", "drift", "linear", "theilSen", "holt"] as const;
export type MethodName = (typeof methodNames)[number];

/** From the totals of one year or more, the oldest first, to that of the year after them; in integers throughout, rounded once at the end. */
export const methods: Readonly<Record<MethodName, (totals: readonly Quantity[]) => Quantity>> = {
  last: (totals) => totals.at(-1) ?? 0n,
  mean: (totals) => mean(totals.slice(-3)),
  smoothing: (totals) => scaledDown(totals.slice(1).reduce((level, own) => rounded(level + own * scale, 2n), (totals[0] ?? 0n) * scale)),
  drift: (totals) => {
    const [first, last] = [totals[0] ?? 0n, totals.at(-1) ?? 0n];
    return totals.length < 2 ? last : last + rounded(last - first, BigInt(totals.length - 1));
  },
  linear,
  theilSen,
  holt,
};

const scale = 1_000_000n;

function mean(totals: readonly Quantity[]): Quantity {
  return totals.length === 0 ? 0n : rounded(sum(totals), BigInt(totals.length));
}

/** The least squares line, read one year after the last. */
function linear(totals: readonly Quantity[]): Quantity {
  const count = BigInt(totals.length);
  if (count < 2n) return mean(totals);
  const [x, xx] = [(count * (count - 1n)) / 2n, ((count - 1n) * count * (2n * count - 1n)) / 6n];
  const y = sum(totals);
  const xy = sum(totals.map((own, index) => own * BigInt(index)));
  const under = count * xx - x * x;
  const slope = count * xy - x * y;
  // Level at x = count: mean of y + slope × (count − mean of x).
  return rounded(y * under + slope * (count * count - x), count * under);
}

/** The median slope between two years, through the median of what it leaves: one odd year does not turn it (Theil 1950, Sen 1968). */
function theilSen(totals: readonly Quantity[]): Quantity {
  if (totals.length < 2) return mean(totals);
  const slopes = totals.flatMap((from, left) => totals.slice(left + 1).map((to, steps) => rounded((to - from) * scale, BigInt(steps + 1))));
  const slope = median(slopes);
  const level = median(totals.map((own, index) => own * scale - slope * BigInt(index)));
  return scaledDown(level + slope * BigInt(totals.length));
}

/** Double exponential smoothing, half of the level and three tenths of the trend renewed each year, the trend damped by a tenth. */
function holt(totals: readonly Quantity[]): Quantity {
  if (totals.length < 2) return mean(totals);
  let level = (totals[0] ?? 0n) * scale;
  let trend = ((totals[1] ?? 0n) - (totals[0] ?? 0n)) * scale;
  for (const own of totals.slice(1)) {
    const before = level;
    level = rounded(own * scale + level + rounded(trend * 9n, 10n), 2n);
    trend = rounded((level - before) * 3n + rounded(trend * 9n, 10n) * 7n, 10n);
  }
  return scaledDown(level + rounded(trend * 9n, 10n));
}

function median(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? 0n;
  return rounded((sorted[middle - 1] ?? 0n) + (sorted[middle] ?? 0n), 2n);
}

function scaledDown(value: bigint): Quantity {
  return rounded(value, scale);
}
