import { cellText, type FileBook, type FileSheet, isBlank } from "./book.ts";
import { type ColumnRole, measureNamed, roleNamed } from "./column-role.ts";

/** What a person answered, once for the whole file; the address of the page says it. */
export interface FileChoices {
  /** Index of the sheet, from 0. */
  readonly sheet?: number;
  /** Row of the heads, from 1; 0: the file has none. */
  readonly head?: number;
  /** By column, from 1. */
  readonly roles: ReadonlyMap<number, ColumnRole>;
  readonly measure?: "AE" | "CP" | "ETPT" | "DAY";
  readonly decimalSign?: "," | ".";
  readonly scaled?: "yes" | "no";
  readonly hidden?: "taken" | "skipped";
  readonly codes?: "repaired" | "refused";
}

/** How the columns of a sheet are read. */
export interface FileMapping {
  readonly sheet: number;
  /** From 1; 0 when there is none. */
  readonly head: number;
  readonly roles: readonly ColumnRole[];
  /** The measure of the whole sheet, by its name or by choice; undefined when a column or nothing says it. */
  readonly measure: "AE" | "CP" | "ETPT" | "DAY" | undefined;
}

/** The codes by which a column without a head is known. */
export interface KnownCodes {
  readonly natures: ReadonlySet<string>;
  readonly activities: ReadonlySet<string>;
}

const rowsLookedAt = 30;

/** The sheets of a workbook that hold something, by their index. Hidden ones are among them: whoever reads chooses. */
export function filledSheets(book: FileBook): number[] {
  return book.sheets.flatMap((sheet, index) => (sheet.rows.some((row) => !row.every(isBlank)) ? [index] : []));
}

/** The sheet that is read without asking: the only one in sight that holds something. */
export function onlySheet(book: FileBook): number | undefined {
  const visible = filledSheets(book).filter((index) => !book.sheets[index]?.isHidden);
  return visible.length === 1 ? visible[0] : undefined;
}

/**
 * How a sheet is read, from the words of its heads and from the codes in its columns; what was chosen goes before what is guessed.
 */
export function mappingOf(sheet: FileSheet, index: number, choices: FileChoices, known: KnownCodes, firstYear: number): FileMapping {
  const head = choices.head ?? headRow(sheet, firstYear);
  const width = Math.max(0, ...sheet.rows.map((row) => row.length));
  const heads = sheet.rows[head - 1] ?? [];
  const guessed = Array.from({ length: width }, (_, column): ColumnRole => {
    return roleNamed(heads[column] ?? null, firstYear) ?? roleByCodes(sheet, head, column, known) ?? "ignored";
  });
  const roles = withoutDoubles(guessed).map((role, column) => choices.roles.get(column + 1) ?? role);
  return { sheet: index, head, roles, measure: choices.measure ?? measureNamed(sheet.name) };
}

/** The first row, among those at the top, whose words name most columns: two at least. */
function headRow({ rows }: FileSheet, firstYear: number): number {
  let best = { row: 0, named: 1 };
  for (const [index, row] of rows.slice(0, rowsLookedAt).entries()) {
    const named = new Set(row.map((cell) => roleNamed(cell, firstYear)).filter((role) => role !== undefined)).size;
    if (named > best.named) best = { row: index + 1, named };
  }
  return best.row;
}

/** More than half of what the column holds are codes of the sheet's lines. */
function roleByCodes({ rows }: FileSheet, head: number, column: number, known: KnownCodes): ColumnRole | undefined {
  const texts = rows.slice(head, head + 200).flatMap((row) => (isBlank(row[column]) ? [] : [cellText(row[column] ?? null)]));
  if (texts.length === 0) return undefined;
  const share = (codes: ReadonlySet<string>) => texts.filter((text) => codes.has(text)).length / texts.length;
  if (share(known.activities) > 0.5) return "activity";
  return share(known.natures) > 0.5 ? "nature" : undefined;
}

/** Of two columns with one meaning the first is read. */
function withoutDoubles(roles: readonly ColumnRole[]): ColumnRole[] {
  return roles.map((role, index) => (role !== "ignored" && roles.indexOf(role) < index ? "ignored" : role));
}
