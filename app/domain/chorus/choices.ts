import type { DayForm } from "../fec/dialect.ts";
import { cellText, columnLetters, type FileBook, type FileSheet, isBlank } from "../forecast/import/book.ts";
import { bared } from "../forecast/import/column-role.ts";
import { filledSheets, onlySheet } from "../forecast/import/mapping.ts";
import { type ExtractField, type ExtractKind, fieldNames, fieldsOf } from "./kind.ts";

/**
 * How an extract is read, remembered for the next one of the same kind and site. A column is called by its head, so that a choice serves the
 * next file whatever the order of its columns; by its letter where the file has no heads.
 */
export interface ExtractChoices {
  /** The name of the sheet; absent: the only one in sight. */
  readonly sheet?: string | undefined;
  /** The row of the heads, from 1; 0: the file has none; absent: the first that names columns. */
  readonly head?: number | undefined;
  readonly columns: Readonly<Partial<Record<ExtractField, string>>>;
  /** What every row says where no column does. */
  readonly constants: Readonly<Partial<Record<ExtractField, string>>>;
  readonly decimal: "," | ".";
  readonly dayForm: DayForm;
  /** ETPT of the year, or persons present in the month: twelve of the latter are one of the former. */
  readonly staffUnit: "etpt" | "persons";
}

export const usualChoices = {
  columns: {},
  constants: {},
  decimal: ",",
  dayForm: "JJ/MM/AAAA",
  staffUnit: "etpt",
} as const satisfies ExtractChoices;

const rowsLookedAt = 30;

/** The sheet that is read, by its index: the one chosen when the file has it, else the only one in sight, else the first that holds something. */
export function sheetOf(book: FileBook, { sheet }: Pick<ExtractChoices, "sheet">): number {
  const chosen = sheet === undefined ? -1 : book.sheets.findIndex(({ name }) => name === sheet);
  return chosen >= 0 ? chosen : (onlySheet(book) ?? filledSheets(book)[0] ?? 0);
}

/**
 * The row of the heads: the one chosen, else the first at the top whose words name most columns of this kind, two at least; else the first that is
 * filled, when it is of words alone and what follows is not: heads that nobody knows are heads still.
 */
export function headOf({ rows }: FileSheet, kind: ExtractKind, { head }: Pick<ExtractChoices, "head">): number {
  if (head !== undefined) return head;
  let best = { row: 0, named: 1 };
  for (const [index, row] of rows.slice(0, rowsLookedAt).entries()) {
    const named = new Set(row.map((cell) => fieldNamed(cellText(cell), kind)).filter((field) => field !== undefined)).size;
    if (named > best.named) best = { row: index + 1, named };
  }
  return best.row > 0 ? best.row : headOfWords(rows);
}

/** The first filled row, where each of its cells is a word of its own without a figure and the next row has figures; 0: there is none. */
function headOfWords(rows: FileSheet["rows"]): number {
  const first = rows.slice(0, rowsLookedAt).findIndex((row) => row.some((cell) => !isBlank(cell)));
  const [heads = [], next = []] = [rows[first], rows[first + 1]].map((row) => (row ?? []).filter((cell) => !isBlank(cell)));
  const words = heads.filter((cell) => typeof cell === "string" && !/\d/.test(cell)).map(cellText);
  const isHead = words.length >= 2 && words.length === heads.length && new Set(words).size === words.length;
  return isHead && next.some((cell) => typeof cell !== "string" || /\d/.test(cell)) ? first + 1 : 0;
}

/** What each column is called: its head, or its letter; a head that stands twice is told apart by its letter. */
export function columnNames({ rows }: FileSheet, head: number): string[] {
  const width = rows.slice(0, rowsLookedAt + head).reduce((most, row) => Math.max(most, row.length), 0);
  const heads = rows[head - 1] ?? [];
  const names = Array.from({ length: width }, (_, column) => {
    const cell = heads[column];
    return head === 0 || cell === undefined || isBlank(cell) ? columnLetters(column + 1) : cellText(cell);
  });
  return names.map((name, column) => (names.indexOf(name) < column ? `${name} (${columnLetters(column + 1)})` : name));
}

/** The column of each field, from 0: what was chosen where the file has it, else what the heads say; fields without a column are absent. */
export function columnsFor(
  kind: ExtractKind,
  names: readonly string[],
  { columns }: Pick<ExtractChoices, "columns">,
): ReadonlyMap<ExtractField, number> {
  const found = new Map<ExtractField, number>();
  const taken = new Set<number>();
  const take = (field: ExtractField, column: number) => {
    if (column < 0 || taken.has(column) || found.has(field)) return;
    found.set(field, column);
    taken.add(column);
  };
  for (const field of fieldsOf(kind)) take(field, columns[field] === undefined ? -1 : names.indexOf(columns[field]));
  // Whoever chose has said which columns say nothing, as long as the file is one of those that were chosen for.
  if (found.size > 0) return found;
  for (const [column, name] of names.entries()) {
    const field = fieldNamed(name, kind);
    if (field) take(field, column);
  }
  return found;
}

/** What a head says of its column in an extract of this kind. */
export function fieldNamed(head: string, kind: ExtractKind): ExtractField | undefined {
  const bare = bared(head.replaceAll("º", "°"));
  return bare === "" ? undefined : fieldsOf(kind).find((field) => fieldNames[field].includes(bare));
}
