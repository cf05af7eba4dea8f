import type { Followed } from "#app/domain/landing/follow-up.ts";
import type { Day, Month } from "#app/domain/month.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Sort } from "#app/ui/table/sort.ts";

export const followedMeasures = ["CP", "AE", "ETPT"] as const satisfies readonly BudgetResource[];
export type FollowedMeasure = (typeof followedMeasures)[number];
export const shownFigures = ["gap", "rate", "amount"] as const;
export type ShownFigure = (typeof shownFigures)[number];

/** A unit that is followed, or a group of them. */
export interface FollowedRow extends Followed {
  readonly key: string;
  readonly label: string;
  /** A group has no page of its own. */
  readonly unit: string | null;
}

export interface FollowUpShown {
  readonly measure: FollowedMeasure;
  readonly show: ShownFigure;
  readonly sort: Sort;
  readonly grouped: boolean;
  readonly months: readonly Month[];
  /** The last month that is looked at, and those that may be: the whole months that are over. Null: none is. */
  readonly to: Month | null;
  readonly over: readonly Month[];
  /** As known on this past day; null: today. */
  readonly known: Day | null;
  readonly rows: readonly FollowedRow[];
  readonly whole: Followed;
}
