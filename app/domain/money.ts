import { largestQuantity, type Quantity } from "./quantity.ts";
import { accept, type Result, refuse } from "./result.ts";

/** Euro cents. */
export type Cents = bigint;

/** Why a typed number is not one: what was typed, and which rule it breaks. */
export interface NumberRefusal {
  readonly kind: "not-a-number" | "too-many-decimals" | "ambiguous-number" | "number-out-of-range";
  readonly text: string;
}

const spaces = /[\s\u00a0\u202f\u2009]/g;
const minusSigns = /[\u2212\u2013]/g;

/**
 * Reads a number as people type it, French first: « 1 234,56 », « 1.234,56 », « (1 200) », « 1200- », « −1200 », « 1 200 € ».
 * The result is an integer of 10^-decimals. A lone dot or comma followed by exactly three digits is ambiguous (« 12.500 »)
 * unless `decimals` ≥ 3, and is refused rather than guessed (`docs/decisions`, quality §4.1).
 */
export function parseDecimal(text: string, decimals = 2): Result<Quantity, NumberRefusal> {
  const refusal = (kind: NumberRefusal["kind"]) => refuse<NumberRefusal>({ kind, text });
  let rest = text.normalize("NFKC").replace(spaces, "").replace(minusSigns, "-").replace(/€$/u, "");
  let negative = false;
  if (/^\(.*\)$/.test(rest)) [negative, rest] = [true, rest.slice(1, -1)];
  if (rest.startsWith("-")) [negative, rest] = [!negative, rest.slice(1)];
  else if (rest.endsWith("-")) [negative, rest] = [!negative, rest.slice(0, -1)];
  else if (rest.startsWith("+")) rest = rest.slice(1);
  const digits = splitDecimal(rest);
  if (digits === "ambiguous") return refusal("ambiguous-number");
  if (!digits) return refusal("not-a-number");
  if (digits.fraction.length > decimals) return refusal("too-many-decimals");
  const units = BigInt(digits.whole + digits.fraction.padEnd(decimals, "0"));
  if (units > largestQuantity) return refusal("number-out-of-range");
  return accept(negative ? -units : units);
}

/** Reads euros into cents; see {@link parseDecimal}. */
export function parseEuros(text: string): Result<Cents, NumberRefusal> {
  return parseDecimal(text, 2);
}

/** Cents as « -1234.56 »: decimal point, no thousands separator; the form of CSV exchange and of tests. */
export function formatDecimal(units: Quantity, decimals = 2, separator: "." | "," = "."): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
  const sign = units < 0n ? "-" : "";
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}${separator}${digits.slice(-decimals)}`;
}

function splitDecimal(text: string): { whole: string; fraction: string } | "ambiguous" | null {
  const plain = /^(\d*)(?:[.,](\d*))?$/.exec(text);
  if (plain && text !== "" && /\d/.test(text)) {
    const [, whole = "", fraction = ""] = plain;
    if (fraction.length === 3 && whole.length >= 1 && whole.length <= 3 && whole !== "0") return "ambiguous";
    return { whole: whole || "0", fraction };
  }
  const grouped = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d*))?$/.exec(text) ?? /^(\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/.exec(text);
  if (!grouped) return null;
  return { whole: (grouped[1] ?? "").replace(/[.,]/g, ""), fraction: grouped[2] ?? "" };
}
