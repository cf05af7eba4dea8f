import type { Day } from "./month.ts";

/**
 * A day in the past as figures are read on it: with the entries dated up to it; and, when `known`, only what was recorded by the end of that
 * day (Europe/Paris), so that what was shown then is shown again, whatever was booked since.
 */
export interface AsOf {
  readonly on: Day;
  readonly known: boolean;
}
