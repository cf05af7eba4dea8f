import { exactDecimal } from "#app/ui/format/amount.ts";
import type { TableColumn, TableValue } from "../table-file/description.ts";

/** Cell formats, in the order of `cellXfs` of `styles.ts`. */
export const formats = { plain: 0, title: 1, fact: 2, head: 3, headEnd: 4, text: 5, amount: 6, staff: 7, day: 8, number: 9 } as const;
/** Each of `text` … `number` again in strong type: rows that sum up, and rows that mark. */
export const strongShift = 5;

export type CellWriter = (value: TableValue, row: number, strong: boolean) => string;

/** How the cells of one column are written; nothing for an empty one. */
export function cellWriter(column: TableColumn, letters: string): CellWriter {
  const style = styleOf(column);
  const attributes = (row: number, strong: boolean) => `<c r="${letters}${row}" s="${strong ? style + strongShift : style}"`;
  return (value, row, strong) => {
    const open = attributes(row, strong);
    if (value === null || value === "") return strong ? `${open}/>` : "";
    const number = numberText(value, column);
    if (number !== undefined) return `${open}><v>${number}</v></c>`;
    return `${open} t="inlineStr"><is><t xml:space="preserve">${xmlText(String(value))}</t></is></c>`;
  };
}

/** A sum with the value it has today: what does not calculate (a viewer, a program) reads the figure all the same. */
export function sumCell(column: TableColumn, letters: string, row: number, formula: string, total: bigint): string {
  return `<c r="${letters}${row}" s="${styleOf(column) + strongShift}"><f>${formula}</f><v>${numberText(total, column)}</v></c>`;
}

export function styleOf({ kind, resource }: TableColumn): number {
  if (kind === "amount") return resource === "ETPT" ? formats.staff : formats.amount;
  return formats[kind];
}

/**
 * The decimal text of the exact value: the reader's nearest double gives the same cents back (fifteen figures, and the ledger's largest
 * amount has fifteen).
 */
function numberText(value: TableValue, { kind, resource = "EUR" }: TableColumn): string | undefined {
  if (kind === "amount" && typeof value === "bigint") return exactDecimal(value, resource);
  if (kind === "number" && typeof value !== "string") return String(value);
  if (kind === "day" && typeof value === "string") return daySerial(value);
  return undefined;
}

const serials = new Map<string, string | undefined>();
const dayMs = 86_400_000;
/** 1 January 1970 in the count of spreadsheets, which begins on 30 December 1899. */
const epochSerial = 25_569;

/** A day counted as spreadsheets do; undefined before March 1900, where they disagree with the calendar. */
function daySerial(day: string): string | undefined {
  const known = serials.get(day);
  if (known !== undefined) return known;
  const serial = Date.parse(`${day}T00:00:00Z`) / dayMs + epochSerial;
  const text = Number.isInteger(serial) && serial > 60 ? String(serial) : undefined;
  if (serials.size > 5_000) serials.clear();
  serials.set(day, text);
  return text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no word for most of them
const unsafe = /[&<>"\u0000-\u001f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const control = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

/** Text of an element or an attribute. What XML cannot bear is written as workbooks do (`_x000D_`), and what looks like it is protected. */
export function xmlText(text: string): string {
  if (!unsafe.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(control, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`);
}

/** « A » … « Z », « AA » … */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
