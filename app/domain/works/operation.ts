import { type Day, daysBetween, type Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";

/** What a statistical operation is. Not an `operation` of the budget, which is an investment (decision 0176). */
export const operationKinds = ["census", "survey", "publication", "project"] as const;
export type OperationKind = (typeof operationKinds)[number];

/** What an operation gives, and what one of it costs. */
export const outputs = ["questionnaire", "interviewerMonth", "publication", "release"] as const;
export type Output = (typeof outputs)[number];

export const phaseKinds = ["design", "collection", "control", "processing", "dissemination", "other"] as const;
export type PhaseKind = (typeof phaseKinds)[number];

/** A milestone is reached, a deliverable is given. */
export const dateKinds = ["milestone", "deliverable"] as const;
export type DateKind = (typeof dateKinds)[number];

/** What an operation takes of the ledger by: the nearest key of a line decides (decision 0177). */
export const expenseKeys = ["commitment", "contract", "activity"] as const;
export type ExpenseKey = (typeof expenseKeys)[number];

/** A census, a survey, a publication, a project: what is done, beside whatever it costs. */
export interface StatisticalOperation {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly kind: OperationKind;
  readonly activity: string;
  /** Who answers for it. */
  readonly unit: string;
  readonly output: Output;
  readonly firstMonth: Month;
  /** Null: it comes back without end. */
  readonly lastMonth: Month | null;
}

export interface Phase {
  readonly id: string;
  readonly kind: PhaseKind;
  readonly label: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Percentage, 0 to 100. */
  readonly done: number;
}

export interface WorkDate {
  readonly id: string;
  readonly phaseId: string | null;
  readonly kind: DateKind;
  readonly label: string;
  readonly dueOn: Day;
  /** Null: not yet. */
  readonly doneOn: Day | null;
}

/** How much an operation gives in a year, in hundredths of its unit of output. */
export interface Volume {
  readonly output: Output;
  readonly year: number;
  readonly volume: Quantity;
}

/** How far an operation is, in percent: its phases by the days they last, rounded down; null without phases. */
export function doneOf(phases: readonly Pick<Phase, "firstDay" | "lastDay" | "done">[]): number | null {
  let [days, done] = [0, 0];
  for (const phase of phases) {
    const length = lengthOf(phase);
    days += length;
    done += length * phase.done;
  }
  return days === 0 ? null : Math.floor(done / days);
}

function lengthOf({ firstDay, lastDay }: Pick<Phase, "firstDay" | "lastDay">): number {
  return daysBetween(firstDay, lastDay) + 1;
}

/** `late`: due before today and not done; `done` and `doneLate`; `coming`. */
export function standingOf({ dueOn, doneOn }: Pick<WorkDate, "dueOn" | "doneOn">, today: Day): "done" | "doneLate" | "late" | "coming" {
  if (doneOn !== null) return doneOn > dueOn ? "doneLate" : "done";
  return dueOn < today ? "late" : "coming";
}

/** The first date that is still to be met; undefined: none is. */
export function nextDate<Own extends Pick<WorkDate, "dueOn" | "doneOn">>(dates: readonly Own[]): Own | undefined {
  return dates.filter(({ doneOn }) => doneOn === null).toSorted((left, right) => (left.dueOn < right.dueOn ? -1 : 1))[0];
}
