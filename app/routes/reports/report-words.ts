import type { Quantity } from "#app/domain/quantity.ts";
import type { ComposedKind } from "#app/domain/reports/kind.ts";
import type { ColumnName, FigureName, PartName, PictureName, SentenceName, TableName, WordName } from "#app/domain/reports/names.ts";
import type {
  Report,
  ReportCell,
  ReportColumn,
  ReportFigure,
  ReportRow,
  ReportSentence,
  ReportTable,
  SaidValue,
} from "#app/domain/reports/report.ts";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import type { Formatter } from "#app/ui/format/formatter.ts";
import { said } from "../units/said.ts";

/** The messages of documents that are said by name; from `useTranslations("reports")` or `translatorFor(locale, "reports")`. */
export type ReportKey =
  | `kinds.${ComposedKind}`
  | `parts.${PartName}`
  | `tables.${TableName}`
  | `columns.${ColumnName}`
  | `values.${WordName}`
  | `sentences.${SentenceName}`
  | `figures.${FigureName}`
  | `figureOf.${FigureName}`
  | `pictures.${PictureName}`
  | `marks.${PictureName}`
  | `bars.${PictureName}`
  | "composed.title"
  | "composed.unitTitle"
  | "composed.fileName"
  | "composed.footer"
  | "composed.draft"
  | "composed.numberedOn"
  | "composed.pageOf"
  | "wordsOf"
  | "asOf"
  | "total"
  | "allActions"
  | "noMonth"
  | "bar";
export type ReportWords = (key: ReportKey, values?: Record<string, string | number>) => string;

export interface ReportReader {
  readonly words: ReportWords;
  readonly format: Formatter;
}

export function titleOf({ kind, year, subject }: Pick<Report, "kind" | "year" | "subject">, words: ReportWords): string {
  if (subject !== null) return words("composed.unitTitle", { unit: subject.label, year: String(year) });
  return words("composed.title", { kind: words(`kinds.${kind}`), year: String(year) });
}

/** A sentence in the reader's language: its amounts in the unit that the largest of them reads best in. */
export function sentenceText({ name, values }: ReportSentence, { words, format }: ReportReader): string {
  const euros = Object.values(values).flatMap((value) => (value.kind === "amount" && value.resource !== "ETPT" ? [value.amount] : []));
  const unit = displayUnitFor(euros);
  const text = (value: SaidValue): string | number => {
    switch (value.kind) {
      case "amount":
        return said(format, value.amount, value.resource, unit);
      case "rate":
        return value.whole === 0n ? "///" : format.share({ part: value.part, whole: value.whole });
      case "day":
        return format.day(value.day);
      case "count":
        return Number(value.count);
      case "text":
        return value.text;
    }
  };
  return words(`sentences.${name}`, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, text(value)])));
}

/** « AE 1 234,56 € »: the head of a column with its resource, where it has one, and its unit. */
export function headOf({ columns }: Pick<ReportTable, "columns">, column: ReportColumn, { words }: Pick<ReportReader, "words">): string {
  const { name, resource } = column;
  const own = words(`columns.${name}`);
  const alike = columns.filter((each) => each.name === name).length > 1 || (resource === "AE" && name !== "left");
  return alike && (resource === "AE" || resource === "CP") ? `${own} ${words(`values.${resource}`)}` : own;
}

/** A cell as it is read; what names a row that sums others up is said. */
export function cellText(
  cell: ReportCell,
  column: ReportColumn,
  row: Pick<ReportRow, "level">,
  isFirst: boolean,
  reader: ReportReader,
): string {
  const { words, format } = reader;
  if (cell === null) return isFirst ? nameOf(row, column, words) : "";
  switch (column.kind) {
    case "word":
      return words(`values.${cell as WordName}`);
    case "amount":
      return format.amount(cell as Quantity, column.resource ?? "EUR");
    case "rate":
      return format.share({ part: cell as Quantity, whole: 1000n });
    case "count":
      return format.count(cell as Quantity);
    case "day":
      return format.day(String(cell));
    case "month":
      return format.month(String(cell), "long");
    case "text":
      return String(cell);
  }
}

function nameOf({ level }: Pick<ReportRow, "level">, { kind }: ReportColumn, words: ReportWords): string {
  if (level === "whole") return words("total");
  if (level === "part") return words("allActions");
  return kind === "month" ? words("noMonth") : "///";
}

/** A figure to keep in mind, and of what it is a part. */
export function figureText({ name, amount, resource, of }: ReportFigure, { words, format }: ReportReader) {
  const unit = displayUnitFor(resource === "ETPT" ? [] : [amount ?? 0n, of ?? 0n]);
  return {
    name: words(`figures.${name}`),
    amount: amount === null ? "///" : said(format, amount, resource, unit),
    of: of === null ? "" : words(`figureOf.${name}`, { of: said(format, of, resource, unit) }),
  };
}
