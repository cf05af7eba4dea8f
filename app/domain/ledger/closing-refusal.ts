import type { Day } from "../month.ts";

/** Why a lock, a closing or a reopening is refused. */
export type ClosingRefusal =
  /** A month closes after those before it. */
  | { kind: "earlier-period-open"; year: number; period: number }
  /** A month closes once it is over. */
  | { kind: "period-running"; year: number; period: number; lastDay: Day }
  /** The complementary period closes with its exercise. */
  | { kind: "closes-with-year"; year: number }
  /** `first` names the first check that blocks (`closing.check.<name>` of the messages). */
  | { kind: "closing-not-ready"; year: number; count: number; first: string }
  /** Exercises reopen in the reverse order of their closing. */
  | { kind: "later-year-closed"; year: number; later: number }
  | { kind: "opening-up-to-date"; year: number }
  | { kind: "no-year-before"; year: number }
  | { kind: "term-out-of-range"; hours: number; most: number }
  | { kind: "check-not-waivable"; check: string };
