import type { Day } from "../month.ts";
import type { AlertSettings } from "./settings.ts";

/** Why nothing is done about an alert. */
export type AlertRefusal =
  /** Its cause has ended: there is nothing left to ask, to put aside or to explain. */
  | { readonly kind: "alert-closed"; readonly unit: string }
  /** Nobody of the unit may answer. */
  | { readonly kind: "nobody-to-explain"; readonly unit: string }
  /** Nothing is put aside for good: from tomorrow to half a year from now. */
  | { readonly kind: "snooze-out-of-term"; readonly until: Day; readonly earliest: Day; readonly latest: Day }
  | { readonly kind: "alert-setting-out-of-bounds"; readonly name: keyof AlertSettings; readonly least: number; readonly most: number };
