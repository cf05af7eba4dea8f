import { cellText, type FileCell } from "./book.ts";

/** What a spreadsheet does to a code that looks like something else: « 0312 » → 312, « 07E3 » → 7000, « MAR-26 » → a day. */
export type EatenBy = "zeros" | "exponent" | "date";

export interface MeantCode {
  readonly code: string;
  readonly by: EatenBy;
}

/** The codes that a spreadsheet may have turned into this cell. None when the cell is one of the codes itself. */
export function meantCodes(cell: FileCell, codes: Iterable<string>): MeantCode[] {
  const text = cellText(cell);
  const meant: MeantCode[] = [];
  for (const code of codes) {
    if (code === text) return [];
    const by = eatenBy(code, cell, text);
    if (by) meant.push({ code, by });
  }
  return meant;
}

function eatenBy(code: string, cell: FileCell, text: string): EatenBy | undefined {
  if (typeof cell === "object" && cell !== null && "day" in cell) return isReadAsDay(code, cell.day) ? "date" : undefined;
  if (!/^\d+$/.test(text)) return undefined;
  if (/^0+\d/.test(code) && code.replace(/^0+/, "") === text) return "zeros";
  const [, mantissa, exponent] = /^(\d+)[eE]\+?(\d{1,3})$/.exec(code) ?? [];
  if (mantissa === undefined || exponent === undefined) return undefined;
  return BigInt(mantissa) * 10n ** BigInt(exponent) === BigInt(text) ? "exponent" : undefined;
}

const months = [
  ["jan", "janv"],
  ["fev", "feb", "fevr"],
  ["mar", "mars"],
  ["avr", "apr"],
  ["mai", "may"],
  ["juin", "jun"],
  ["juil", "jul"],
  ["aou", "aug", "aout"],
  ["sep", "sept"],
  ["oct"],
  ["nov"],
  ["dec"],
] as const;

/** The month that a word names, 1 to 12, in French or English, short or long, accents or not. */
export function monthNamed(word: string): number | undefined {
  const bare = word
    .normalize("NFD")
    .replaceAll(/\p{M}|\./gu, "")
    .toLowerCase();
  const index = months.findIndex((names) => names.some((name) => name === bare) || longMonths[months.indexOf(names)]?.includes(bare));
  return index < 0 ? undefined : index + 1;
}

const longMonths: readonly (readonly string[])[] = [
  ["janvier", "january"],
  ["fevrier", "february"],
  ["march"],
  ["avril", "april"],
  [],
  ["june"],
  ["juillet", "july"],
  ["august"],
  ["septembre", "september"],
  ["octobre", "october"],
  ["novembre", "november"],
  ["decembre", "december"],
];

/** « MAR-26 » is read as 26 March or March 2026, « 1-2 » as 1 February (or 2 January). */
function isReadAsDay(code: string, day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const [, word, digits] = /^(\p{L}{3,5})[-./ ]?(\d{1,2})$/u.exec(code) ?? [];
  if (word !== undefined) return monthNamed(word) === month && (Number(digits) === date || (Number(digits) === year % 100 && date === 1));
  const [, first, second] = /^(\d{1,2})[-/.](\d{1,2})$/.exec(code) ?? [];
  if (first === undefined) return false;
  const pair = [Number(first), Number(second)];
  return (pair[0] === date && pair[1] === month) || (pair[1] === date && pair[0] === month);
}
