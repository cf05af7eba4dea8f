import type { Quantity } from "#app/domain/quantity.ts";

/** From where to where a scale goes on the drawing; the first stands for the lowest quantity. */
export type Extent = readonly [from: number, to: number];

/**
 * Quantities as places on a drawing. Zero always stands on it: a bar that begins elsewhere would lie. What is drawn to one scale is drawn with one
 * of these; places keep two decimals.
 */
export interface QuantityScale {
  readonly lowest: Quantity;
  readonly highest: Quantity;
  /** Round quantities from the lowest to the highest, for an axis. */
  readonly ticks: readonly Quantity[];
  at(quantity: Quantity): number;
}

export interface ScaleOptions {
  /** Smallest units in what people count by: cents of a euro unless said. Ticks are 1, 2 or 5 times a power of ten of it, down to its hundredth. */
  readonly whole?: bigint;
  /** How many steps an axis has at most from the lowest to the highest quantity; one more where it goes below zero. */
  readonly steps?: number;
}

/** A scale that holds all these quantities and zero, its ends on round quantities. A scale of nothing goes from zero to the smallest step. */
export function quantityScale(
  quantities: Iterable<Quantity>,
  extent: Extent,
  { whole = 100n, steps = 7 }: ScaleOptions = {},
): QuantityScale {
  const [least, most] = boundsOf(quantities);
  const smallest = whole < 100n ? 1n : whole / 100n;
  const step = roundStep((most - least + BigInt(steps) - 1n) / BigInt(steps), smallest);
  const below = (-least + step - 1n) / step;
  const above = (most + step - 1n) / step;
  const first = -below * step;
  const count = Number(below + above) || 1;
  const ticks = Array.from({ length: count + 1 }, (_, index) => first + BigInt(index) * step);
  return { ...scaleBetween(first, ticks.at(-1) ?? step, extent), ticks };
}

/** The scale from one quantity to another, as they are. */
export function scaleBetween(lowest: Quantity, highest: Quantity, [from, to]: Extent): QuantityScale {
  const range = highest > lowest ? Number(highest - lowest) : 1;
  return { lowest, highest, ticks: [lowest, highest], at: (quantity) => place(from + (Number(quantity - lowest) / range) * (to - from)) };
}

/** From the lowest to the highest of these quantities and zero. */
export function boundsOf(quantities: Iterable<Quantity>): readonly [lowest: Quantity, highest: Quantity] {
  let [lowest, highest] = [0n, 0n];
  for (const quantity of quantities) {
    if (quantity < lowest) lowest = quantity;
    if (quantity > highest) highest = quantity;
  }
  return [lowest, highest];
}

/** How long a bar is when `whole` is `length` long: never below nothing, never beyond the length. */
export function barLength(quantity: Quantity, whole: Quantity, length: number): number {
  if (whole <= 0n || quantity <= 0n) return 0;
  return quantity >= whole ? length : place((Number(quantity) / Number(whole)) * length);
}

/** Equal bands side by side: months, steps of a bridge. `gap` is the part of each that stays empty. */
export interface BandScale {
  readonly step: number;
  readonly width: number;
  start(index: number): number;
  middle(index: number): number;
}

export function bandScale(count: number, [from, to]: Extent, gap = 0.34): BandScale {
  const step = (to - from) / Math.max(1, count);
  const width = step * (1 - gap);
  return {
    ...{ step, width },
    start: (index) => place(from + index * step + (step - width) / 2),
    middle: (index) => place(from + (index + 0.5) * step),
  };
}

/** A place on a drawing: two decimals are finer than any screen. */
export function place(value: number): number {
  return Math.round(value * 100) / 100;
}

export function largest(quantities: Iterable<Quantity>, least: Quantity = 0n): Quantity {
  const [, highest] = boundsOf(quantities);
  return highest > least ? highest : least;
}

/** The smallest of 1, 2, 5 times a power of ten of `smallest` that is not below `wanted`. */
function roundStep(wanted: bigint, smallest: bigint): bigint {
  for (let power = smallest; ; power *= 10n) {
    const found = [1n, 2n, 5n].find((factor) => power * factor >= wanted);
    if (found !== undefined) return power * found;
  }
}
