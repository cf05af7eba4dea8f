import { type Day, daysBetween, isDay } from "../month.ts";
import { accept, type Result, refuse } from "../result.ts";

/** The steps of a campaign, in order: units write, their heads submit, the programme's staff reviews and returns, the arbitrator decides. */
export const stepNames = ["writing", "submission", "review", "arbitration"] as const;
export type StepName = (typeof stepNames)[number];

/** When a step may be done: both days are in it. */
export interface StepWindow {
  readonly step: StepName;
  readonly opensOn: Day;
  readonly closesOn: Day;
}

/** Every step once, or none at all: a campaign without a calendar says its deadline and enforces nothing. */
export type Calendar = readonly StepWindow[];

/** Who may still write and submit after the close: everyone of the unit, or its heads alone. */
export type LateWriters = "everyone" | "heads";

/** A late window: what was said last for a unit, or (null) for all of them. */
export interface LateWindow {
  readonly unit: string | null;
  readonly until: Day;
  readonly writers: LateWriters;
}

/** Who wants to write: staff conducts the campaign and is bound by no window of the units. */
export type Writer = "agent" | "head" | "staff";

/** Why a step may not be done today. */
export type StepLock =
  | { readonly kind: "step-to-come"; readonly step: StepName; readonly opensOn: Day }
  /** `headsUntil`: heads of unit may still, until then. */
  | { readonly kind: "step-over"; readonly step: StepName; readonly closedOn: Day; readonly headsUntil: Day | null };

export type CalendarRefusal =
  | { readonly kind: "steps-out-of-order"; readonly earlier: StepName; readonly later: StepName }
  | { readonly kind: "steps-missing"; readonly steps: readonly StepName[] };

/** Real days, each step ends after it begins, and no step begins or ends before the one that it follows. */
export function checkCalendar(calendar: Calendar): Result<Calendar> {
  const missing = stepNames.filter((name) => !calendar.some(({ step }) => step === name));
  if (missing.length > 0) return refuse({ kind: "steps-missing", steps: missing });
  const ordered = stepNames.flatMap((name) => calendar.filter(({ step }) => step === name));
  for (const { opensOn, closesOn } of ordered) {
    for (const day of [opensOn, closesOn]) if (!isDay(day)) return refuse({ kind: "not-a-day", text: day });
    if (closesOn < opensOn) return refuse({ kind: "dates-out-of-order", earlier: opensOn, later: closesOn });
  }
  for (const [index, later] of ordered.entries()) {
    const earlier = ordered[index - 1];
    if (earlier && (later.opensOn < earlier.opensOn || later.closesOn < earlier.closesOn))
      return refuse({ kind: "steps-out-of-order", earlier: earlier.step, later: later.step });
  }
  return accept(ordered);
}

/** What a step is looked at from: whose sheet, by whom, when. */
export interface StepGlance {
  readonly calendar: Calendar;
  readonly late: readonly LateWindow[];
  readonly unit: string;
  readonly writer: Writer;
  readonly today: Day;
}

/**
 * Why this step may not be done today; undefined when it may. Late windows reopen writing and submission, for the units and the people that they
 * name; staff is bound by neither of these two, and by review and arbitration like everybody.
 */
export function stepLock({ calendar, late, unit, writer, today }: StepGlance, step: StepName): StepLock | undefined {
  const window = calendar.find((own) => own.step === step);
  const ofUnits = step === "writing" || step === "submission";
  if (!window || (ofUnits && writer === "staff")) return undefined;
  const open = ofUnits ? late.filter((own) => (own.unit === null || own.unit === unit) && own.until >= today) : [];
  if (open.some(({ writers }) => writers === "everyone" || writer === "head")) return undefined;
  if (today < window.opensOn) return { kind: "step-to-come", step, opensOn: window.opensOn };
  if (today <= window.closesOn) return undefined;
  const heads = open.map(({ until }) => until).toSorted();
  return { kind: "step-over", step, closedOn: window.closesOn, headsUntil: heads.at(-1) ?? null };
}

/** The day by which a unit must have handed in: the close of submission, or its late window when that is later; without a calendar the campaign's. */
export function deadlineOf(calendar: Calendar, late: readonly LateWindow[], unit: string, closesOn: Day): Day {
  const submission = calendar.find(({ step }) => step === "submission")?.closesOn ?? closesOn;
  const own = late.filter((window) => window.unit === null || window.unit === unit).map(({ until }) => until);
  return [submission, ...own].toSorted().at(-1) ?? submission;
}

/** The steps that are under way on a day, in order. */
export function stepsUnderWay(calendar: Calendar, today: Day): StepName[] {
  return calendar.filter(({ opensOn, closesOn }) => today >= opensOn && today <= closesOn).map(({ step }) => step);
}

/**
 * How many of `count` units should have handed in by the end of a day, as the calendar would have it: none before submission opens, all when it
 * closes, evenly in between; rounded down.
 */
export function expectedReturns({ opensOn, closesOn }: Omit<StepWindow, "step">, count: number, day: Day): number {
  if (day < opensOn) return 0;
  if (day >= closesOn) return count;
  const length = daysBetween(opensOn, closesOn) + 1;
  return Math.floor((count * (daysBetween(opensOn, day) + 1)) / length);
}
