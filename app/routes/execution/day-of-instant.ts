import type { Day } from "#app/domain/month.ts";
import { timeZone } from "#app/messages/locale.ts";

/** « 2026-03-31 »: what the Swedish call a date. */
const days = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });

/** The day of Paris on which something was recorded. */
export function dayOfInstant(instant: Date): Day {
  return days.format(instant);
}
