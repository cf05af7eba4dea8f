import { addMonths, type Day, type Month, monthOf, monthsBetween } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";

/** How the first and the last month count: whole from the month of commissioning, or by days of a year of 360. */
export type Prorata = "month" | "day";

/** Straight-line depreciation: `base` (gross − residual, in cents) over `durationMonths` from the commissioning. */
export interface DepreciationTerms {
  readonly commissionedOn: Day;
  readonly base: Quantity;
  readonly durationMonths: number;
  readonly prorata: Prorata;
}

export interface PlannedMonth {
  readonly month: Month;
  readonly amount: Quantity;
  /** Since the commissioning, this month included. */
  readonly cumulated: Quantity;
}

const daysOfMonth = 30;

/**
 * The plan month by month. What is cumulated is rounded (half up, to the cent), each month is the difference: the months add up to `base`
 * exactly, and no month strays from the even share by more than a cent (domain.md §3.3).
 */
export function depreciationPlan(terms: DepreciationTerms): PlannedMonth[] {
  const first = monthOf(terms.commissionedOn);
  const plan: PlannedMonth[] = [];
  let before = 0n;
  for (let index = 0; before < terms.base; index += 1) {
    const month = addMonths(first, index);
    const cumulated = depreciatedThrough(terms, month);
    if (cumulated > before) plan.push({ month, amount: cumulated - before, cumulated });
    before = cumulated;
  }
  return plan;
}

/** What the plan has cumulated at the end of a month, in cents; nothing before the commissioning, `base` once the duration is over. */
export function depreciatedThrough(terms: DepreciationTerms, month: Month): Quantity {
  const months = monthsBetween(monthOf(terms.commissionedOn), month);
  if (months < 0) return 0n;
  if (terms.prorata === "month") return shareOf(terms, months + 1, terms.durationMonths);
  return shareOf(terms, months * daysOfMonth + daysOfMonth - dayIn(terms.commissionedOn) + 1, terms.durationMonths * daysOfMonth);
}

/** What it has cumulated when the asset leaves on `day`: the month of the disposal does not count, or only the days before it. */
export function depreciatedBefore(terms: DepreciationTerms, day: Day): Quantity {
  const months = monthsBetween(monthOf(terms.commissionedOn), monthOf(day));
  if (terms.prorata === "month") return shareOf(terms, months, terms.durationMonths);
  return shareOf(terms, months * daysOfMonth + dayIn(day) - dayIn(terms.commissionedOn), terms.durationMonths * daysOfMonth);
}

function shareOf({ base }: DepreciationTerms, elapsed: number, whole: number): Quantity {
  if (elapsed <= 0) return 0n;
  if (elapsed >= whole) return base;
  return (2n * base * BigInt(elapsed) + BigInt(whole)) / (2n * BigInt(whole));
}

/** The day in a month of thirty: the 31st is the 30th. */
function dayIn(day: Day): number {
  return Math.min(Number(day.slice(8, 10)), daysOfMonth);
}
