import { type Report, type ReportCell, type ReportColumn, type ReportTable, tablesOf } from "#app/domain/reports/report.ts";
import type { TableColumn, TableValue } from "#app/http/table-file.ts";
import { workbookBytes, type XlsxTable } from "#app/http/xlsx.ts";
import type { Locale } from "#app/messages/locale.ts";
import { type IssuedUnder, reportReader, stateOf } from "./report-paper.ts";
import { cellText, headOf, type ReportReader, titleOf } from "./report-words.ts";

/** The tables of a document, a sheet each, exact. */
export async function reportWorkbook(
  report: Report,
  locale: Locale,
  { issued, organisation, page }: { readonly issued: IssuedUnder | undefined; readonly organisation: string; readonly page: string },
): Promise<Buffer> {
  const reader = reportReader(locale);
  const author = issued?.author ?? organisation;
  const facts = [
    titleOf(report, reader.words),
    `${reader.words("asOf")} ${reader.format.day(report.asOf)}`,
    stateOf(report, issued, reader),
  ];
  const sheets = tablesOf(report).map(
    (table): XlsxTable => ({
      ...{ title: reader.words(`tables.${table.name}`), facts, author },
      columns: table.columns.map((column) => sheetColumn(table, column, reader)),
      rows: table.rows.map((row) => ({
        cells: table.columns.map((column, index) =>
          sheetCell(row.cells[index] ?? null, column, cellText(row.cells[index] ?? null, column, row, index === 0, reader)),
        ),
        strong: row.level !== "line",
      })),
      words: { total: reader.words("total"), page },
      landscape: true,
    }),
  );
  const chunks: Buffer[] = [];
  for await (const chunk of workbookBytes(sheets, { title: titleOf(report, reader.words), author })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sheetColumn(table: ReportTable, column: ReportColumn, reader: ReportReader): TableColumn {
  const named = { key: `${column.name} ${column.resource ?? ""}`, head: headOf(table, column, reader) };
  switch (column.kind) {
    case "amount":
      return { ...named, kind: "amount", resource: column.resource ?? "EUR", unit: reader.format.unit(column.resource ?? "EUR") };
    case "rate":
      return { ...named, kind: "amount", unit: "%" };
    case "count":
      return { ...named, kind: "number" };
    case "day":
      return { ...named, kind: "day" };
    default:
      return { ...named, kind: "text" };
  }
}

/** Tenths of a percent as hundredths: the two decimals of a workbook's amounts. */
function sheetCell(cell: ReportCell, { kind }: ReportColumn, text: string): TableValue {
  if (kind === "rate") return typeof cell === "bigint" ? cell * 10n : null;
  return kind === "amount" || kind === "count" || kind === "day" ? cell : text;
}
