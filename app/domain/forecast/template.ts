import { withRate } from "../campaign/guidance.ts";
import { type Quantity, spread, sum } from "../quantity.ts";
import type { YearOfMonths } from "./landing.ts";

/**
 * Last year's months changed by a rate in hundredths of a percent, signed. The year is rounded once, then shared out over its months as they
 * were (largest remainder): the months add up to it. A year that was negative gives nothing to share out by, and goes to even months.
 */
export function carriedOver(months: YearOfMonths, rate: bigint): YearOfMonths {
  return spreadAsBefore(withRate(sum(months), rate), months);
}

/** A total over twelve months as they were last year; evenly when they held nothing. Exact: the parts add up to the total. */
export function spreadAsBefore(total: Quantity, months: YearOfMonths): YearOfMonths {
  return spread(
    total,
    months.map((amount) => (amount > 0n ? amount : 0n)),
  );
}
