import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { translatorFor } from "#app/messages/index.ts";
import { type Formatter, formatterFor } from "#app/ui/format/formatter.ts";
import { type PaperColumn, tablePdf } from "../pdf.ts";
import { cellsOf, counts, isMarked, type TableColumn, type TableFile, type TableRow, type TableValue } from "./description.ts";

/** Rows on paper: some 130 pages. Beyond, nobody reads it, and a document is held whole while it is made. */
export const mostPdfRows = 5_000;

export interface TooManyRows {
  readonly kind: "too-many-rows-on-paper";
  readonly limit: number;
}

/** The table as a tagged PDF: the same cells as the screen, formatted as it does; refused beyond `mostPdfRows`. */
export async function pdfOf(file: TableFile, facts: readonly string[], footer: string): Promise<Result<Buffer, TooManyRows>> {
  const { locale, columns, orientation } = file;
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const words = translatorFor(locale, "tableFile");
  const sums = new Map((file.totals ?? []).map((key) => [key, 0n]));
  const rows: string[][] = [];
  const strong = new Set<number>();
  for await (const row of file.rows) {
    if (rows.length === mostPdfRows) return refuse({ kind: "too-many-rows-on-paper", limit: mostPdfRows });
    addUp(sums, columns, row);
    if (isMarked(row) && (row.strong || row.subtotal !== undefined)) strong.add(rows.length);
    rows.push(textsOf(row, columns, format));
  }
  const total = columns.map((column, index) => {
    const sum = sums.get(column.key);
    return sum === undefined ? (index === 0 ? words("total") : "") : formatted(sum, column, format);
  });
  const pdf = await tablePdf({
    locale,
    title: file.title,
    subtitle: facts.join("\n"),
    columns: columns.map(paperColumn),
    rows,
    strongRows: strong,
    ...(sums.size > 0 && { totals: total }),
    ...(orientation && { orientation }),
    footer,
    pageOf: (page, pages) => words("pageOf", { page, pages }),
  });
  return accept(pdf);
}

function addUp(sums: Map<string, Quantity>, columns: readonly TableColumn[], row: TableRow): void {
  if (!counts(row)) return;
  const cells = cellsOf(row);
  columns.forEach(({ key }, index) => {
    const sum = sums.get(key);
    const value = cells[index];
    if (sum !== undefined && typeof value === "bigint") sums.set(key, sum + value);
  });
}

const indent = "\u00a0\u00a0\u00a0";

function textsOf(row: TableRow, columns: readonly TableColumn[], format: Formatter): string[] {
  const cells = cellsOf(row);
  const level = isMarked(row) ? (row.level ?? 0) : 0;
  return columns.map((column, index) => (index === 0 ? indent.repeat(level) : "") + formatted(cells[index] ?? null, column, format));
}

function formatted(value: TableValue, { kind, resource = "EUR" }: TableColumn, format: Formatter): string {
  if (value === null) return "";
  if (kind === "amount" && typeof value === "bigint") return format.amount(value, resource);
  if (kind === "day" && typeof value === "string") return format.day(value);
  if (kind === "number" && typeof value !== "string") return format.count(value);
  return String(value);
}

const weights = { text: 2, amount: 1.4, day: 1, number: 0.8 } as const;
/** Characters of a column's width to one share of the paper. */
const charactersOfAShare = 14;

function paperColumn({ head, kind, unit, width }: TableColumn): PaperColumn {
  return {
    head: unit === undefined ? head : `${head} (${unit})`,
    align: kind === "amount" || kind === "number" ? "end" : "start",
    weight: width === undefined ? weights[kind] : width / charactersOfAShare,
  };
}
