import type { Cell, Row, Worksheet } from "exceljs";
import { signOf } from "#app/domain/forecast/component.ts";
import type { EditedLine } from "#app/domain/forecast/edit.ts";
import { columnLetters } from "#app/domain/forecast/import/book.ts";
import {
  amountUnder,
  type BoomerangColumn,
  type BoomerangMemory,
  boomerangColumns,
  columnKey,
  keyMark,
  memoryRows,
  memorySheet,
} from "#app/domain/forecast/import/boomerang.ts";
import type { NamedLine } from "#app/domain/forecast/import/place-rows.ts";
import { cellLockOf, lockOf } from "#app/domain/forecast/lock.ts";
import { twinOf } from "#app/domain/forecast/measure.ts";
import { grouped } from "#app/domain/grouped.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { exactDecimal } from "#app/ui/format/amount.ts";

export type BoomerangLine = EditedLine & NamedLine & { readonly requestTitle: string; readonly natureLabel: string };

/** A column of reference: null where nothing is known of a line. */
export interface BesideColumn {
  readonly head: string;
  readonly of: (lineId: string, measure: BudgetResource) => Quantity | null;
}

/** A sheet to take out, and the words of its reader. */
export interface BoomerangBook {
  readonly memory: Omit<BoomerangMemory, "base">;
  readonly lines: readonly BoomerangLine[];
  /** The years beside the campaign's that are shown. */
  readonly years: readonly number[];
  /** What each line is held against, to be read and never written: the grid's own columns of reference. */
  readonly beside: readonly BesideColumn[];
  /** Title, year, unit, date, author, address: one line each, above the heads. */
  readonly facts: readonly string[];
  readonly words: {
    readonly keys: readonly [request: string, title: string, nature: string, natureLabel: string, activity: string, label: string];
    readonly column: (column: BoomerangColumn) => string;
    readonly total: string;
    readonly take: string;
    readonly yes: string;
    readonly no: string;
    readonly wrongAmount: string;
  };
}

const keyColumns = 7;
const grey = "FFECEEF1";

/**
 * The workbook of a unit's sheet: a sheet for each measure, laid out as the grid, where only the figures that may be written are unlocked; sums
 * are formulas, and what stood there when it was taken out is remembered in a sheet that nobody sees. The locks keep hands from slipping, they
 * are no secret: what comes back is judged as any other file.
 */
export async function boomerangBytes(book: BoomerangBook): Promise<Uint8Array> {
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  const columns = boomerangColumns(book.memory.year, book.years);
  for (const [name, measure] of book.memory.sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: "frozen", xSplit: keyColumns, ySplit: book.facts.length + 2 }] });
    writeSheet(sheet, { book, measure, columns, authorisations: [...book.memory.sheets].find(([, own]) => own === "AE")?.[0] ?? "AE" });
    await sheet.protect("", { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true });
  }
  const memory = workbook.addWorksheet(memorySheet, { state: "veryHidden" });
  const held = [...book.memory.sheets.values()].flatMap((measure) =>
    book.lines.map((line) => {
      const amounts = columns.map((column) => amountUnder(line.cells, { measure, ...column }));
      return { lineId: line.id, measure, amounts };
    }),
  );
  for (const row of memoryRows(book.memory, columns, held)) memory.addRow(row);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

interface SheetScene {
  readonly book: BoomerangBook;
  readonly measure: BudgetResource;
  readonly columns: readonly BoomerangColumn[];
  /** The name of the sheet of AE, which CP of personnel repeats. */
  readonly authorisations: string;
}

function writeSheet(sheet: Worksheet, scene: SheetScene): void {
  const { book, columns } = scene;
  for (const fact of book.facts) sheet.addRow([null, fact]);
  const yearEnd = columns.filter(({ targetYear }) => targetYear === book.memory.year).length;
  const withTotal = <Value>(values: readonly Value[], total: Value) => [...values.slice(0, yearEnd), total, ...values.slice(yearEnd)];
  sheet.addRow([
    keyMark,
    "request",
    "",
    "nature",
    "",
    "activity",
    "label",
    ...withTotal(columns.map(columnKey), "total"),
    // Without a key: what is written there is never read.
    ...book.beside.map(() => ""),
    "take",
  ]).hidden = true;
  const heads = withTotal(columns.map(book.words.column), book.words.total);
  sheet.addRow([null, ...book.words.keys, ...heads, ...book.beside.map(({ head }) => head), book.words.take]).font = { bold: true };
  sheet.getColumn(1).hidden = true;
  const totalColumn = keyColumns + yearEnd + 1;
  const first = sheet.rowCount + 1;
  for (const lines of grouped(book.lines, ({ requestNumber }) => String(requestNumber)).values()) {
    const from = sheet.rowCount + 1;
    for (const line of lines) writeLine(sheet, line, { ...scene, totalColumn, withTotal });
    writeSum(sheet, `${book.words.total} ${lines[0]?.requestNumber ?? ""}`, { from, columns, totalColumn, lines, scene, withTotal });
  }
  writeSum(sheet, book.words.total, { from: first, columns, totalColumn, lines: book.lines, scene, withTotal });
}

type WithTotal = <Value>(values: readonly Value[], total: Value) => Value[];

function writeLine(sheet: Worksheet, line: BoomerangLine, scene: SheetScene & { totalColumn: number; withTotal: WithTotal }): void {
  const { book, measure, columns, totalColumn, withTotal } = scene;
  const { words } = book;
  const amounts = columns.map((column) => amountUnder(line.cells, { measure, ...column }));
  const keys = [line.id, line.requestNumber, line.requestTitle, line.nature, line.natureLabel, line.activity, line.label];
  const row = sheet.addRow([
    ...keys,
    ...withTotal(
      amounts.map((amount) => numberOf(amount, measure)),
      null,
    ),
    ...book.beside.map(({ of }) => numberOf(of(line.id, measure), measure)),
    words.yes,
  ]);
  // What its reader does not see is blank, and comes back as it left.
  const repeats = measure === "CP" && lockOf(line, measure)?.kind !== "costs" && twinOf(measure, line.spendingClass) !== undefined;
  const isLocked = (column: BoomerangColumn) =>
    repeats || cellLockOf(line, { measure, targetYear: column.targetYear, month: column.month ?? 0 }) !== undefined;
  withTotal(columns, undefined as BoomerangColumn | undefined).forEach((column, index) => {
    const cell = row.getCell(keyColumns + 1 + index);
    cell.numFmt = "#,##0.00";
    if (column && repeats) cell.value = { formula: `'${scene.authorisations}'!${cell.address}`, result: cell.value as number };
    if (!column || isLocked(column)) shade(cell);
    else unlock(cell, signOf(line.requestKind, line.component) === "notPositive", words.wrongAmount);
  });
  const ofYear = amounts.filter((_, index) => columns[index]?.targetYear === book.memory.year);
  const range = `${columnLetters(keyColumns + 1)}${row.number}:${columnLetters(totalColumn - 1)}${row.number}`;
  row.getCell(totalColumn).value = { formula: `SUM(${range})`, result: numberOf(added(ofYear), measure) ?? 0 };
  for (const index of book.beside.keys()) asReference(row.getCell(besideColumn(columns) + index));
  const take = row.getCell(besideColumn(columns) + book.beside.length);
  take.protection = { locked: false };
  take.dataValidation = { type: "list", allowBlank: false, formulae: [`"${words.yes},${words.no}"`] };
}

interface SumScene {
  readonly from: number;
  readonly columns: readonly BoomerangColumn[];
  readonly totalColumn: number;
  readonly lines: readonly BoomerangLine[];
  readonly scene: SheetScene;
  readonly withTotal: WithTotal;
}

/** SUBTOTAL leaves out the sub-totals that it meets. */
function writeSum(sheet: Worksheet, head: string, { from, columns, lines, scene, withTotal }: SumScene): void {
  const { measure, book } = scene;
  const row: Row = sheet.addRow([null, head]);
  row.font = { bold: true };
  const under = (column: BoomerangColumn) => added(lines.map(({ cells }) => amountUnder(cells, { measure, ...column })));
  const whole = added(lines.map(({ cells }) => amountUnder(cells, { measure, targetYear: book.memory.year, month: undefined })));
  const beside = book.beside.map(({ of }) => added(lines.map(({ id }) => of(id, measure))));
  [...withTotal(columns.map(under), whole), ...beside].forEach((amount, index) => {
    const letters = columnLetters(keyColumns + 1 + index);
    const cell = row.getCell(keyColumns + 1 + index);
    cell.value = { formula: `SUBTOTAL(9,${letters}${from}:${letters}${row.number - 1})`, result: numberOf(amount, measure) ?? 0 };
    cell.numFmt = "#,##0.00";
    shade(cell);
  });
  for (const index of beside.keys()) asReference(row.getCell(besideColumn(columns) + index));
}

/** The first column of reference, after the year's total and the years beyond. */
function besideColumn(columns: readonly BoomerangColumn[]): number {
  return keyColumns + columns.length + 2;
}

function asReference(cell: Cell): void {
  cell.numFmt = "#,##0.00";
  cell.font = { italic: true };
  shade(cell);
}

function added(amounts: readonly (Quantity | null)[]): Quantity {
  return sum(amounts.map((amount) => amount ?? 0n));
}

/** A spreadsheet knows fifteen figures, which is what the largest amount has. */
function numberOf(amount: Quantity | null, measure: BudgetResource): number | null {
  return amount === null ? null : Number(exactDecimal(amount, measure));
}

function shade(cell: Cell): void {
  cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: grey } };
}

function unlock(cell: Cell, isSaving: boolean, error: string): void {
  cell.protection = { locked: false };
  cell.dataValidation = {
    type: "decimal",
    operator: isSaving ? "lessThanOrEqual" : "greaterThanOrEqual",
    formulae: [0],
    allowBlank: true,
    showErrorMessage: true,
    error,
  };
}
