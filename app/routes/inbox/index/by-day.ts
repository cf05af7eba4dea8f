import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import { timeZone } from "#app/messages/locale.ts";
import type { ReadableNotice } from "#db/queries/inbox.ts";

/** A notice of the page, with the key of its form. */
export type ShownNotice = Omit<ReadableNotice, "at"> & { readonly at: string; readonly key: string };

export interface DayOfNotices {
  readonly day: Day;
  readonly notices: readonly ShownNotice[];
}

/** By the day of Paris on which each came, in the order given. */
export function noticesByDay(notices: readonly ShownNotice[]): DayOfNotices[] {
  return [...grouped(notices, ({ at }) => dayOf(at))].map(([day, own]) => ({ day, notices: own }));
}

/** « 2026-03-31 »: what the Swedish call a date. */
const days = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });

function dayOf(instant: string): Day {
  return days.format(new Date(instant));
}
