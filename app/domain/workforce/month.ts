import type { Place } from "../allotment/movement.ts";
import { grouped } from "../grouped.ts";
import { type Month, yearOf } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { type Convention, monthsOf, type Span } from "./span.ts";

/** People at a place, in a category. */
export interface PlacedSpan extends Span {
  readonly unit: string;
  readonly activity: string;
  readonly category: string;
}

export interface StaffingLine extends Place {
  /** Hundredths of a person-month. */
  readonly amount: Quantity;
}

/** What one month of ETPT says in the budget book: an amount for each unit, activity and nature of employment. A category without a nature throws. */
export function staffingLines(
  spans: readonly PlacedSpan[],
  month: Month,
  convention: Convention,
  natures: ReadonlyMap<string, string>,
): StaffingLine[] {
  const natureOf = (category: string) => {
    const nature = natures.get(category);
    if (nature === undefined) throw new Error(`the category ${category} has no nature`);
    return nature;
  };
  const places = grouped(spans, ({ unit, activity, category }) => [unit, activity, natureOf(category)].join("\u0000"));
  return [...places.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { unit, activity, category } = first;
    const amount = monthsOf(own, yearOf(month), convention)[Number(month.slice(5, 7)) - 1] ?? 0n;
    return amount === 0n ? [] : [{ unit, activity, nature: natureOf(category), amount }];
  });
}
