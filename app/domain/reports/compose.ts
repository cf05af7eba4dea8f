import type { Quantity, Resource } from "../quantity.ts";
import type { ColumnName, SentenceName, TableName } from "./names.ts";
import type { ReportCell, ReportColumn, ReportRow, ReportSentence, ReportTable, SaidValue } from "./report.ts";

/** The small words that documents are composed with. */

export function text(name: ColumnName): ReportColumn {
  return { name, kind: "text" };
}
export function word(name: ColumnName): ReportColumn {
  return { name, kind: "word" };
}
export function amount(name: ColumnName, resource: Resource): ReportColumn {
  return { name, kind: "amount", resource };
}
/** Of CP used. */
export const rate: ReportColumn = { name: "rate", kind: "rate" };
/** Of a ceiling used. */
export const share: ReportColumn = { name: "share", kind: "rate" };

export function line(key: string, cells: readonly ReportCell[]): ReportRow {
  return { key, level: "line", cells };
}
export function whole(cells: readonly ReportCell[]): ReportRow {
  return { key: "whole", level: "whole", cells };
}

/** In tenths of a percent, halves away from zero; null of nothing. */
export function rateOf(part: Quantity, of: Quantity): Quantity | null {
  if (of <= 0n) return null;
  const twice = 2n * (part < 0n ? -part : part) * 1000n;
  const rounded = (twice + of) / (2n * of);
  return part < 0n ? -rounded : rounded;
}

export function saidAmount(quantity: Quantity, resource: Resource): SaidValue {
  return { kind: "amount", amount: quantity, resource };
}

export function sentence(name: SentenceName, values: ReportSentence["values"] = {}): ReportSentence {
  return { kind: "sentence", name, values };
}
export function table(name: TableName, columns: readonly ReportColumn[], rows: readonly ReportRow[]): ReportTable {
  return { kind: "table", name, columns, rows };
}
