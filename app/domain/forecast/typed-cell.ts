import { parseDecimal } from "../money.ts";
import { type BudgetResource, largestQuantity, type Quantity, unitsPerWhole } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type ArithmeticRefusal, evaluate } from "../typing/arithmetic.ts";
import { multiply, type Rational, rational, roundHalfUp } from "../typing/rational.ts";

/** What is asked once of a whole paste or file, and then answers for each of its cells. Nothing is guessed. */
export interface ReadingChoices {
  /** What parts the decimals in « 12.500 » and « 12,500 ». */
  readonly decimalSign?: "," | ".";
  /** « 12 k€ » and « 3 M€ » are meant as thousands and millions of euros; false: they are not, and stay refused. */
  readonly scaled?: boolean;
}

/** What a text stands for; « nothing » is not zero: typed it empties the cell, pasted it leaves the cell as it is. */
export type CellText =
  | { readonly kind: "nothing" }
  /** `formula`: the calculation as typed, without its sign « = ». */
  | { readonly kind: "quantity"; readonly quantity: Quantity; readonly formula?: string };

export type CellTextRefusal =
  | ArithmeticRefusal
  | { readonly kind: "spreadsheet-error"; readonly text: string }
  | { readonly kind: "exponent"; readonly text: string }
  | { readonly kind: "percent-not-amount"; readonly text: string }
  | { readonly kind: "unit-to-confirm"; readonly text: string; readonly factor: bigint };

const decimals = 2;
const factors: Readonly<Record<string, bigint>> = { k: 1_000n, m: 1_000_000n };

/**
 * Reads what was typed or pasted into a cell, in the smallest unit of its measure (`ux.md` §3.2, table 4.1 of the bad input): « 1 234,56 » by any of
 * its spaces, « (1 200) », « 1200- », « −1200 », `=1200+350`. Refused with their reason: `#REF!`, `1e6`, « 12 % », and until they are answered
 * for the whole file « 12.500 » (which sign parts the decimals?) and « 12 k€ » (thousands?). A calculation is exact, then rounded once, a half
 * away from zero; a number has two decimals at most, zeros beyond them apart.
 */
export function readCell(text: string, measure: BudgetResource, choices: ReadingChoices = {}): Result<CellText, CellTextRefusal> {
  const typed = text.normalize("NFKC").trim();
  if (typed === "") return accept({ kind: "nothing" });
  if (/^#[\p{Lu}\d/ ]+[!?]?$/u.test(typed)) return refuse({ kind: "spreadsheet-error", text: typed });
  if (/^[+\-−]?\d+(?:[.,]\d+)?e[+-]?\d+$/iu.test(typed)) return refuse({ kind: "exponent", text: typed });
  if (typed.startsWith("=")) return calculated(typed.slice(1), measure, choices);
  if (/%$/u.test(typed)) return refuse({ kind: "percent-not-amount", text: typed });
  const [, number = typed, letter] = /^(.*\d)\s*([km])\s*€?\)?$/iu.exec(typed) ?? [];
  if (letter !== undefined && isMoney(measure)) return scaled(number, typed, letter.toLowerCase(), choices);
  const read = readNumber(typed, choices);
  return read.ok ? quantity(rational(read.value, 100n), measure, typed) : read;
}

/** Hundredths; the refusal quotes what was typed. */
function readNumber(text: string, { decimalSign }: ReadingChoices): Result<bigint, CellTextRefusal> {
  const read = parseDecimal(decimalSign === undefined ? text : parted(text, decimalSign), decimals);
  return read.ok ? read : refuse({ ...read.refusal, text });
}

/** With the decimal sign known the other one parts thousands. A zero more keeps three decimals from reading as thousands. */
function parted(text: string, decimalSign: "," | "."): string {
  const thousands = decimalSign === "," ? "." : ",";
  const isGrouped = new RegExp(`\\d{1,3}(?:[${thousands}]\\d{3})+(?!\\d)`, "u").test(text);
  const plain = isGrouped ? text.replaceAll(thousands, "") : text;
  return plain.replace(/([.,])(\d*?)0*(?=\D*$)/u, (_, _sign, fraction: string) => `,${fraction.length === 3 ? `${fraction}0` : fraction}`);
}

function scaled(number: string, typed: string, letter: string, choices: ReadingChoices): Result<CellText, CellTextRefusal> {
  const factor = factors[letter] ?? 1n;
  if (!choices.scaled) return refuse({ kind: "unit-to-confirm", text: typed, factor });
  const closed = number.startsWith("(") ? `${number})` : number;
  const read = readNumber(closed, choices);
  return read.ok ? quantity(rational(read.value * factor, 100n), "AE", typed) : refuse({ ...read.refusal, text: typed });
}

function calculated(formula: string, measure: BudgetResource, { decimalSign }: ReadingChoices): Result<CellText, CellTextRefusal> {
  const value = evaluate(decimalSign === undefined ? formula : formula.replaceAll(/\d[\d.,]*/gu, (number) => parted(number, decimalSign)));
  if (!value.ok) return value;
  const read = quantity(value.value, measure, formula);
  return read.ok ? accept({ ...read.value, formula: formula.trim() }) : read;
}

function quantity(whole: Rational, measure: BudgetResource, text: string): Result<CellText & { kind: "quantity" }, CellTextRefusal> {
  const units = roundHalfUp(multiply(whole, rational(unitsPerWhole[measure])));
  if (units > largestQuantity || units < -largestQuantity) return refuse({ kind: "number-out-of-range", text });
  return accept({ kind: "quantity", quantity: units });
}

function isMoney(measure: BudgetResource): boolean {
  return measure === "AE" || measure === "CP";
}
