import type { Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { type Extent, type QuantityScale, quantityScale } from "./scale.ts";

/** One month of a unit's year, cumulated since January, in cents. Months to come have no fact; ceilings are those in force at month's end. */
export interface YearPoint {
  readonly month: Month;
  readonly committed: Quantity | null;
  readonly paid: Quantity | null;
  readonly allottedAe: Quantity;
  readonly allottedCp: Quantity;
  readonly previousCommitted?: Quantity | undefined;
  readonly previousPaid?: Quantity | undefined;
}

/** Every amount of the year: what a scale must hold. */
export function amountsOf(points: readonly YearPoint[]): Quantity[] {
  return points.flatMap(({ month: _month, ...amounts }) => Object.values(amounts).filter((amount) => typeof amount === "bigint"));
}

export function hasPreviousYear(points: readonly YearPoint[]): boolean {
  return points.some((point) => point.previousCommitted !== undefined || point.previousPaid !== undefined);
}

/** The scale of a year: the same for the svg and for the interactive drawing. */
export function yearScale(points: readonly YearPoint[], extent: Extent): QuantityScale {
  return quantityScale(amountsOf(points), extent);
}
