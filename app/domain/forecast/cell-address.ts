import type { BudgetResource } from "../quantity.ts";

/** A cell of a sheet as an address names it: a month of a year, or (month 0) the year as a whole. */
export interface CellAddress {
  readonly lineId: string;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly month: number;
}

const form = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(AE|CP|ETPT|DAY):(20\d\d)(?:-(0[1-9]|1[0-2]))?$/;

/** `?cell=<line>:<measure>:<2027-03 or 2027>`: what links, notices and checks lead to. */
export const addressedCell = {
  write({ lineId, measure, targetYear, month }: CellAddress): string {
    return `${lineId}:${measure}:${periodText({ targetYear, month })}`;
  },
  read(text: string): CellAddress | undefined {
    const [, lineId, measure, year, month] = form.exec(text) ?? [];
    if (lineId === undefined || measure === undefined || year === undefined) return undefined;
    return { lineId, measure: measure as BudgetResource, targetYear: Number(year), month: Number(month ?? 0) };
  },
};

/** « 2027-03 », or « 2027 ». */
export function periodText({ targetYear, month }: Pick<CellAddress, "targetYear" | "month">): string {
  return month === 0 ? String(targetYear) : `${targetYear}-${String(month).padStart(2, "0")}`;
}

/** The page of a unit's sheet, on a cell when there is one, with a panel open beside it when one is named. */
export function sheetAddress(
  { year, unit, campaign }: { readonly year: number; readonly unit: string; readonly campaign: string },
  {
    cell,
    panel,
    thread,
  }: { readonly cell?: CellAddress | undefined; readonly panel?: "comments" | "checks"; readonly thread?: string } = {},
): string {
  const search = new URLSearchParams({ campaign });
  if (cell) {
    search.set("m", cell.measure.toLowerCase());
    if (cell.targetYear !== year) search.set("by", "years");
    search.set("cell", addressedCell.write(cell));
  }
  if (panel) search.set("panel", panel);
  if (thread) search.set("thread", thread);
  return `/${year}/forecast/${encodeURIComponent(unit)}?${search}`;
}
