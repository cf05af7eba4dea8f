/** A cell: text, a whole number, an amount already written with its decimal point (« -12.50 »), or nothing. */
export type CsvCell = string | number | bigint | { readonly amount: string } | null;

export interface CsvFormat {
  /** French spreadsheets expect a semicolon; exchange between programs, a comma. */
  readonly separator: ";" | ",";
  /** A spreadsheet reads UTF-8 only when the file begins with a byte order mark. */
  readonly byteOrderMark?: boolean;
  readonly lineEnd: "\n" | "\r\n";
}

export const exchangeFormat: CsvFormat = { separator: ",", lineEnd: "\n" };
export const spreadsheetFormat: CsvFormat = { separator: ";", byteOrderMark: true, lineEnd: "\r\n" };

/** A whole CSV file (RFC 4180): cells are quoted only when they must be. */
export function csvText(rows: readonly (readonly CsvCell[])[], format: CsvFormat): string {
  return (format.byteOrderMark ? "\ufeff" : "") + rows.map((row) => csvRow(row, format)).join("");
}

/** One row with its line end. */
export function csvRow(cells: readonly CsvCell[], { separator, lineEnd }: CsvFormat): string {
  return `${cells.map((cell) => quoted(writtenCell(cell, separator), separator)).join(separator)}${lineEnd}`;
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front: it begins, spaces apart, with `=`, `+`, `-`, `@`, a tab
 * or a carriage return, or with their full-width forms (OWASP ASVS 1.2.10). Numbers and amounts are never touched: -12.50 stays one.
 */
export function guardedText(text: string): string {
  const first = text.trimStart().charAt(0);
  const live = /^\s*[=+\-@＝＋－＠]/u.test(text) || first === "\0" || text.startsWith("\t") || text.startsWith("\r");
  return live ? `'${text}` : text;
}

/** A spreadsheet set to French reads a decimal comma; exchange keeps the point. */
function writtenCell(cell: CsvCell, separator: CsvFormat["separator"]): string {
  if (cell === null) return "";
  if (typeof cell === "string") return guardedText(cell);
  if (typeof cell === "object") return separator === ";" ? cell.amount.replace(".", ",") : cell.amount;
  return String(cell);
}

function quoted(text: string, separator: string): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}
