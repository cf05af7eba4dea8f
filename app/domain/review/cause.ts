import type { Quantity } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";

/**
 * Why a unit did not use what was put at its disposal, or used more: what was due and came early or late (`schedule`), cost more or less
 * (`price`), was needed more or less often (`volume`), was taken on or given to others (`scope`), was given up (`dropped`), or could not be
 * foreseen (`hazard`).
 */
export const varianceCauses = ["schedule", "price", "volume", "scope", "dropped", "hazard", "other"] as const;
export type VarianceCause = (typeof varianceCauses)[number];

export const reviewedResources = ["CP", "AE"] as const;
export type ReviewedResource = (typeof reviewedResources)[number];

/** What is explained: the gap of a unit, in one group of titles and one resource of an exercise. */
export interface ReviewedPart {
  readonly year: number;
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: ReviewedResource;
}

/** A part of a gap, signed as the gap is: − for what was not used. Never nothing. */
export interface ToldCause {
  readonly cause: VarianceCause;
  readonly amount: Quantity;
  readonly note: string;
}
