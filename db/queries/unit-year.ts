import type { AsOf } from "#app/domain/as-of.ts";
import { type MonthPoint, yearOfUnits } from "#app/domain/execution/unit-year.ts";
import { addMonths, type Day, type Month, monthOf, monthsBetween } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import { readCube } from "./cube/cube.ts";
import { exercise } from "./execution-reference.ts";

/** The months of an exercise for these units together, cumulated, up to a day, and as known then when it is a past one; none when the exercise does not exist. */
export async function unitYear(db: Db, year: number, units: readonly string[], today: Day, asOf?: AsOf): Promise<MonthPoint[]> {
  const days = await exercise(db, year);
  if (!days) return [];
  const rows = await readCube(db, {
    ...{ measures: ["used", "released"], resources: ["AE", "CP"], years: [year], by: ["month"] },
    ...{ where: { unit: units }, asOf },
  });
  return yearOfUnits(rows, monthsOf(days), monthOf(today));
}

export interface YearWithPrevious extends MonthPoint {
  readonly previousCommitted?: Quantity | undefined;
  readonly previousPaid?: Quantity | undefined;
}

/** The same, each month beside the same month of the exercise before, where there is one. */
export async function unitYearWithPrevious(
  db: Db,
  year: number,
  units: readonly string[],
  today: Day,
  asOf?: AsOf,
): Promise<YearWithPrevious[]> {
  const points = await unitYear(db, year, units, today, asOf);
  const previous = await unitYear(db, year - 1, units, today, asOf);
  return points.map((point, index) => {
    const before = previous[index];
    if (before?.committed == null || before.paid === null) return point;
    return { ...point, previousCommitted: before.committed, previousPaid: before.paid };
  });
}

function monthsOf({ firstDay, lastDay }: { readonly firstDay: Day; readonly lastDay: Day }): Month[] {
  const first = monthOf(firstDay);
  return Array.from({ length: monthsBetween(first, monthOf(lastDay)) + 1 }, (_, index) => addMonths(first, index));
}
