import { type Month, monthOfYear } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { spentDays } from "#db/queries/workload/days.ts";

/** The days that were spent in the months of a year in these units. */
export async function timeToldOf(
  { db, year }: Pick<LoaderScene, "db" | "year">,
  units: readonly { readonly code: string }[],
): Promise<(month: Month) => { readonly unit: string; readonly amount: Quantity }[]> {
  const spent = await spentDays(db, { from: monthOfYear(year, 1), to: monthOfYear(year, 12), units: units.map(({ code }) => code) });
  return (month) => spent.filter((own) => own.month === month).map(({ unit, days }) => ({ unit, amount: days }));
}
