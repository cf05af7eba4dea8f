import { cumulated } from "../cube/answer.ts";
import type { CubeRow } from "../cube/question.ts";
import type { Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";

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

/** The year of a set of units, month by month. `until` is the last month that has begun. */
export function yearOfUnits(rows: readonly CubeRow<"month", "used" | "released">[], months: readonly Month[], until: Month): MonthPoint[] {
  const of = (resource: "AE" | "CP", measure: "used" | "released") =>
    cumulated(
      new Map(rows.filter((row) => row.resource === resource).map(({ at, amounts }) => [at.month ?? "", amounts[measure]])),
      months,
    );
  const [committed, paid, allottedAe, allottedCp] = [of("AE", "used"), of("CP", "used"), of("AE", "released"), of("CP", "released")];
  return months.map((month, index) => {
    const known = month <= until;
    return {
      month,
      committed: known ? (committed[index] ?? 0n) : null,
      paid: known ? (paid[index] ?? 0n) : null,
      allottedAe: allottedAe[index] ?? 0n,
      allottedCp: allottedCp[index] ?? 0n,
    };
  });
}
