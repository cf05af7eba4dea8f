import { addDays, type Day, daysBetween, firstDayOf, lastDayOf, type Month, yearOf } from "../month.ts";

/**
 * The days of a year on which nobody works in France, in order: the eleven of article L. 3133-1 of the labour code. Alsace-Moselle's two others
 * are left to the absences of its unit.
 */
export function publicHolidays(year: number): Day[] {
  const easter = easterSunday(year);
  return [
    ...["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"].map((day) => `${year}-${day}`),
    // Easter Monday, Ascension Day, Whit Monday.
    ...[1, 39, 50].map((days) => addDays(easter, days)),
  ].sort();
}

/** The days of a month from Monday to Friday, public holidays left out. */
export function workingDays(month: Month): number {
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  const off = new Set(publicHolidays(yearOf(month)));
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index)).filter(
    (day) => !isWeekend(day) && !off.has(day),
  ).length;
}

/** 1 January 1900 was a Monday. */
function isWeekend(day: Day): boolean {
  return daysBetween("1900-01-01", day) % 7 >= 5;
}

/** In the Gregorian calendar, by the method of Meeus (Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): Day {
  const golden = year % 19;
  const [century, inCentury] = [Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const place = epact + weekday - 7 * late + 114;
  return `${year}-${String(Math.floor(place / 31)).padStart(2, "0")}-${String((place % 31) + 1).padStart(2, "0")}`;
}
