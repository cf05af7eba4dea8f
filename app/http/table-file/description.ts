import type { Resource } from "#app/domain/quantity.ts";
import type { Locale } from "#app/messages/locale.ts";

export const tableFormats = ["csv", "xlsx", "pdf"] as const;
export type TableFormat = (typeof tableFormats)[number];

/** One table, whatever the file that bears it: the same cells in CSV, XLSX and PDF. */
export interface TableFile {
  readonly locale: Locale;
  /** Without its ending: `balance-2025`. */
  readonly fileName: string;
  readonly title: string;
  /** What the figures are, label and value: exercise, scope, filters, as-of date. Who, when and the address are added. */
  readonly facts: readonly TableFact[];
  readonly columns: readonly TableColumn[];
  /** In the order of the screen. Read once, as the file is written: nothing is held. */
  readonly rows: Iterable<TableRow> | AsyncIterable<TableRow>;
  /** Keys of the columns that are added up below the rows (subtotals apart): formulas with their values in a workbook. */
  readonly totals?: readonly string[];
  /** Of the paper; landscape from nine columns on unless said. */
  readonly orientation?: "portrait" | "landscape";
}
export type TableFact = readonly [label: string, value: string];

export interface TableColumn {
  readonly key: string;
  readonly head: string;
  /**
   * `amount`: a quantity (`bigint`) of `resource` · `number`: a count, written whole · `day`: an ISO day, a real date in a workbook ·
   * `text`: never a number nor a formula, whatever it looks like.
   */
  readonly kind: "text" | "amount" | "day" | "number";
  /** Of an amount; EUR unless said. */
  readonly resource?: Resource;
  /** Said after the head: « € » of amounts unless said. */
  readonly unit?: string;
  /** In characters; by kind unless said. */
  readonly width?: number;
}

export type TableValue = string | bigint | number | null;

/** The cells in the order of the columns. */
export type TableRow = readonly TableValue[] | MarkedRow;

/** A row that is more than its cells. */
export interface MarkedRow {
  readonly cells: readonly TableValue[];
  /**
   * It sums up that many rows: the next ones when positive, those before when negative. Left out of the totals; a formula in a workbook,
   * and absent from CSV, where adding up the column must give the total.
   */
  readonly subtotal?: number;
  /** How deep it stands under what sums it up: an outline in a workbook, an indent on paper. */
  readonly level?: number;
  /** A row to see first: the opening, the closing. */
  readonly strong?: boolean;
}

export function isMarked(row: TableRow): row is MarkedRow {
  return !Array.isArray(row);
}

export function cellsOf(row: TableRow): readonly TableValue[] {
  return isMarked(row) ? row.cells : row;
}

/** Whether the totals take this row in. */
export function counts(row: TableRow): boolean {
  return !isMarked(row) || row.subtotal === undefined;
}
