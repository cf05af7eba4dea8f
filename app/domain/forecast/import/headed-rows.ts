import type { Refusal } from "../../refusal.ts";
import { cellText, type FileBook, type FileCell, isBlank } from "./book.ts";
import { bared } from "./column-role.ts";

/** The columns that a file may have: what they are called, bared of accents and case, and those that must be there. */
export interface Heads<Column extends string> {
  readonly names: Readonly<Record<Column, readonly string[]>>;
  readonly needed: readonly Column[];
}

/** One row under the heads that is not empty. */
export interface HeadedRow<Column extends string> {
  /** Of the file, from 1. */
  readonly row: number;
  readonly cell: (column: Column) => FileCell;
  /** What the cell says, spaces made one. */
  readonly text: (column: Column) => string;
}

/** Why a row is not taken, in the words of the refusal. */
export interface RowFault {
  readonly row: number;
  readonly refusal: Refusal;
}

/** Where a file was understood: its sheet, and its heads as they are written. */
export interface FileHeads {
  readonly sheet: number;
  readonly heads: readonly string[];
}

export interface HeadedSheet<Column extends string> extends FileHeads {
  readonly rows: readonly HeadedRow<Column>[];
}

const longestHead = 10;

/**
 * Reads the first visible sheet: its heads are the first row, among the first ten, that names all columns that must be there. Where none does, the
 * columns that are missing from the row that comes closest.
 */
export function headedRows<Column extends string>(
  book: FileBook,
  { names, needed }: Heads<Column>,
): HeadedSheet<Column> | { readonly missing: readonly Column[] } {
  const index = book.sheets.findIndex(({ isHidden }) => !isHidden);
  const rows = book.sheets[index]?.rows ?? [];
  const found = rows.slice(0, longestHead).map((cells) => columnsOf(cells, names));
  const missing = found.map((columns) => needed.filter((column) => !columns.has(column)));
  const head = missing.findIndex((own) => own.length === 0);
  const columns = found[head];
  if (!columns) return { missing: missing.toSorted((left, right) => left.length - right.length)[0] ?? needed };
  const under = rows.slice(head + 1).flatMap((cells, rank): HeadedRow<Column>[] => {
    if (cells.every(isBlank)) return [];
    const cell = (column: Column) => cells[columns.get(column) ?? -1] ?? null;
    return [{ row: head + rank + 2, cell, text: (column) => cellText(cell(column)).replaceAll(/\s+/g, " ") }];
  });
  return { rows: under, heads: (rows[head] ?? []).map(cellText), sheet: index };
}

function columnsOf<Column extends string>(cells: readonly FileCell[], names: Heads<Column>["names"]): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const bare = bared(cellText(cell));
    const column = (Object.keys(names) as Column[]).find((own) => names[own].includes(bare));
    if (column && !columns.has(column)) columns.set(column, index);
  }
  return columns;
}
