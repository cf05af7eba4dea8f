import type { Refusal } from "../refusal.ts";

/** How long a reopened exercise may be written in, unless the organisation set another term, or another is asked. */
export const usualTermHours = 48;
/** Thirty days. */
export const longestTermHours = 720;

export function termFault(hours: number): Refusal | undefined {
  const whole = Number.isInteger(hours) && hours >= 1 && hours <= longestTermHours;
  return whole ? undefined : { kind: "term-out-of-range", hours, most: longestTermHours };
}

/** The checks that a closing may go through with a reason and a second person (`books.md`: an overrun stays in the outturn). */
export function isWaivable(check: string): boolean {
  return check.startsWith("overrun-");
}
