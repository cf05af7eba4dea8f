import type { FileSheet } from "./book.ts";
import { type ColumnRole, valueColumn } from "./column-role.ts";
import type { FileMapping } from "./mapping.ts";

/** Cells of a workbook that were made one: nobody knows which of them its figure or its code is of. From 1, both ends within. */
export interface MergedRange {
  /** « B2:C3 ». */
  readonly range: string;
  readonly columns: Span;
  readonly rows: Span;
}
type Span = readonly [first: number, last: number];

/** What of a row lies in merged cells. */
export interface MergedInRow {
  readonly ranges: readonly MergedRange[];
  /** A code is among them: the row does not say what it is about. */
  readonly hidesCode: boolean;
  holds(column: number): boolean;
}

/** For each row, the merged ranges that touch a column of amounts or of codes. A label only helps to tell lines apart, and may be merged. */
export function mergedAt({ merged, rows }: FileSheet, { roles }: Pick<FileMapping, "roles">): (row: number) => MergedInRow {
  const columnsOf = (is: (role: ColumnRole) => boolean) => roles.flatMap((role, index) => (is(role) ? [index + 1] : []));
  const codes = columnsOf(isCode);
  const read = [...codes, ...columnsOf(isAmount)];
  const byRow = rangesByRow(merged, read, rows.length);
  return (row) => {
    const ranges = byRow.get(row) ?? [];
    const holds = (column: number) => ranges.some(({ columns }) => isWithin(column, columns));
    return { ranges, hidesCode: ranges.length > 0 && codes.some(holds), holds };
  };
}

function rangesByRow(merged: readonly string[], columns: readonly number[], lastRow: number): ReadonlyMap<number, MergedRange[]> {
  const byRow = new Map<number, MergedRange[]>();
  // Ranges of a spreadsheet never overlap: they have no more rows than the sheet has cells, and a file made to weigh is followed no further.
  let left = lastRow * columns.length;
  for (const range of merged) {
    const found = mergedRange(range);
    if (!found || !columns.some((column) => isWithin(column, found.columns))) continue;
    for (let row = found.rows[0]; row <= Math.min(found.rows[1], lastRow) && left > 0; row += 1, left -= 1) {
      const own = byRow.get(row);
      if (own) own.push(found);
      else byRow.set(row, [found]);
    }
  }
  return byRow;
}

function isCode(role: ColumnRole): boolean {
  return role !== "ignored" && role !== "label" && !isAmount(role);
}

function isAmount(role: ColumnRole): boolean {
  return role === "amount" || valueColumn(role) !== undefined;
}

function isWithin(place: number, [first, last]: Span): boolean {
  return place >= first && place <= last;
}

function mergedRange(range: string): MergedRange | undefined {
  const [, fromColumn = "", fromRow, toColumn = "", toRow] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range) ?? [];
  if (fromRow === undefined) return undefined;
  return { range, columns: [columnNumber(fromColumn), columnNumber(toColumn)], rows: [Number(fromRow), Number(toRow)] };
}

/** 27 for « AA ». */
function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
