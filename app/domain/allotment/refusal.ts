import type { Day } from "../month.ts";

export type NotificationRefusal =
  /** Its number is that of its movement. */
  | { readonly kind: "already-notified"; readonly number: string; readonly on: Day; readonly by: string }
  | { readonly kind: "already-acknowledged"; readonly unit: string; readonly by: string; readonly at: string };
