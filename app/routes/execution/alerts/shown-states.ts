import type { AlertState } from "#app/domain/alerts/alert.ts";

/** What the list may be asked for: `live` is whatever is not closed. */
export const shownStates = ["open", "live", "answered", "snoozed", "closed", "all"] as const satisfies readonly (
  | AlertState
  | "live"
  | "all"
)[];
