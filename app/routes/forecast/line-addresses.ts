import { periodText } from "#app/domain/forecast/cell-address.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";

/** The page of the quantities under a cell: `/2027/forecast/DR44/lines/<line>/details/CP:2027-03`. */
export function detailAddress(year: number, unit: string, { lineId, measure, targetYear, month }: PlacedCell): string {
  return `/${year}/forecast/${encodeURIComponent(unit)}/lines/${lineId}/details/${measure}:${periodText({ targetYear, month })}`;
}

/** The cell that such an address names. */
export function addressedDetail(text: string): { measure: BudgetResource; targetYear: number; month: number } | undefined {
  const [, measure, year, month] = /^(AE|CP):(20\d\d)(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  return measure === undefined ? undefined : { measure: measure as "AE" | "CP", targetYear: Number(year), month: Number(month ?? 0) };
}

export function scheduleAddress(year: number, unit: string, lineId: string): string {
  return `/${year}/forecast/${encodeURIComponent(unit)}/lines/${lineId}/schedule`;
}
