import type { Day } from "../month.ts";
import type { CalendarRefusal, StepLock } from "./calendar.ts";
import type { GuidanceRefusal } from "./guidance.ts";

/** What the conduct of a campaign may refuse. */
export type CampaignRefusal =
  | CalendarRefusal
  | GuidanceRefusal
  | StepLock
  /** A window that would end before today opens nothing. */
  | { readonly kind: "window-already-over"; readonly until: Day }
  | { readonly kind: "nobody-to-remind" }
  | { readonly kind: "nothing-to-start-from"; readonly year: number; readonly source: "requests" | "executed" }
  | { readonly kind: "nothing-to-reopen"; readonly unit: string };
