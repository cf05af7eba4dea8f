import { grouped } from "#app/domain/grouped.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { type Convention, monthsOf } from "#app/domain/workforce/span.ts";
import type { Db } from "../../client.ts";
import { staffSpans } from "./span.ts";

/** Who can work in a unit, month by month: what a plan of the workload holds against the days that are asked of them. */
export interface Capacity {
  readonly unit: string;
  /** A code of `staff_category` (« A+ », « A », « B », « C », « ENQ »). */
  readonly category: string;
  /** What they do, as their contracts say; empty: not said. */
  readonly profile: string;
  /** January first: full-time equivalents of each month, in hundredths (those of its last day, or its mean by days: the year's convention). */
  readonly months: readonly Quantity[];
}

/**
 * Full-time equivalents by unit, category, profile and month of a calendar year, as known contracts say: those that end in the year leave, those
 * to come are counted from their first day. Units without anybody have no row. Working days, leave and availability are for the plan to apply.
 */
export async function capacity(
  db: Db,
  { units, year, convention }: { readonly units: readonly string[]; readonly year: number; readonly convention: Convention },
): Promise<Capacity[]> {
  const spans = await staffSpans(db, { units, from: `${year}-01-01`, to: `${year}-12-31` });
  const places = [...grouped(spans, ({ unit, category, profile }) => [unit, category, profile].join("\u0000")).values()];
  return places.flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const months = monthsOf(own, year, convention);
    return months.every((month) => month === 0n) ? [] : [{ unit: first.unit, category: first.category, profile: first.profile, months }];
  });
}
