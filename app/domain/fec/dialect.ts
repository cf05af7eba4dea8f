import { type Day, isDay } from "../month.ts";
import { largestQuantity, type Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { FileColumn } from "./columns.ts";
import { type AmountFault, type DateFault, parseFecAmount, parseFecDay } from "./field.ts";

/** The character sets that a file may be read in; the law admits the first two for a FEC. */
export const fileCharsets = ["utf-8", "iso-8859-15", "windows-1252", "utf-16le", "utf-16be"] as const;
export type FileCharset = (typeof fileCharsets)[number];

export const separators = ["\t", "|", ";", ","] as const;
export type Separator = (typeof separators)[number];

export const dayForms = ["AAAAMMJJ", "AAAA-MM-JJ", "JJ/MM/AAAA", "MM/JJ/AAAA"] as const;
export type DayForm = (typeof dayForms)[number];

export const decimalSigns = [",", "."] as const;
export type DecimalSign = (typeof decimalSigns)[number];

/** What becomes of accents that were converted twice: left as they are, or converted back. */
export const mojibakeChoices = ["keep", "repair"] as const;
export type MojibakeChoice = (typeof mojibakeChoices)[number];

/**
 * How a person says that a file is to be read. Columns are given by the names that the file's own header writes, so that a choice
 * serves the next file with the same header whatever its order.
 */
export interface ReadingChoices {
  readonly charset: FileCharset;
  readonly mojibake: MojibakeChoice | null;
  readonly separator: Separator;
  readonly decimal: DecimalSign;
  readonly dayForm: DayForm;
  readonly columns: Readonly<Partial<Record<FileColumn, string>>>;
}

/** How the fields of a line are written. */
export interface FieldForm {
  readonly decimal: DecimalSign;
  readonly dayForm: DayForm;
  /** As the law writes them: decimal comma, nothing between the thousands. */
  readonly lawful: boolean;
}

export const lawfulFields: FieldForm = { decimal: ",", dayForm: "AAAAMMJJ", lawful: true };

export function parseFileDay(text: string, form: DayForm): Result<Day, DateFault> {
  if (form === "AAAAMMJJ") return parseFecDay(text);
  const parts = dayParts(text, form);
  if (!parts) return refuse("date-form");
  const day = parts.join("-");
  return isDay(day) ? accept(day) : refuse("date-impossible");
}

/**
 * Cents of an amount of a file that is no FEC: its decimal sign is known, so the other one, spaces and apostrophes may part the
 * thousands; the sign stands first, last or as parentheses. Nothing is rounded.
 */
export function parseFileAmount(text: string, { decimal, lawful }: FieldForm): Result<Quantity, AmountFault> {
  if (lawful) return parseFecAmount(text);
  const other = decimal === "," ? "." : ",";
  const parted = text.replace(/[€\s'’\u2009]/g, "").replace(/[\u2212\u2013]/g, "-");
  const plain = /^\((.*)\)$/.exec(parted)?.[1] ?? parted;
  const [whole = "", ...rest] = plain.split(decimal);
  if (rest.length > 1 || !isGrouped(whole.replace(/^[+-]|-$/g, ""), other)) return refuse("amount-form");
  const amount = parseFecAmount([whole.replaceAll(other, ""), ...rest].join(","));
  if (!amount.ok || plain === parted) return amount;
  return amount.value < 0n || amount.value > largestQuantity ? refuse("amount-form") : accept(-amount.value);
}

/** Digits alone, or groups of three after the first mark: `1.234` and `1.234.567`, never `12.34`. */
function isGrouped(whole: string, mark: string): boolean {
  const groups = whole.split(mark);
  return groups.length === 1 || (/^\d{1,3}$/.test(groups[0] ?? "") && groups.slice(1).every((group) => /^\d{3}$/.test(group)));
}

function dayParts(text: string, form: Exclude<DayForm, "AAAAMMJJ">): [string, string, string] | undefined {
  const day = text.replace(/[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/, "");
  if (form === "AAAA-MM-JJ") {
    const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day);
    return match ? [match[1] ?? "", two(match[2]), two(match[3])] : undefined;
  }
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(day);
  if (!match) return undefined;
  const [, first, second, year = ""] = match;
  const whole = year.length === 2 ? `20${year}` : year;
  return form === "JJ/MM/AAAA" ? [whole, two(second), two(first)] : [whole, two(first), two(second)];
}

function two(digits = ""): string {
  return digits.padStart(2, "0");
}
