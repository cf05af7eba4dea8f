import { parseFileDay } from "../fec/dialect.ts";
import { cellText, type FileCell, type FileSheet, isBlank } from "../forecast/import/book.ts";
import { roleNamed, valueColumn } from "../forecast/import/column-role.ts";
import { typedText } from "../forecast/import/file-text.ts";
import { isTotalText } from "../forecast/import/place-rows.ts";
import { readCell } from "../forecast/typed-cell.ts";
import { type Day, isDay, isMonth, type Month, monthOf } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { ExtractChoices } from "./choices.ts";
import { type ExtractField, type ExtractKind, fieldsOf, fieldTypes, kindFields } from "./kind.ts";

/** Why a row of an extract is not taken. Each has its sentence, which says how to correct it. */
export type ExtractFaultKind =
  | "missing"
  | "not-an-amount"
  | "ambiguous-number"
  | "too-many-decimals"
  | "number-out-of-range"
  | "exponent"
  | "spreadsheet-error"
  | "formula-without-value"
  | "unit-to-confirm"
  | "not-a-day"
  | "days-from-1904"
  | "not-a-month"
  | "code-eaten"
  | "unstorable-text"
  | "key-twice"
  | "negative"
  | "other-year"
  | "complementary-over"
  | "credit-lapsed"
  | "category-unknown"
  | "account-unknown"
  | "nature-without-account"
  | "below-requested";

/** What is wrong with one cell of a row: where it is, what stands there, and against what. */
export interface ExtractFault {
  /** Of the file, from 1. */
  readonly row: number;
  readonly field: ExtractField;
  readonly kind: ExtractFaultKind;
  readonly text: string;
  /** The other row of a key that stands twice; the least amount that is possible; the exercise whose credits have lapsed. */
  readonly against?: string | undefined;
}

/** One row of an extract, understood: texts are trimmed, days and months are ours, amounts are in the smallest unit. */
export interface ExtractRow {
  readonly row: number;
  readonly key: string;
  readonly texts: Readonly<Partial<Record<ExtractField, string>>>;
  readonly amounts: Readonly<Partial<Record<ExtractField, Quantity>>>;
}

export interface ReadExtract {
  readonly rows: readonly ExtractRow[];
  readonly faults: readonly ExtractFault[];
  /** Rows that sum others up. */
  readonly totals: number;
}

export interface Reading {
  readonly kind: ExtractKind;
  readonly choices: ExtractChoices;
  /** From 1; 0: no heads. */
  readonly head: number;
  readonly columns: ReadonlyMap<ExtractField, number>;
  readonly from1904: boolean;
}

/**
 * Reads every row under the heads. A row that says « Total » where its key should be is skipped; one that cannot be read whole is a fault for
 * each cell that is wrong, and says nothing; a key that stands twice is a fault on both rows: never the last one wins, never their sum.
 */
export function readRows({ rows }: FileSheet, reading: Reading): ReadExtract {
  const faults: ExtractFault[] = [];
  const byKey = new Map<string, ExtractRow>();
  const twice = new Map<string, number[]>();
  let totals = 0;
  for (let index = reading.head; index < rows.length; index += 1) {
    const cells = rows[index] ?? [];
    if (cells.every(isBlank)) continue;
    if (isTotal(cells, reading)) {
      totals += 1;
      continue;
    }
    const read = readRow(cells, index + 1, reading);
    if (!read.ok) {
      faults.push(...read.refusal);
      continue;
    }
    const { key, row } = read.value;
    const other = byKey.get(key);
    if (other) twice.set(key, [...(twice.get(key) ?? [other.row]), row]);
    else byKey.set(key, read.value);
  }
  for (const [key, places] of twice) {
    const [field = "label"] = kindFields[reading.kind].key;
    const text = byKey.get(key)?.texts[field] ?? key;
    for (const row of places) faults.push({ row, field, kind: "key-twice", text, against: String(places.find((other) => other !== row)) });
    byKey.delete(key);
  }
  faults.sort((left, right) => left.row - right.row);
  return { rows: [...byKey.values()], faults, totals };
}

function isTotal(cells: readonly FileCell[], { kind, columns }: Reading): boolean {
  const [first] = kindFields[kind].key;
  const key = first === undefined ? undefined : columns.get(first);
  const cell = key === undefined ? null : (cells[key] ?? null);
  if (!isBlank(cell)) return saysTotal(cell);
  return cells.some(saysTotal);
}

/** Looked at closely only where the first letter may begin the word: an extract has a hundred thousand rows, and a few totals. */
function saysTotal(cell: FileCell): boolean {
  return typeof cell === "string" && /^\s*[stge]/i.test(cell) && isTotalText(cellText(cell));
}

function readRow(cells: readonly FileCell[], row: number, reading: Reading): Result<ExtractRow, readonly ExtractFault[]> {
  const { kind, columns, choices } = reading;
  const texts: Partial<Record<ExtractField, string>> = {};
  const amounts: Partial<Record<ExtractField, Quantity>> = {};
  const faults: ExtractFault[] = [];
  const { needed, key } = kindFields[kind];
  for (const field of fieldsOf(kind)) {
    const column = columns.get(field);
    const given = column === undefined ? null : (cells[column] ?? null);
    const cell = isBlank(given) ? (choices.constants[field] ?? null) : given;
    if (isBlank(cell)) {
      if (needed.includes(field)) faults.push({ row, field, kind: "missing", text: "" });
      continue;
    }
    const read = readField(cell, field, reading);
    if (!read.ok) faults.push({ row, field, kind: read.refusal, text: cellText(cell).slice(0, mostShown) });
    else if (typeof read.value === "bigint") amounts[field] = read.value;
    else texts[field] = read.value;
  }
  if (faults.length > 0) return refuse(faults);
  if (
    kindFields[kind].others.includes("balance") &&
    amounts.debit === undefined &&
    amounts.credit === undefined &&
    amounts.balance === undefined
  )
    return refuse([{ row, field: "balance", kind: "missing", text: "" }]);
  return accept({ row, key: key.map((field) => texts[field] ?? "").join("|"), texts, amounts });
}

const mostShown = 80;
const longest = 200;

function readField(cell: FileCell, field: ExtractField, reading: Reading): Result<string | Quantity, ExtractFaultKind> {
  switch (fieldTypes[field]) {
    case "amount":
      return readAmount(cell, field, reading.choices);
    case "day":
      return readDay(cell, reading);
    case "month":
      return readMonth(cell, reading);
    case "code":
      return readCode(cell);
    case "text":
      return readText(cell);
  }
}

/** What most cells of an extract hold, and no reading changes: letters of ASCII, parted by single spaces. */
const plainText = /^[!-~]+(?: [!-~]+)*$/;

function readText(cell: FileCell): Result<string, ExtractFaultKind> {
  if (typeof cell === "string" && cell.length <= longest && plainText.test(cell)) return accept(cell);
  const text = cellText(cell);
  if (cell !== null && typeof cell === "object" && "error" in cell) return refuse("spreadsheet-error");
  return /\p{Cc}/u.test(text.replaceAll(/[\t\n\r]/g, " "))
    ? refuse("unstorable-text")
    : accept(text.replaceAll(/\s+/g, " ").slice(0, longest));
}

/** A code as it was written; one that a spreadsheet wrote as a power of ten has lost its figures, one that it made a day has lost itself. */
function readCode(cell: FileCell): Result<string, ExtractFaultKind> {
  if (cell !== null && typeof cell === "object" && "day" in cell) return refuse("code-eaten");
  const text = readText(cell);
  if (!text.ok) return text;
  return /^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text.value) ? refuse("code-eaten") : text;
}

/** « 1234,56 »: nothing of it is to be asked, whatever is chosen. */
const plainAmount = { ",": /^\d{1,12},\d\d$/, ".": /^\d{1,12}\.\d\d$/ } as const;

function readAmount(cell: FileCell, field: ExtractField, { decimal, staffUnit }: ExtractChoices): Result<Quantity, ExtractFaultKind> {
  const isStaff = field === "staff";
  if (!isStaff && typeof cell === "string" && plainAmount[decimal].test(cell)) return accept(BigInt(cell.slice(0, -3) + cell.slice(-2)));
  const typed = typedText(cell, isStaff && staffUnit === "etpt" ? "ETPT" : "AE");
  if (!typed.ok) return refuse(typed.refusal.kind);
  // Persons present in a month are hundredths of a person-month, as euros are cents.
  const read = readCell(typed.value, isStaff && staffUnit === "etpt" ? "ETPT" : "AE", { decimalSign: decimal });
  if (!read.ok) return refuse(faultOf(read.refusal.kind));
  return read.value.kind === "quantity" ? accept(read.value.quantity) : refuse("missing");
}

function faultOf(kind: string): ExtractFaultKind {
  const known: readonly ExtractFaultKind[] = [
    "ambiguous-number",
    "too-many-decimals",
    "number-out-of-range",
    "exponent",
    "spreadsheet-error",
    "unit-to-confirm",
  ];
  return known.find((own) => own === kind) ?? "not-an-amount";
}

function readDay(cell: FileCell, { choices, from1904 }: Reading): Result<Day, ExtractFaultKind> {
  if (cell !== null && typeof cell === "object" && "day" in cell) return from1904 ? refuse("days-from-1904") : accept(cell.day);
  const text = cellText(cell);
  if (isDay(text)) return accept(text);
  const read = parseFileDay(text, choices.dayForm);
  return read.ok ? read : refuse("not-a-day");
}

/** « 03/2026 », « mars 2026 », « 2026-03 », « 202603 », or a day of the month. */
function readMonth(cell: FileCell, reading: Reading): Result<Month, ExtractFaultKind> {
  const text = cellText(cell);
  const [, year, month] = /^(20\d{2})(0[1-9]|1[0-2])$/.exec(text) ?? [];
  const dashed = year === undefined ? text : `${year}-${month}`;
  if (isMonth(dashed)) return accept(dashed);
  const named = typeof cell === "string" ? valueColumn(roleNamed(cell, 0) ?? "ignored") : undefined;
  if (named?.month !== undefined && named.targetYear > 0) return accept(`${named.targetYear}-${String(named.month).padStart(2, "0")}`);
  const day = readDay(cell, reading);
  return day.ok ? accept(monthOf(day.value)) : refuse(day.refusal === "not-a-day" ? "not-a-month" : day.refusal);
}
