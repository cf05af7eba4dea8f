import { isMonth, type Month, monthOfYear } from "../../month.ts";

const names = [
  ["janv", "jan"],
  ["fevr", "fev", "feb"],
  ["mars", "mar"],
  ["avr", "apr"],
  ["mai", "may"],
  ["juin", "jun"],
  ["juil", "jul"],
  ["aout", "aug"],
  ["sept", "sep"],
  ["oct"],
  ["nov"],
  ["dec"],
] as const;

/**
 * A month as people and spreadsheets write it: « 03/2026 », « 2026-03 », « mars 2026 », « mars-26 », a day of it (« 15/03/2026 », « 2026-03-15 »), or
 * the month alone (« mars », « 3 ») when a year is given for it. Undefined when it is none.
 */
export function readMonth(text: string, year?: number): Month | undefined {
  const clean = text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s\u00a0\u202f]+/g, " ")
    .trim();
  const iso = /^(\d{4})[-/](\d{1,2})(?:[-/]\d{1,2})?$/.exec(clean);
  if (iso) return monthIn(Number(iso[1]), Number(iso[2]));
  const day = /^(?:\d{1,2}[/.])?(\d{1,2})[/.](\d{4}|\d{2})$/.exec(clean);
  if (day) return monthIn(fullYear(day[2] ?? ""), Number(day[1]));
  const named = /^([a-z]+)\.?(?:[ -](\d{4}|\d{2}))?$/.exec(clean);
  if (named) {
    const month = names.findIndex((own) => own.some((name) => (named[1] ?? "").startsWith(name))) + 1;
    const of = named[2] === undefined ? year : fullYear(named[2]);
    return of === undefined ? undefined : monthIn(of, month);
  }
  return year !== undefined && /^\d{1,2}$/.test(clean) ? monthIn(year, Number(clean)) : undefined;
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function monthIn(year: number, month: number): Month | undefined {
  const own = monthOfYear(year, month);
  return isMonth(own) ? own : undefined;
}
