import type { BudgetResource } from "#app/domain/quantity.ts";

/** How a sheet is looked at; the address says it. The same lines stand under each view, and the selection stays. */
export interface SheetView {
  readonly measure: BudgetResource;
  readonly by: "months" | "years";
  /** The campaign's year. */
  readonly year: number;
}

/** A month of the campaign's year, or a year as a whole. */
export interface SheetColumn {
  readonly targetYear: number;
  /** 1–12; undefined: the whole year, be it given by its months or not. */
  readonly month: number | undefined;
}

export const measures = ["AE", "CP", "ETPT", "DAY"] as const satisfies readonly BudgetResource[];
const yearsShown = 3;

export function viewOf(search: URLSearchParams, year: number): SheetView {
  const asked = search.get("m")?.toUpperCase();
  return { year, measure: measures.find((own) => own === asked) ?? "CP", by: search.get("by") === "years" ? "years" : "months" };
}

/** The twelve months and their year; or the year of the campaign and the two that follow. */
export function columnsOf({ by, year }: SheetView): SheetColumn[] {
  if (by === "years") return Array.from({ length: yearsShown }, (_, offset) => ({ targetYear: year + offset, month: undefined }));
  const months = Array.from({ length: 12 }, (_, index) => ({ targetYear: year, month: index + 1 }));
  return [...months, { targetYear: year, month: undefined }];
}
