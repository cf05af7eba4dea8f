import { formatDecimal } from "../money.ts";
import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { fecColumns } from "./columns.ts";
import { formatFecDay } from "./field.ts";

/** One posted line with the words of its codes, ready to be written; amounts in cents. */
export interface FecRow {
  readonly journal: string;
  readonly journalLabel: string;
  readonly number: bigint;
  readonly line: number;
  readonly entryDate: Day;
  readonly account: string;
  readonly accountLabel: string;
  readonly party: string | null;
  readonly partyLabel: string | null;
  readonly voucher: string | null;
  readonly voucherDate: Day | null;
  readonly label: string;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly matching: string | null;
  readonly matchedOn: Day | null;
  readonly validatedOn: Day;
  readonly currency: string | null;
  readonly currencyAmount: Quantity | null;
}

/** The header line, without its line end. */
export const fecHeader = fecColumns.join("\t");

/** Carriage return and line feed, as the official validator prefers. */
export const fecLineEnd = "\r\n";

/**
 * One line of the file, without its line end: tab between fields, decimal comma, dates AAAAMMJJ, `EcritureNum` = journal, hyphen, number
 * (unique in the file). An entry without a voucher refers to itself, for the field may not be blank.
 */
export function fecLine(row: FecRow): string {
  const number = `${row.journal}-${row.number}`;
  return [
    cleanText(row.journal),
    cleanText(row.journalLabel),
    cleanText(number),
    formatFecDay(row.entryDate),
    cleanText(row.account),
    cleanText(row.accountLabel),
    cleanText(row.party ?? ""),
    cleanText(row.partyLabel ?? ""),
    cleanText(row.voucher ?? "") || cleanText(number),
    formatFecDay(row.voucherDate ?? row.entryDate),
    cleanText(row.label) || cleanText(number),
    formatDecimal(row.debit, 2, ","),
    formatDecimal(row.credit, 2, ","),
    cleanText(row.matching ?? ""),
    row.matchedOn === null ? "" : formatFecDay(row.matchedOn),
    formatFecDay(row.validatedOn),
    row.currencyAmount === null ? "" : formatDecimal(row.currencyAmount, 2, ","),
    row.currency ?? "",
  ].join("\t");
}

/** The whole file of these rows, which come in the order of the file: à-nouveaux, then by validation, journal, number, line. */
export function fecText(rows: readonly FecRow[]): string {
  return [fecHeader, ...rows.map(fecLine), ""].join(fecLineEnd);
}

/** No separator, no line end, no other space than the plain one, none at either end. */
export function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a field must not hold.
  return text.replace(/[\u0000-\u001f\u007f-\u00a0|\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]/g, " ").trim();
}
