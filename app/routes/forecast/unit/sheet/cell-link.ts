import type { BudgetResource } from "#app/domain/quantity.ts";
import { measures, type SheetColumn, type SheetView, viewOf } from "./view.ts";

/** A cell that an address names: `?cell=<line>:<measure>:<yyyy-mm or yyyy>`. */
export interface LinkedCell extends SheetColumn {
  readonly line: string;
  readonly measure: BudgetResource;
}

export function linkedCell(search: URLSearchParams): LinkedCell | undefined {
  const [, line = "", named, year, month] =
    /^([0-9a-f-]{36}):([A-Za-z]+):(\d{4})(?:-(0[1-9]|1[0-2]))?$/i.exec(search.get("cell") ?? "") ?? [];
  const measure = measures.find((own) => own === named?.toUpperCase());
  return measure && { line: line.toLowerCase(), measure, targetYear: Number(year), month: month === undefined ? undefined : Number(month) };
}

/** The name of a cell in an address. */
export function cellLink({ line, measure, targetYear, month }: LinkedCell): string {
  return `${line}:${measure}:${targetYear}${month === undefined ? "" : `-${String(month).padStart(2, "0")}`}`;
}

/** What the address says of the view; what it does not say follows the cell that it names. */
export function viewFor(search: URLSearchParams, year: number): SheetView {
  const cell = linkedCell(search);
  const view = viewOf(search, year);
  if (!cell) return view;
  const measure = search.has("m") ? view.measure : cell.measure;
  const by = cell.targetYear === year ? view.by : "years";
  return { ...view, measure, by: search.has("by") ? view.by : by };
}
