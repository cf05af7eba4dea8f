import type { Day } from "../month.ts";

/** Why a site, a lease or a lot is not kept, or not brought in a forecast. */
export type MeansRefusal =
  | { readonly kind: "lease-too-long"; readonly years: number }
  | { readonly kind: "break-outside-lease"; readonly day: Day; readonly first: Day; readonly last: Day }
  /** A break falls on the day of the month on which the lease began. */
  | { readonly kind: "break-within-month"; readonly day: Day; readonly firstDay: Day }
  | { readonly kind: "leaving-without-break"; readonly day: Day }
  /** No more workstations are held than there are. */
  | { readonly kind: "workstations-beyond-site"; readonly asked: number; readonly left: number }
  | { readonly kind: "workstations-held"; readonly held: number; readonly asked: number }
  /** What it brought stands in a sheet, or others stand on it. */
  | {
      readonly kind: "still-in-use";
      readonly what: "site" | "lease" | "equipment";
      readonly id: string;
      readonly by: "forecast" | "leases";
    }
  /** It is in the sheet already, on another line: it counts once. */
  | { readonly kind: "already-in-forecast"; readonly lineLabel: string; readonly request: number }
  | { readonly kind: "nothing-for-forecast"; readonly first: number; readonly last: number };
