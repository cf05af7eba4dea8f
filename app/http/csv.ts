import { type CsvCell, csvText, exchangeFormat, spreadsheetFormat } from "#app/domain/csv.ts";
import type { Locale } from "#app/messages/locale.ts";

/**
 * A CSV file to download: for French readers a semicolon, a decimal comma and a byte order mark, as their spreadsheets expect; the
 * exchange form (comma, decimal point) otherwise. Texts are guarded against formulas; figures are never kept by a cache.
 */
export function csvResponse(rows: readonly (readonly CsvCell[])[], { fileName, locale }: { fileName: string; locale: Locale }): Response {
  return new Response(csvText(rows, locale === "fr" ? spreadsheetFormat : exchangeFormat), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "Cache-Control": "no-store",
    },
  });
}
