/** Time is text: a month is "2026-03", a day "2026-03-31", ranges are `[from, to)`. */
export type Month = string;
export type Day = string;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** True when `text` is a day of the Gregorian calendar between 1900 and 2099: 30 February is none. */
export function isDay(text: string): text is Day {
  const match = dayPattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function isMonth(text: string): text is Month {
  return monthPattern.test(text);
}

export function yearOf(time: Day | Month): number {
  return Number(time.slice(0, 4));
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** The n-th month of a calendar year, n from 1. */
export function monthOfYear(year: number, month: number): Month {
  return `${year}-${String(month).padStart(2, "0")}`;
}

export function addMonths(month: Month, count: number): Month {
  const index = yearOf(month) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return monthOfYear(Math.floor(index / 12), (index % 12) + 1);
}

/** How many months after `from` is `to`; negative when before. */
export function monthsBetween(from: Month, to: Month): number {
  return (yearOf(to) - yearOf(from)) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

export function lastDayOf(month: Month): Day {
  return `${month}-${String(daysInMonth(yearOf(month), Number(month.slice(5, 7)))).padStart(2, "0")}`;
}

export function dayOfMonth(month: Month, day: number): Day {
  return `${month}-${String(day).padStart(2, "0")}`;
}

const dayMs = 86_400_000;

/** How many days after `from` the day `to` is; below zero when it comes before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** `days` after `day`, or before it. */
export function addDays(day: Day, days: number): Day {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (lengths[month - 1] ?? 0);
}
