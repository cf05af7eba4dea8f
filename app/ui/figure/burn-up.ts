import { type Day, lastDayOf, type Month, monthOf } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { RangePoint } from "./paths.ts";
import type { BandScale } from "./scale.ts";

/** Between what a quantity stays; low ≤ high. */
export interface Range {
  readonly low: Quantity;
  readonly high: Quantity;
}

/** One month of a unit's year, cumulated since January to the month's end, in the smallest unit of its resource. */
export interface BurnUpMonth {
  readonly month: Month;
  /** AE committed, CP paid, ETPT or days used; null in a month to come. */
  readonly actual: Quantity | null;
  /** What the plan said. */
  readonly planned?: Quantity | null | undefined;
  /** What the past years would make of this year's ceiling: from the lowest to the highest of their profiles, and the median. */
  readonly season?: (Range & { readonly likely: Quantity }) | undefined;
  /** In a month to come: what is realised today and what the open commitments add to it by then. */
  readonly secured?: Quantity | null | undefined;
  /** In a month to come: the likely value, and one range for each of the figure's `chances`, the narrowest first. */
  readonly landing?: { readonly likely: Quantity; readonly ranges: readonly Range[] } | null | undefined;
  /** What may be used, in force at the month's end. */
  readonly ceiling: Quantity;
  /** What was notified for the year, where it is not what may be used. */
  readonly notified?: Quantity | undefined;
}

/** Every quantity of the year: what a scale must hold. */
export function quantitiesOf(months: readonly BurnUpMonth[], stated: Quantity = 0n): Quantity[] {
  return [
    stated,
    ...months.flatMap(({ actual, planned, season, secured, landing, ceiling, notified }) => [
      ...[actual ?? 0n, planned ?? 0n, secured ?? 0n, ceiling, notified ?? 0n],
      ...(season ? [season.low, season.high] : []),
      ...(landing ? [landing.likely, ...landing.ranges.flatMap(({ low, high }) => [low, high])] : []),
    ]),
  ];
}

/**
 * Where a day stands: what is cumulated to a month's end is drawn in the middle of its band, so the days of a month go from the middle of the band before
 * to that of its own.
 */
export function dayAt(day: Day, months: readonly Month[], bands: BandScale): number | null {
  const index = months.indexOf(monthOf(day));
  if (index < 0) return null;
  const length = Number(lastDayOf(monthOf(day)).slice(8));
  return bands.middle(index) - bands.step * (1 - Number(day.slice(8)) / length);
}

/** The season from the first month that has one. */
export function seasonPoints(months: readonly BurnUpMonth[], bands: BandScale): RangePoint[] {
  return months.flatMap(({ season }, index) => (season ? [{ x: bands.middle(index), low: season.low, high: season.high }] : []));
}

/** The cone of one chance: it opens from the last fact. */
export function conePoints(months: readonly BurnUpMonth[], chance: number, bands: BandScale): RangePoint[] {
  const ranges = months.flatMap(({ landing }, index) => {
    const range = landing?.ranges[chance];
    return range ? [{ x: bands.middle(index), low: range.low, high: range.high }] : [];
  });
  const fact = lastFact(months);
  return fact === null || ranges.length === 0 ? ranges : [{ x: bands.middle(fact.index), low: fact.actual, high: fact.actual }, ...ranges];
}

/** The likely way from the last fact to the year's end. */
export function likelyPoints(months: readonly BurnUpMonth[], bands: BandScale): { x: number; quantity: Quantity }[] {
  const points = months.flatMap(({ landing }, index) => (landing ? [{ x: bands.middle(index), quantity: landing.likely }] : []));
  const fact = lastFact(months);
  return fact === null || points.length === 0 ? points : [{ x: bands.middle(fact.index), quantity: fact.actual }, ...points];
}

export function lastFact(months: readonly BurnUpMonth[]): { readonly index: number; readonly actual: Quantity } | null {
  const index = months.findLastIndex(({ actual }) => actual !== null);
  const actual = months[index]?.actual ?? null;
  return actual === null ? null : { index, actual };
}
