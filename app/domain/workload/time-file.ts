import { readMonth } from "../execution/planned/month-text.ts";
import type { FileBook } from "../forecast/import/book.ts";
import { type FileHeads, type HeadedRow, headedRows, type RowFault } from "../forecast/import/headed-rows.ts";
import { parseDecimal } from "../money.ts";
import type { Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";

/** The columns of a file of time, in the order of the file that we give; all but the profile must be there. */
export const timeColumns = ["item", "unit", "profile", "month", "days"] as const;
export type TimeColumn = (typeof timeColumns)[number];
const neededColumns: readonly TimeColumn[] = ["item", "unit", "month", "days"];

/** What systems of time recording call them, bared of accents, case and units in brackets. */
const names: Readonly<Record<TimeColumn, readonly string[]>> = {
  item: ["travail", "code travail", "code du travail", "tache", "code tache", "projet", "code projet", "item", "work item", "task"],
  unit: ["equipe", "unite", "code unite", "service", "team", "unit"],
  profile: ["profil", "metier", "profile"],
  month: ["mois", "periode", "month"],
  days: ["jours", "jours passes", "temps", "temps passe", "nombre de jours", "days", "days spent", "time", "time spent"],
};

/** One row of a file, understood: what a month holds of an item for a team. */
export interface TimeRow {
  /** Of the file, from 1. */
  readonly row: number;
  /** Codes as they are written. */
  readonly item: string;
  readonly unit: string;
  /** Code or label; empty: not said. */
  readonly profile: string;
  readonly month: Month;
  /** Hundredths of a day, ≥ 0. */
  readonly days: Quantity;
}

export interface ReadTime extends FileHeads {
  readonly rows: readonly TimeRow[];
  readonly faults: readonly RowFault[];
}

/** A row is read whole, or not at all. */
export function readTime(book: FileBook): Result<ReadTime> {
  const sheet = headedRows(book, { names, needed: neededColumns });
  if ("missing" in sheet) return refuse({ kind: "staff-file-columns-missing", columns: sheet.missing });
  const rows: TimeRow[] = [];
  const faults: RowFault[] = [];
  for (const headed of sheet.rows) {
    const read = readRow(headed);
    if (read.ok) rows.push({ row: headed.row, ...read.value });
    else faults.push({ row: headed.row, refusal: read.refusal });
  }
  return accept({ rows, faults, heads: sheet.heads, sheet: sheet.sheet });
}

function readRow({ row, text }: HeadedRow<TimeColumn>): Result<Omit<TimeRow, "row">> {
  const empty = neededColumns.find((column) => text(column) === "");
  if (empty) return refuse({ kind: "staff-cell-missing", column: empty });
  const month = readMonth(text("month").replace(/^(20\d{2})(0[1-9]|1[0-2])$/, "$1-$2"));
  if (month === undefined) return refuse({ kind: "unreadable-month", text: text("month") });
  const days = parseDecimal(text("days"));
  if (!days.ok) return days;
  if (days.value < 0n) return refuse({ kind: "negative-amount", line: row, amount: days.value });
  return accept({ item: text("item"), unit: text("unit"), profile: text("profile"), month, days: days.value });
}
