import { type Day, daysBetween } from "../month.ts";

/** How far a journal has come in its exercise. */
export interface JournalProgress {
  /** Null: no entry yet. */
  readonly lastDate: Day | null;
  /** In how many periods it has entries. */
  readonly periods: number;
  /** Drafts that name it and are not entries yet. */
  readonly drafts: number;
  /** Of its entries, how many stand in a period that every accountant may still write in. */
  readonly open: number;
}

/**
 * `empty`: no entry; `waiting`: drafts wait; `silent`: a journal that is fed month after month has said nothing for long;
 * `locked`: all that it holds is in locked or closed periods; `current`: none of these.
 */
export type JournalMark = "empty" | "waiting" | "silent" | "locked" | "current";

/** A month and its first half again: what is booked at each month's end has then missed one. */
const longestSilenceDays = 45;
/** Fewer, and nothing says that it is fed every month (openings, reversals). */
const fewestPeriods = 3;

/** `on`: today, or the exercise's last day where that is over. */
export function journalMark({ lastDate, periods, drafts, open }: JournalProgress, on: Day): JournalMark {
  if (drafts > 0) return "waiting";
  if (lastDate === null) return "empty";
  if (open === 0) return "locked";
  return periods >= fewestPeriods && daysBetween(lastDate, on) > longestSilenceDays ? "silent" : "current";
}
