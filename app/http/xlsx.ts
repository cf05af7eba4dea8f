import type { TableColumn, TableRow } from "./table-file/description.ts";
import {
  contentTypes,
  coreProperties,
  type NamedSheet,
  packageRelationships,
  sheetName,
  styles,
  workbook,
  workbookRelationships,
} from "./xlsx/parts.ts";
import { RowCursor } from "./xlsx/row-cursor.ts";
import { headRowOf, type SheetPlan, worksheet } from "./xlsx/worksheet.ts";
import { type ZipEntry, zipped } from "./xlsx/zip.ts";

export const xlsxMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A table as a workbook; `title` names the sheet, and stands above the heads with `facts`, a line each. */
export interface XlsxTable {
  readonly title: string;
  readonly facts: readonly string[];
  readonly author: string;
  readonly columns: readonly TableColumn[];
  readonly rows: Iterable<TableRow> | AsyncIterable<TableRow>;
  /** Keys of the amounts that are summed. */
  readonly totals?: readonly string[];
  readonly words: { readonly total: string; readonly page: string };
  readonly landscape: boolean;
  /** Of a sheet, before the next one begins: what spreadsheets take, unless said. */
  readonly mostRowsPerSheet?: number;
}

const spreadsheetRows = 1_048_576;

/**
 * A workbook (ECMA-376), written as its rows come: memory does not depend on their number. Amounts are real numbers with the exact
 * decimals of their cents, days are dates, texts are texts and never formulas; sums are formulas that carry their value. Rows beyond a
 * sheet go to the next one.
 */
export function xlsxBytes(table: XlsxTable): AsyncGenerator<Buffer> {
  return workbookBytes([table], table);
}

/** Several tables in one workbook, each on a sheet of its own under its own title. */
export async function* workbookBytes(
  tables: readonly XlsxTable[],
  { title, author }: Pick<XlsxTable, "title" | "author">,
): AsyncGenerator<Buffer> {
  const cursors = tables.map(({ rows }) => new RowCursor(rows));
  try {
    yield* zipped(partsOf(tables, cursors, { title, author }));
  } finally {
    for (const cursor of cursors) await cursor.close();
  }
}

async function* partsOf(
  tables: readonly XlsxTable[],
  cursors: readonly RowCursor[],
  { title, author }: Pick<XlsxTable, "title" | "author">,
): AsyncGenerator<ZipEntry> {
  const sheets: NamedSheet[] = [];
  for (const [index, table] of tables.entries()) {
    const rows = cursors[index];
    if (rows) yield* sheetsOf(table, rows, sheets);
  }
  yield { path: "xl/styles.xml", content: [styles] };
  yield { path: "xl/workbook.xml", content: [workbook(sheets)] };
  yield { path: "xl/_rels/workbook.xml.rels", content: [workbookRelationships(sheets.length)] };
  yield { path: "docProps/core.xml", content: [coreProperties(title, author)] };
  yield { path: "_rels/.rels", content: [packageRelationships] };
  yield { path: "[Content_Types].xml", content: [contentTypes(sheets.length)] };
}

/** The sheets of one table; added to those before them. */
async function* sheetsOf(table: XlsxTable, rows: RowCursor, sheets: NamedSheet[]): AsyncGenerator<ZipEntry> {
  const { title, facts, columns, words, landscape } = table;
  const mostRows = table.mostRowsPerSheet ?? spreadsheetRows;
  const shared = { title, facts, columns, landscape, mostRows, totals: new Set(table.totals), totalLabel: words.total, page: words.page };
  const plan: SheetPlan = { ...shared, sums: new Map(), before: [] };
  do {
    const name = freeName(title, sheets);
    sheets.push({ name, headRow: headRowOf(plan) });
    yield { path: `xl/worksheets/sheet${sheets.length}.xml`, content: worksheet(plan, name, rows) };
  } while ((await rows.peek()) !== undefined);
}

/** Sheets of one workbook are never called alike, capitals or not. */
function freeName(title: string, sheets: readonly NamedSheet[]): string {
  const taken = new Set(sheets.map(({ name }) => name.toLowerCase()));
  let index = 0;
  while (taken.has(sheetName(title, index).toLowerCase())) index += 1;
  return sheetName(title, index);
}
