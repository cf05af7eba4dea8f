import type { ReviewedYear } from "#app/domain/review/bridge.ts";
import type { ReviewedResource } from "#app/domain/review/cause.ts";
import type { SpendingClass } from "#app/domain/stage.ts";

export const reviewedClasses = ["all", "nonPersonnel", "personnel"] as const;
export type ReviewedClass = (typeof reviewedClasses)[number];

/** What a page of the review shows: one measure, of one group of titles or of all. */
export interface ReviewShown {
  readonly resource: ReviewedResource;
  readonly spendingClass: ReviewedClass;
  /** Some groups cannot be added up for who does not see what personnel costs. */
  readonly classes: readonly ReviewedClass[];
  /** The last day that is told: the exercise may still run. */
  readonly asOf: string;
  /** As known on this past day. */
  readonly known: string | null;
  readonly running: boolean;
  /** What personnel costs was planned at is not for this reader. */
  readonly planLeftOut: boolean;
}

export interface ReviewRow {
  readonly unit: string;
  readonly label: string;
  readonly year: ReviewedYear;
}

export function classesOf(spendingClass: ReviewedClass): readonly SpendingClass[] {
  return spendingClass === "all" ? ["personnel", "nonPersonnel"] : [spendingClass];
}
