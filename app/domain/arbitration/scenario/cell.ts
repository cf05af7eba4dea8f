import type { BudgetResource, Quantity } from "../../quantity.ts";

/** Where an amount of a scenario stands: the cell of a sheet that it changes. */
export interface CellPlace {
  readonly lineId: string;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  /** 0 is the whole year. */
  readonly month: number;
}

export interface ScenarioCell extends CellPlace {
  readonly amount: Quantity;
}

/** One name for one place. */
export function cellName({ lineId, measure, targetYear, month }: CellPlace): string {
  return `${lineId} ${measure} ${targetYear} ${month}`;
}

/** What people write: a line, a measure and a year, whatever its months. */
export function lineName({ lineId, measure, targetYear }: Omit<CellPlace, "month">): string {
  return `${lineId} ${measure} ${targetYear}`;
}
