import type { TableColumn, TableRow } from "./table-file/description.ts";
import { contentTypes, coreProperties, packageRelationships, sheetName, styles, workbook, workbookRelationships } from "./xlsx/parts.ts";
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
export async function* xlsxBytes(table: XlsxTable): AsyncGenerator<Buffer> {
  const rows = new RowCursor(table.rows);
  try {
    yield* zipped(partsOf(table, rows));
  } finally {
    await rows.close();
  }
}

async function* partsOf(table: XlsxTable, rows: RowCursor): AsyncGenerator<ZipEntry> {
  const { title, facts, columns, words, landscape, author } = table;
  const mostRows = table.mostRowsPerSheet ?? spreadsheetRows;
  const shared = { title, facts, columns, landscape, mostRows, totals: new Set(table.totals), totalLabel: words.total, page: words.page };
  const plan: SheetPlan = { ...shared, sums: new Map(), before: [] };
  const names: string[] = [];
  do {
    const name = sheetName(title, names.length);
    names.push(name);
    yield { path: `xl/worksheets/sheet${names.length}.xml`, content: worksheet(plan, name, rows) };
  } while ((await rows.peek()) !== undefined);
  yield { path: "xl/styles.xml", content: [styles] };
  yield { path: "xl/workbook.xml", content: [workbook(names, headRowOf(plan))] };
  yield { path: "xl/_rels/workbook.xml.rels", content: [workbookRelationships(names.length)] };
  yield { path: "docProps/core.xml", content: [coreProperties(title, author)] };
  yield { path: "_rels/.rels", content: [packageRelationships] };
  yield { path: "[Content_Types].xml", content: [contentTypes(names.length)] };
}
