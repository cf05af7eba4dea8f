import { absolute, type Quantity } from "#app/domain/quantity.ts";
import { untoldOf } from "#app/domain/review/bridge.ts";
import type { Sort } from "#app/ui/table/sort.ts";
import type { ReviewRow } from "./shown.ts";

export const sortKeys = ["unit", "asked", "decided", "released", "used", "gap", "untold"] as const;

/** By name, by an amount, or by the size of a gap, whatever its sign. */
export function sortedRows(rows: readonly ReviewRow[], { key, descending }: Sort): ReviewRow[] {
  const turn = descending ? -1 : 1;
  if (key === "unit") return [...rows].sort((left, right) => turn * left.label.localeCompare(right.label, "fr"));
  const of = ({ year }: ReviewRow): Quantity => {
    if (key === "asked" || key === "decided" || key === "released" || key === "used") return year[key];
    return absolute(key === "gap" ? year.used - year.released : untoldOf(year));
  };
  return [...rows].sort((left, right) => {
    const [own, other] = [of(left), of(right)];
    return own === other ? 0 : turn * (own < other ? -1 : 1);
  });
}
