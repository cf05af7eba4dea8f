import { addMonths, type Day, dayOfMonth, lastDayOf, monthOf } from "../month.ts";

export const frequencies = ["monthly", "quarterly", "yearly"] as const;
export type Frequency = (typeof frequencies)[number];

/** When a subscription falls due: from its first day, at its pace, to its last day when it has one. */
export interface Recurrence {
  readonly firstDay: Day;
  readonly frequency: Frequency;
  readonly lastDay: Day | null;
}

export interface Occurrence {
  /** From 1, counted from the first day, whatever was posted. */
  readonly ordinal: number;
  readonly day: Day;
}

const monthsApart: Readonly<Record<Frequency, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

/**
 * The day of the n-th occurrence, from 1: always reckoned from the first day, so that a short month shortens itself alone (31/01, 28/02,
 * 31/03). A first day that is the last of its month means the last day of each month (28/02 → 31/03, 30/04 → 31/05).
 */
export function occurrenceDay({ firstDay, frequency }: Recurrence, ordinal: number): Day {
  const month = addMonths(monthOf(firstDay), (ordinal - 1) * monthsApart[frequency]);
  const last = lastDayOf(month);
  if (firstDay === lastDayOf(monthOf(firstDay))) return last;
  const wanted = dayOfMonth(month, Number(firstDay.slice(8)));
  return wanted > last ? last : wanted;
}

/** The occurrences due up to `until`, that day included, but those already `taken` (by ordinal). */
export function dueOccurrences(recurrence: Recurrence, taken: ReadonlySet<number>, until: Day): Occurrence[] {
  const end = recurrence.lastDay !== null && recurrence.lastDay < until ? recurrence.lastDay : until;
  const due: Occurrence[] = [];
  for (let ordinal = 1; ; ordinal += 1) {
    const day = occurrenceDay(recurrence, ordinal);
    if (day > end) return due;
    if (!taken.has(ordinal)) due.push({ ordinal, day });
  }
}

/** The first `count` occurrences that are not taken, whenever they fall. */
export function nextOccurrences(recurrence: Recurrence, taken: ReadonlySet<number>, count: number): Occurrence[] {
  const next: Occurrence[] = [];
  for (let ordinal = 1; next.length < count; ordinal += 1) {
    const day = occurrenceDay(recurrence, ordinal);
    if (recurrence.lastDay !== null && day > recurrence.lastDay) return next;
    if (!taken.has(ordinal)) next.push({ ordinal, day });
  }
  return next;
}
