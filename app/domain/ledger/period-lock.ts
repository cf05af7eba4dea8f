import type { Day } from "../month.ts";
import type { Refusal } from "../refusal.ts";

/**
 * Two levels: `locked` keeps everybody out but the chief accountant, and comes undone by one act; `closed` keeps everybody out, and comes
 * undone by a reopening alone (reason, second person, term).
 */
export type PeriodStatus = "open" | "locked" | "closed";

export interface PeriodOfYear {
  readonly period: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly complementary: boolean;
  readonly status: PeriodStatus;
  /** Of a reopened one. */
  readonly openUntil: Date | null;
}

/** Why the chief accountant may not lock or unlock this period: it is closed, reopened for a term, or in that state already. */
export function lockFault(period: PeriodOfYear, wanted: "open" | "locked"): Refusal | undefined {
  const expected = wanted === "locked" ? "open" : "locked";
  if (period.openUntil !== null) return { kind: "wrong-state", what: "period", state: "reopened", expected: [expected] };
  return period.status === expected ? undefined : { kind: "wrong-state", what: "period", state: period.status, expected: [expected] };
}

/**
 * Why this month may not close: it is the complementary one (which closes with its exercise), it is closed or reopened, it is not over,
 * or one before it is not closed. In that order.
 */
export function closeFault(year: number, periods: readonly PeriodOfYear[], chosen: PeriodOfYear, today: Day): Refusal | undefined {
  const { period, complementary, status, openUntil, lastDay } = chosen;
  if (complementary) return { kind: "closes-with-year", year };
  if (status === "closed") return { kind: "wrong-state", what: "period", state: "closed", expected: ["open", "locked"] };
  if (openUntil === null && lastDay >= today) return { kind: "period-running", year, period, lastDay };
  const earlier = periods.find((other) => other.period < period && other.status !== "closed");
  return earlier && { kind: "earlier-period-open", year, period: earlier.period };
}
