import type { Month } from "../month.ts";

/** `recurrent`: comes back each year; `project`: has an end and a deliverable; `maintenance`: keeps what exists. */
export const workKinds = ["recurrent", "project", "maintenance"] as const;
export type WorkKind = (typeof workKinds)[number];

/**
 * Whether an item counts in the plan. `planned`: nobody had to ask for it, or its request was granted; `candidate`: it waits for a decision;
 * `refused`: its request was given nothing. Told by the decision itself: nobody has to move the item (decision 0172).
 */
export const workStandings = ["planned", "candidate", "refused"] as const;
export type WorkStanding = (typeof workStandings)[number];

/** A piece of work of a unit, done by teams in months. */
export interface WorkItem {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly kind: WorkKind;
  readonly standing: WorkStanding;
  readonly activity: string;
  /** Who answers for it. */
  readonly unit: string;
  readonly requestId: string | null;
  readonly firstMonth: Month;
  /** Null: it has no end. */
  readonly lastMonth: Month | null;
  readonly closedOn: string | null;
}

/** Whether work on an item may stand in a month. */
export function isWithin({ firstMonth, lastMonth }: Pick<WorkItem, "firstMonth" | "lastMonth">, month: Month): boolean {
  return firstMonth <= month && (lastMonth === null || month <= lastMonth);
}
