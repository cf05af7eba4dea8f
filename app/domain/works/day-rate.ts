import type { CostTable } from "../forecast/staff/cost.ts";
import { costOf, hypothesesOf } from "../forecast/staff/cost.ts";
import { monthOfYear } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { sum } from "../quantity.ts";
import { type Availability, capacityDays } from "../workload/capacity.ts";

/** ETPT that a unit used in a year, by category (its nature of title 2), in hundredths of a person-month. */
export interface UnitStaff {
  readonly unit: string;
  readonly category: string;
  readonly staff: Quantity;
}

/** What a day costs, as the fraction of two integers: cents over hundredths of a day. Rounded only once multiplied. */
export interface DayRate {
  readonly cost: bigint;
  readonly days: bigint;
}

/** Days that one person who works full time gives to works in a year, in hundredths: French calendar, less leave, training and common time. */
export function personDays(year: number, availability: Availability): Quantity {
  const one = [{ profile: "", fte: 100n }];
  return sum(Array.from({ length: 12 }, (_, index) => capacityDays(one, monthOfYear(year, index + 1), availability, 0n).get("") ?? 0n));
}

const wholeRate = 10_000n;

/**
 * The day rate of each unit in a year: average cost of each category, pensions included where their rate is set, in proportion of the ETPT that
 * the unit used by category, over the days of a person. A unit of which nothing was recorded, or with a category without cost, has none.
 */
export function dayRates(staff: readonly UnitStaff[], table: CostTable, year: number, days: Quantity): Map<string, DayRate> {
  const pensions = hypothesesOf(table, year);
  const whole = wholeRate + (pensions.ok ? pensions.value.pensions : 0n);
  const found = new Map<string, { cost: bigint; staff: bigint }>();
  const without = new Set<string>();
  for (const own of staff) {
    if (own.staff <= 0n) continue;
    const cost = costOf(table, own.category, year);
    if (!cost.ok) without.add(own.unit);
    else {
      const known = found.get(own.unit) ?? { cost: 0n, staff: 0n };
      found.set(own.unit, { cost: known.cost + own.staff * cost.value.cost * whole, staff: known.staff + own.staff });
    }
  }
  return new Map(
    [...found]
      .filter(([unit]) => days > 0n && !without.has(unit))
      .map(([unit, own]) => [unit, { cost: own.cost, days: own.staff * days * wholeRate }]),
  );
}

/** What these days cost at a rate, rounded to the nearest cent. */
export function costOfDays(days: Quantity, rate: DayRate): Quantity {
  return (2n * days * rate.cost + rate.days) / (2n * rate.days);
}

/** ETPT used in a year as days of works, in hundredths, rounded down. */
export function daysOfStaff(staff: Quantity, days: Quantity): Quantity {
  return (staff * days) / 1_200n;
}
