import type { Day, Month } from "#app/domain/month.ts";
import { type Locale, timeZone } from "#app/messages/locale.ts";
import { tagOf } from "./amount.ts";

/** « 31/08/2026 » in both languages (en-GB). */
export function formatDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `short`: « janv. »; `long`: « janvier »; `withYear`: « janv. 2026 »; `longWithYear`: « janvier 2026 ». */
export type MonthStyle = "short" | "long" | "withYear" | "longWithYear";

export function formatMonth(month: Month, locale: Locale, style: MonthStyle = "short"): string {
  const options: Intl.DateTimeFormatOptions = {
    month: style === "short" || style === "withYear" ? "short" : "long",
    ...(style === "withYear" || style === "longWithYear" ? { year: "numeric" } : {}),
    timeZone: "UTC",
  };
  return dateFormat(locale, options).format(Date.parse(`${month}-01T00:00:00Z`));
}

/** An instant as Paris sees it: « 31/08/2026 14:02 ». `instant` is an ISO text with its zone, as the database stamps it. */
export function formatInstant(instant: string): string {
  const parts = dateFormat("en", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("day")}/${part("month")}/${part("year")} ${part("hour")}:${part("minute")}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tagOf[locale], options);
  formats.set(key, made);
  return made;
}
