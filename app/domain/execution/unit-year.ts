import type { Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { Stage } from "../stage.ts";

/** What the budget book recorded in one period: debit − credit of one stage and resource, in cents. */
export interface PeriodTotal {
  readonly month: Month;
  /** « Période 13 »: the year's end, dated its last month. */
  readonly complementary: boolean;
  readonly resource: "AE" | "CP";
  readonly stage: Stage;
  readonly amount: Quantity;
}

/** One month, cumulated since the first, in cents. A month that has not begun has no fact; its ceilings are those known today. */
export interface MonthPoint {
  readonly month: Month;
  /** AE committed, payroll and missions included. */
  readonly committed: Quantity | null;
  /** CP paid. */
  readonly paid: Quantity | null;
  readonly allottedAe: Quantity;
  readonly allottedCp: Quantity;
}

/** What was put at disposal, whatever became of it; « dépassement » counts against it. */
const released: readonly Stage[] = ["allotted", "earmarked", "committed", "requested", "consumed", "overrun"];

/**
 * The year of a set of units, month by month. What the year's end empties does not lower the ceilings: of the complementary period
 * only what was committed and consumed counts, in the last month. `until` is the last month that has begun.
 */
export function yearOfUnits(totals: readonly PeriodTotal[], months: readonly Month[], until: Month): MonthPoint[] {
  const last = months.at(-1);
  return months.map((month) => {
    const upTo = totals.filter((total) => total.month <= month && (!total.complementary || month === last));
    const at = (resource: "AE" | "CP", stages: readonly Stage[], complementary: boolean) =>
      upTo.reduce((sum, total) => {
        const counts = total.resource === resource && stages.includes(total.stage) && (complementary || !total.complementary);
        return counts ? sum + total.amount : sum;
      }, 0n);
    const known = month <= until;
    return {
      month,
      committed: known ? at("AE", ["committed", "consumed"], true) : null,
      paid: known ? at("CP", ["consumed"], true) : null,
      allottedAe: at("AE", released, false),
      allottedCp: at("CP", released, false),
    };
  });
}
