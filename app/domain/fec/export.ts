import { formatDecimal } from "../money.ts";
import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { fecColumns } from "./columns.ts";
import { formatFecDay } from "./field.ts";
import { type FecDirection, type FlatVariant, lineEndText, separatorText, usualVariant } from "./variant.ts";

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

/** The columns of a file by its direction: `Montant` and `Sens` stand where `Debit` and `Credit` would. */
export function columnsOf(direction: FecDirection): readonly string[] {
  if (direction === "sides") return fecColumns;
  return fecColumns.map((name) => (name === "Debit" ? "Montant" : name === "Credit" ? "Sens" : name));
}

/** The header line with its line end. */
export function fecHeader({ separator, direction, lineEnd }: FlatVariant = usualVariant): string {
  return columnsOf(direction).join(separatorText[separator]) + lineEndText[lineEnd];
}

/**
 * One line of the file, with its line end: decimal comma, dates AAAAMMJJ, `EcritureNum` = journal, hyphen, number (unique in the file).
 * An entry without a voucher refers to itself, for the field may not be blank. This is the rule; `db/queries/fec-file.ts` writes millions
 * of lines by the same one in SQL, and a test holds the two equal.
 */
export function fecLine(row: FecRow, { separator, direction, lineEnd }: FlatVariant = usualVariant): string {
  const number = cleanText(`${row.journal}-${row.number}`);
  const cells = [
    cleanText(row.journal),
    cleanText(row.journalLabel) || cleanText(row.journal),
    number,
    formatFecDay(row.entryDate),
    cleanText(row.account),
    cleanText(row.accountLabel) || cleanText(row.account),
    cleanText(row.party ?? ""),
    row.party === null ? "" : cleanText(row.partyLabel ?? "") || cleanText(row.party),
    cleanText(row.voucher ?? "") || number,
    formatFecDay(row.voucherDate ?? row.entryDate),
    cleanText(row.label) || number,
    ...amountCells(row, direction),
    cleanText(row.matching ?? ""),
    row.matchedOn === null ? "" : formatFecDay(row.matchedOn),
    formatFecDay(row.validatedOn),
    row.currencyAmount === null ? "" : formatDecimal(row.currencyAmount, 2, ","),
    cleanText(row.currency ?? ""),
  ];
  return cells.join(separatorText[separator]) + lineEndText[lineEnd];
}

/** The whole file of these rows, which come in the order of the file: à-nouveaux, then by validation, journal, number, line. */
export function fecText(rows: readonly FecRow[], variant: FlatVariant = usualVariant): string {
  return fecHeader(variant) + rows.map((row) => fecLine(row, variant)).join("");
}

/** What a field may not hold, as the inside of a class of characters that JavaScript and PostgreSQL read alike. */
export const foreignCharacters =
  "\\u0001-\\u001f\\u007f-\\u00a0|\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff\\ufffe\\uffff";
const foreign = new RegExp(`[\\u0000${foreignCharacters}]`, "g");

/** No separator, no line end, no other space than the plain one, none at either end, nothing that XML cannot hold. */
export function cleanText(text: string): string {
  return text.replace(foreign, " ").trim();
}

function amountCells({ debit, credit }: FecRow, direction: FecDirection): readonly [string, string] {
  if (direction === "sides") return [formatDecimal(debit, 2, ","), formatDecimal(credit, 2, ",")];
  return debit === 0n ? [formatDecimal(credit, 2, ","), "C"] : [formatDecimal(debit, 2, ","), "D"];
}
