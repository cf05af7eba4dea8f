import { type CsvCell, csvRow, exchangeFormat, spreadsheetFormat } from "#app/domain/csv.ts";
import { exactDecimal } from "#app/ui/format/amount.ts";
import { cellsOf, counts, type TableColumn, type TableFile, type TableValue } from "./description.ts";

const chunkLength = 65_536;

/**
 * The rows alone under their heads, so that a program reads them: no title, no total, no subtotal. French readers get what their
 * spreadsheets expect (semicolon, decimal comma, byte order mark); the others the exchange form. Texts are guarded, figures exact.
 */
export async function* csvPieces({ locale, columns, rows }: TableFile): AsyncGenerator<string> {
  const format = locale === "fr" ? spreadsheetFormat : exchangeFormat;
  const heads = columns.map(({ head, unit }) => (unit === undefined ? head : `${head} (${unit})`));
  let text = (format.byteOrderMark ? "\ufeff" : "") + csvRow(heads, format);
  for await (const row of rows) {
    if (!counts(row)) continue;
    const cells = cellsOf(row);
    text += csvRow(
      columns.map((column, index) => csvCell(column, cells[index] ?? null)),
      format,
    );
    if (text.length < chunkLength) continue;
    yield text;
    text = "";
  }
  yield text;
}

function csvCell({ kind, resource = "EUR" }: TableColumn, value: TableValue): CsvCell {
  return kind === "amount" && typeof value === "bigint" ? { amount: exactDecimal(value, resource) } : value;
}
