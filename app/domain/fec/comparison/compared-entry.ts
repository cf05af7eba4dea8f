import { formatDecimal } from "../../money.ts";
import type { Quantity } from "../../quantity.ts";
import { type FecColumn, fecColumns } from "../columns.ts";
import { parseFecAmount } from "../field.ts";
import type { Latin9Writer } from "../latin9.ts";

/**
 * A line as two files are compared by it, however each was written: the eighteen texts of the law in their order, amounts as Debit and
 * Credit with a decimal comma, days AAAAMMJJ.
 */
export interface ComparedLine {
  readonly texts: readonly string[];
  /** Cents. */
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** Neighbouring lines of one journal and number. */
export interface ComparedEntry {
  readonly journal: string;
  readonly number: string;
  /** AAAAMMJJ. */
  readonly validatedOn: string;
  readonly lines: readonly ComparedLine[];
}

const at = Object.fromEntries(fecColumns.map((name, index) => [name, index])) as Record<FecColumn, number>;

export function textOf({ texts }: ComparedLine, column: FecColumn): string {
  return texts[at[column]] ?? "";
}

/** How the fields of one file are read. */
export interface LineForm {
  /** The amounts are written as Montant and Sens. */
  readonly directed: boolean;
  /** The other file is in ISO 8859-15 and this one is not: letters that the set lacks are read as it would have written them. */
  readonly latin9?: Latin9Writer | undefined;
}

export function comparedLine(fields: readonly string[], { directed, latin9 }: LineForm): ComparedLine {
  const said = latin9 ? fields.map((field) => latin9.plain(field).trim()) : fields;
  const texts = directed ? onSides(said) : said;
  return { texts, debit: centsOf(texts[at.Debit] ?? ""), credit: centsOf(texts[at.Credit] ?? "") };
}

export function isSameLine(left: ComparedLine, right: ComparedLine): boolean {
  return left.texts.every((text, index) => text === right.texts[index]);
}

/** The columns in which two lines differ. */
export function columnsThatDiffer(left: ComparedLine, right: ComparedLine): FecColumn[] {
  return fecColumns.filter((column) => textOf(left, column) !== textOf(right, column));
}

function onSides(fields: readonly string[]): readonly string[] {
  const [amount, direction] = [centsOf(fields[at.Debit] ?? ""), (fields[at.Credit] ?? "").toUpperCase()];
  const toDebit = direction === "D" || direction === "+1";
  const texts = [...fields];
  texts[at.Debit] = formatDecimal(toDebit ? amount : 0n, 2, ",");
  texts[at.Credit] = formatDecimal(toDebit ? 0n : amount, 2, ",");
  return texts;
}

/** Zero for what is no amount: the comparison says what the files write, the check of a file says what that is worth. */
function centsOf(text: string): Quantity {
  if (text === "0,00" || text === "") return 0n;
  const amount = parseFecAmount(text);
  return amount.ok ? amount.value : 0n;
}
