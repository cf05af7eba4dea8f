import { type BudgetResource, type Quantity, sum } from "../../quantity.ts";
import type { EditedLine } from "../edit.ts";
import { twinOf } from "../measure.ts";
import type { TextPlace } from "../preview.ts";
import { cellText, type FileBook } from "./book.ts";
import { type ValueColumn, valueColumn, valueRole } from "./column-role.ts";
import type { ImportedCell, ImportFault, PlacedFile } from "./placed.ts";

/** What a workbook that was taken out remembers of the sheet, in a sheet of its own that nobody sees. */
export interface BoomerangMemory {
  readonly campaign: string;
  readonly unit: string;
  readonly revision: bigint;
  readonly year: number;
  /** The names of the sheets, by measure. */
  readonly sheets: ReadonlyMap<string, BudgetResource>;
  /** What each cell held: the base of the merge, by `basePlace`. */
  readonly base: ReadonlyMap<string, Quantity | null>;
}

export const memorySheet = "enveloppe";
/** Marks the row that says what each column is for, under the heads that people read. */
export const keyMark = "enveloppe:1";
const memoryMark = "enveloppe-boomerang";
const version = "1";
const none = "";

/** The months of the campaign's year, its amount of the whole year that is not given by months, and the years after it. */
export function boomerangColumns(year: number, years: readonly number[]): BoomerangColumn[] {
  const months = Array.from({ length: 12 }, (_, index): BoomerangColumn => ({ targetYear: year, month: index + 1 }));
  return [
    ...months,
    { targetYear: year, month: 0 },
    ...years.filter((own) => own > year).map((own) => ({ targetYear: own, month: undefined })),
  ];
}

/** As a column of the grid; month 0: the amount of the whole year, beside its months. */
export type BoomerangColumn = ValueColumn;

/** « 2027-03 », « 2027-00 », « 2028 »: how the row of keys and the memory call a column. */
export const columnKey = valueRole;

/** The rows of the memory, each with its cells as texts. */
export function memoryRows(
  memory: Omit<BoomerangMemory, "base">,
  columns: readonly BoomerangColumn[],
  held: readonly { readonly lineId: string; readonly measure: BudgetResource; readonly amounts: readonly (Quantity | null)[] }[],
): string[][] {
  return [
    [memoryMark, version],
    ["campaign", memory.campaign],
    ["unit", memory.unit],
    ["revision", String(memory.revision)],
    ["year", String(memory.year)],
    ...[...memory.sheets].map(([name, measure]) => ["sheet", name, measure]),
    ["columns", columns.map(columnKey).join("|")],
    ...held.map(({ lineId, measure, amounts }) => ["line", lineId, measure, amounts.map((own) => own ?? none).join("|")]),
  ];
}

/** What the workbook remembers; undefined when it is not one of ours, or when its memory was tampered with. */
export function memoryOf(book: FileBook): BoomerangMemory | undefined {
  const rows = book.sheets.find(({ name }) => name === memorySheet)?.rows.map((row) => row.map(cellText));
  if (rows?.[0]?.[0] !== memoryMark || rows[0][1] !== version) return undefined;
  const factOf = (key: string) => rows.find(([own]) => own === key)?.[1] ?? "";
  const columns = factOf("columns").split("|");
  const base = new Map<string, Quantity | null>();
  for (const [key, lineId = "", measure = "", amounts = ""] of rows) {
    if (key !== "line") continue;
    for (const [index, amount] of amounts.split("|").entries()) {
      if (!/^-?\d{0,18}$/.test(amount)) return undefined;
      base.set(`${lineId} ${measure} ${columns[index]}`, amount === none ? null : BigInt(amount));
    }
  }
  const [revision, year] = [factOf("revision"), factOf("year")];
  if (!/^\d{1,18}$/.test(revision) || !/^\d{4}$/.test(year)) return undefined;
  const sheets = new Map(
    rows.flatMap(([key, name = "", measure]) => (key === "sheet" ? [[name, measure as BudgetResource] as const] : [])),
  );
  return { campaign: factOf("campaign"), unit: factOf("unit"), revision: BigInt(revision), year: Number(year), sheets, base };
}

/** The word of the last column that keeps a row out, in any of our languages. */
const keptOut = /^(?:non|no)$/i;

/**
 * The figures of a workbook that was taken out, each with its base. A row bears its line's identifier, so that it may have been moved; rows that
 * say « non » stay out. On personnel CP repeats AE by a formula and is not read.
 */
export function placeBoomerang(book: FileBook, memory: BoomerangMemory, lines: ReadonlyMap<string, EditedLine>): PlacedFile {
  const cells: ImportedCell[] = [];
  const faults: ImportFault[] = [];
  for (const [index, sheet] of book.sheets.entries()) {
    const measure = memory.sheets.get(sheet.name);
    if (measure === undefined) continue;
    const keyed = sheet.rows.findIndex((row) => row.some((cell) => cell === keyMark));
    const keys = (sheet.rows[keyed] ?? []).map(cellText);
    const [idColumn, takeColumn] = [keys.indexOf(keyMark), keys.indexOf("take")];
    for (const [place, row] of sheet.rows.entries()) {
      const lineId = cellText(row[idColumn] ?? null);
      if (place <= keyed || keyed < 0 || lineId === "" || keptOut.test(cellText(row[takeColumn] ?? null))) continue;
      const line = lines.get(lineId);
      const at = { sheet: index, row: place + 1, column: 2 };
      if (!line) {
        faults.push({
          at,
          fault: { kind: memory.base.has(`${lineId} ${measure} ${keys.find(isColumn)}`) ? "no-such-line" : "unit-out-of-reach", text: "" },
          text: "",
        });
        continue;
      }
      if (measure === "CP" && twinOf(measure, line.spendingClass)) continue;
      for (const [column, key] of keys.entries()) {
        const value = valueColumn(isColumn(key) ? key : "ignored");
        const base = value && memory.base.get(`${lineId} ${measure} ${key}`);
        if (value && base !== undefined)
          cells.push({
            lineId,
            measure,
            ...value,
            at: { sheet: index, row: place + 1, column: column + 1 },
            cell: row[column] ?? null,
            base,
          });
      }
    }
  }
  return { cells, faults, totals: [], eaten: [], missing: [], hidden: { rows: 0, columns: 0 } };
}

/** What a column of a workbook shows of a line: its own cell, or all that its year comes to. */
export function amountUnder(cells: EditedLine["cells"], { measure, targetYear, month }: Omit<TextPlace, "lineId">): Quantity | null {
  const amounts = cells.flatMap((cell) => {
    const isUnder = cell.measure === measure && cell.targetYear === targetYear && (month === undefined || cell.month === month);
    return isUnder && cell.amount !== null ? [cell.amount] : [];
  });
  return amounts.length === 0 ? null : sum(amounts);
}

function isColumn(key: string): key is `${number}-${string}` {
  return /^\d{4}(?:-\d{2})?$/.test(key);
}
