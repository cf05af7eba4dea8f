import type { Month } from "../month.ts";
import { type Quantity, type Resource, sum } from "../quantity.ts";
import type { Dimension } from "./dimension.ts";
import type { Measure } from "./measure.ts";
import type { CubeRow } from "./question.ts";

/** The total of one measure over rows of one resource. */
export function totalOf<Of extends Measure>(
  rows: readonly Pick<CubeRow<Dimension, Of>, "resource" | "amounts">[],
  measure: Of,
  resource: Resource,
): Quantity {
  return sum(rows.filter((row) => row.resource === resource).map(({ amounts }) => amounts[measure]));
}

/** Rows of the same place together, whatever source they came from; those where nothing stands are left out. */
export function merged<By extends Dimension, Of extends Measure>(
  rows: readonly CubeRow<By, Of>[],
  by: readonly By[],
  measures: readonly Of[],
): CubeRow<By, Of>[] {
  const found = new Map<string, CubeRow<By, Of>>();
  for (const row of rows) {
    const key = JSON.stringify([row.resource, ...by.map((dimension) => row.at[dimension])]);
    const before = found.get(key);
    found.set(key, before ? { ...before, amounts: added(before.amounts, row.amounts, measures) } : row);
  }
  return [...found.values()].filter(({ amounts }) => measures.some((measure) => amounts[measure] !== 0n));
}

function added<Of extends Measure>(
  left: Readonly<Record<Of, Quantity>>,
  right: Readonly<Record<Of, Quantity>>,
  measures: readonly Of[],
): Record<Of, Quantity> {
  return Object.fromEntries(measures.map((measure) => [measure, left[measure] + right[measure]])) as Record<Of, Quantity>;
}

/** What each month adds, cumulated over `months` in order; what stands before the first of them counts from it. */
export function cumulated(byMonth: ReadonlyMap<Month, Quantity>, months: readonly Month[]): Quantity[] {
  const [first] = months;
  if (first === undefined) return [];
  let running = sum([...byMonth].filter(([month]) => month < first).map(([, amount]) => amount));
  return months.map((month) => {
    running += byMonth.get(month) ?? 0n;
    return running;
  });
}
