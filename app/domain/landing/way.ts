import { type Day, dayOfMonth, lastDayOf, type Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { Followed, LandingRange } from "./follow-up.ts";

/**
 * From the last fact to where the year lands, month by month: as the middle of the past years went from one to the other, evenly where they do not say. Null
 * for a month that is over; undefined where nothing tells where the year lands.
 */
export function waysOf({ months, landing }: Pick<Followed, "months" | "landing">): (LandingRange | null)[] | undefined {
  if (!landing) return undefined;
  const last = months.findLastIndex(({ used }) => used !== null);
  const from = months[last]?.used ?? 0n;
  const middles = months.map(({ profile }) => profile?.middle);
  const [start, end] = [last < 0 ? 0 : middles[last], middles.at(-1)];
  const usual = start !== undefined && end !== undefined && end > start && middles.every((middle) => middle !== undefined);
  return months.map(({ used }, index) => {
    if (used !== null) return null;
    const [part, whole] = usual ? [(middles[index] ?? 0) - start, end - start] : [index - last, months.length - 1 - last];
    const at = (goal: Quantity) => from + ((goal - from) * BigInt(part)) / BigInt(whole);
    return { low: at(landing.low), likely: at(landing.likely), high: at(landing.high) };
  });
}

/** A month of the way of a year, cumulated: what was used, or between what it may come to. */
export interface WayMonth {
  readonly month: Month;
  /** Null in a month to come. */
  readonly actual: Quantity | null;
  readonly landing?:
    | { readonly likely: Quantity; readonly ranges: readonly { readonly low: Quantity; readonly high: Quantity }[] }
    | null
    | undefined;
  /** What may be used by then. */
  readonly ceiling: Quantity;
}

/** When what may be used is used up: the likely day, and between which days 8 times out of 10; null: not within the year. */
export interface Exhaustion {
  readonly likely: Day;
  readonly from: Day;
  readonly to: Day | null;
}

/**
 * When what may be used is used up as the drawing has it: where its likely way crosses the ceiling, the earliest day by the high side of the range of
 * this rank, the latest by its low side (null: not within the year). Null when the likely way never goes beyond the ceiling.
 */
export function exhaustionOf(months: readonly WayMonth[], chance = 0): Exhaustion | null {
  const crossing = (of: (landing: NonNullable<WayMonth["landing"]>) => Quantity | undefined) =>
    crossingOf(months, ({ actual, landing }) => actual ?? (landing ? of(landing) : undefined) ?? null);
  const likely = crossing((landing) => landing.likely);
  if (likely === null) return null;
  return {
    likely,
    from: crossing((landing) => landing.ranges[chance]?.high ?? landing.likely) ?? likely,
    to: crossing((landing) => landing.ranges[chance]?.low ?? landing.likely),
  };
}

/** The day on which a way first goes beyond the ceiling, its days even within a month. */
function crossingOf(months: readonly WayMonth[], quantityIn: (month: WayMonth) => Quantity | null): Day | null {
  let before = 0n;
  for (const month of months) {
    const value = quantityIn(month);
    if (value === null) return null;
    if (value > month.ceiling) {
      const length = BigInt(lastDayOf(month.month).slice(8));
      const risen = value - before;
      const day = before >= month.ceiling || risen <= 0n ? 1n : ((month.ceiling - before) * length + risen - 1n) / risen;
      return dayOfMonth(month.month, Number(day < 1n ? 1n : day));
    }
    before = value;
  }
  return null;
}
