import type { Day } from "../../month.ts";

/**
 * What a cell of a file holds, as it was read and not yet understood. A text stays the text that was written; a number of a workbook is its
 * decimal text, never a float; `formula`: its value was not kept, so that nobody knows it.
 */
export type FileCell =
  | null
  | string
  | { readonly number: string }
  | { readonly day: Day }
  | { readonly flag: boolean }
  | { readonly error: string }
  | { readonly formula: string };

export interface FileSheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** From the first row and the first column of the file, whatever is empty. */
  readonly rows: readonly (readonly FileCell[])[];
  /** From 1, as spreadsheets number them. */
  readonly hiddenRows: readonly number[];
  /** From 1: column A. */
  readonly hiddenColumns: readonly number[];
  /** A filter is set: what is hidden is what it leaves out. */
  readonly isFiltered: boolean;
  /** « B2:C3 » of cells that were merged. */
  readonly merged: readonly string[];
}

/** A file as it was read: the sheets of a workbook, or the one table of a text. */
export interface FileBook {
  readonly kind: "workbook" | "text" | "paste";
  readonly sheets: readonly FileSheet[];
  /** Of a text: how its bytes and its lines were read. */
  readonly charset?: string;
  readonly separator?: string;
  /** Accents that seem converted twice. */
  readonly mojibake?: true;
  /** Days counted from 1904, as old workbooks of a Mac do. */
  readonly from1904?: true;
}

/** A cell of a file, from 1; `sheet` is its index, from 0. */
export interface FileAt {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

/** « H14 », as a spreadsheet calls it. */
export function cellReference({ row, column }: Pick<FileAt, "row" | "column">): string {
  return `${columnLetters(column)}${row}`;
}

/** « A » for 1, « AA » for 27. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** What was written in a cell, as text; a number with its decimal point. */
export function cellText(cell: FileCell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell.normalize("NFKC").trim();
  if ("number" in cell) return cell.number;
  if ("day" in cell) return cell.day;
  if ("flag" in cell) return cell.flag ? "TRUE" : "FALSE";
  return "error" in cell ? cell.error : `=${cell.formula}`;
}

export function isBlank(cell: FileCell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
}
