import type { SpendingClass } from "#app/domain/stage.ts";

/** Between the parts of a line of the question; in no code (`db/migrations/0002-reference.ts`). */
export const askedSeparator = "|";

/** What is available at a level, as it travels: cents as text. */
export interface ShownAvailability {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: "AE" | "CP";
  readonly asked: string;
  readonly available: string;
  readonly missing: string;
  readonly ways: readonly { readonly unit: string; readonly label: string; readonly available: string; readonly to: string }[];
  readonly ask: string | null;
}
