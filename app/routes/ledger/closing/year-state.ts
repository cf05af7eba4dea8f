import type { Closing } from "#db/queries/ledger/closing.ts";
import type { Exercise } from "#db/queries/ledger/exercise.ts";
import type { Reopening } from "#db/queries/ledger/reopening.ts";

/** Where an exercise stands between open and closed. */
export type YearState =
  | { readonly kind: "noYear" | "open" | "toCloseAgain" }
  | { readonly kind: "closed"; readonly closing: Closing }
  | { readonly kind: "reopened"; readonly until: Date };

/** From its status, the closing in force and the reopening under way; a reopening whose term is over leaves the year to be closed again. */
export function yearStateOf(exercise: Exercise | undefined, closing: Closing | undefined, reopenings: readonly Reopening[]): YearState {
  if (!exercise) return { kind: "noYear" };
  if (closing) return { kind: "closed", closing };
  const live = reopenings.find(({ period, endedAt, relockAt }) => period === null && endedAt === null && relockAt !== null);
  if (live?.relockAt && !live.expired) return { kind: "reopened", until: live.relockAt };
  return { kind: live || exercise.status === "closed" ? "toCloseAgain" : "open" };
}
